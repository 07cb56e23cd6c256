"""Start page, search and catalogue: find a service in one try."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kreishaus.base.words import say, speaking
from kreishaus.faces.portal import addresses, languages
from kreishaus.services.applications import queries as applications
from kreishaus.services.catalogue import queries as catalogue

_LONGEST_QUERY = 200
_SUGGESTIONS = 6


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show one search field, the most used services and the life situations."""
    context = {"popular": catalogue.popular(), "situations": _situations()}
    return render(request, "portal/start.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found and why, and the way on when nothing fits."""
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    return render(request, "portal/search.html", {"query": query, "results": catalogue.find_services(query)})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return the list items of the suggestions while somebody types."""
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    results = catalogue.find_services(query, limit=_SUGGESTIONS)
    return render(request, "portal/suggestions.html", {"query": query, "results": results})


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show all services by life situation, or those of one."""
    chosen = request.GET.get("lebenslage", "")
    groups = catalogue.by_life_situation()
    situations = [(situation, len(group)) for situation, group in groups.items() if situation]
    shown = {chosen: groups.get(chosen, [])} if chosen else groups
    context = {
        "section": "services",
        "chosen": chosen,
        "situations": situations,
        "groups": [(situation, group) for situation, group in shown.items() if group],
    }
    return render(request, "portal/services.html", context)


@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a service is, what it costs, how long it takes and who is competent."""
    found = catalogue.service_by_key(key)
    if found is None:
        raise Http404
    offering = applications.current_offering(found)
    with speaking(languages.chosen(request, offering)):
        said = languages.said_service(found, offering)
        context = {
            "section": "services",
            "service": said,
            "has_own_form": offering is not None,
            "trail": [(say("Leistungen"), "/leistungen/")],
            "begin": languages.with_language(addresses.start(key)),
            "languages": languages.choices(offering, lambda code: f"?{languages.PARAMETER}={code}"),
            "description": said.texts.get("description", ""),
            "prerequisites": said.texts.get("prerequisites", ""),
            "procedure": said.texts.get("procedure", ""),
        }
        return render(request, "portal/service.html", context)


def _situations() -> list[tuple[str, int]]:
    return [(situation, len(group)) for situation, group in catalogue.by_life_situation().items() if situation]
