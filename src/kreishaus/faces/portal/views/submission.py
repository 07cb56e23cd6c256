"""The last page before sending: everything that was entered, what is not sent, the fee, the declaration."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kreishaus.base.german import slug
from kreishaus.base.money import euro
from kreishaus.base.words import marked, say, speaking
from kreishaus.faces.frame.limits import limited
from kreishaus.faces.portal import addresses, drafting, languages, notes, steps
from kreishaus.services.applications import actions, queries, rules
from kreishaus.services.applications.models import Draft
from kreishaus.services.forms import rendering
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.engine.schema import FormSchema

_DECLARATION_MISSING = marked("Bitte bestätigen Sie, dass Ihre Angaben richtig sind.")
_WHOLE = "antrag"
_NOBODY = marked(
    "Für diese Leistung ist gerade kein Amt eingetragen. Ihr Entwurf bleibt gespeichert. Bitte rufen Sie uns an."
)
_CHANGED = marked("Der Antrag wurde gerade in einem anderen Fenster geändert. Bitte prüfen Sie ihn noch einmal.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("submission")
def check(request: HttpRequest, secret: str) -> HttpResponse:
    """Show everything, or send it; sending twice gives one application."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.receipt(secret))
    with speaking(draft.language):
        if request.method != "POST":
            return _show(request, draft, secret)
        if request.POST.get("declaration") != "on":
            return HttpResponseRedirect(f"{addresses.check(secret)}?erklaerung=fehlt")
        return _send(request, draft, secret)


def _send(request: HttpRequest, draft: Draft, secret: str) -> HttpResponse:
    link = addresses.absolute(request, addresses.status(secret))
    try:
        actions.submit(draft=draft, at=now(), link=link)
    except actions.InvalidAnswers:
        # The check page itself says where something is missing.
        return HttpResponseRedirect(addresses.check(secret))
    except actions.ReservationTaken as taken:
        return _not_yet(request, secret, _taken(draft, taken.message), path=taken.path)
    except actions.FilesMissing as missing:
        names = ", ".join(file["name"] for file in missing.files)
        return _not_yet(request, secret, say("Bitte laden Sie diese Datei noch einmal hoch: {names}.", names=names))
    except actions.NoCompetentOffice:
        return _not_yet(request, secret, say(_NOBODY))
    except (actions.DraftChangedElsewhere, actions.DraftGone):
        return _not_yet(request, secret, say(_CHANGED))
    return HttpResponseRedirect(addresses.receipt(secret))


def _taken(draft: Draft, message: str) -> str:
    """Return what the service says where somebody else was faster, in the language of the draft."""
    said = queries.texts_in(draft.offering, draft.language).get("service.reserve.taken")
    own = (draft.offering.settings.get("reserve") or {}).get("taken")
    return said if said and message == own else say(message)


def _fee_name(draft: Draft, name: str) -> str:
    """Return the name of a fee in the language of the draft."""
    texts = queries.texts_in(draft.offering, draft.language)
    for german in {str(fee["name"]) for fee in draft.offering.settings.get("fees", [])}:
        name = name.replace(german, texts.get(f"service.fees.{slug(german)}.name", german))
    return name


def _not_yet(request: HttpRequest, secret: str, problem: str, *, path: str = _WHOLE) -> HttpResponse:
    notes.leave(request, path, problem)
    return HttpResponseRedirect(addresses.check(secret))


def _show(request: HttpRequest, draft: Draft, secret: str) -> HttpResponse:
    schema = queries.form_in(draft.offering, draft.language)
    evaluation = evaluate(schema, draft.answers, on=localdate(), raw=draft.raw)
    incomplete = [page for page in schema.pages if evaluation.errors_by_page.get(page.key)]
    fee = rules.fee(draft.offering, environment(evaluation), on=localdate()) if not incomplete else None
    summary = rendering.render_summary(
        schema,
        evaluation,
        change_url=lambda page_key: addresses.page(secret, page_key),
        file_url=lambda file: f"{addresses.draft(secret)}datei/{file['sha256']}/",
    )
    problems, others = notes.take(request, {_WHOLE, *schema.plan.tree.by_path})
    states = steps.of(schema, steps.CHECK, evaluation=evaluation, answers=draft.answers, secret=secret)
    context = {
        "section": "services",
        "draft": draft,
        "service": languages.said_service(draft.service, draft.offering),
        "languages": languages.choices(draft.offering),
        "summary": summary,
        "incomplete": [(page.title, addresses.page(secret, page.key)) for page in incomplete],
        "fee_items": [(_fee_name(draft, item.name), item, euro(item.amount_cents)) for item in fee.items]
        if fee
        else [],
        "fee_open": fee.open if fee else (),
        "fee_total": euro(fee.total_cents) if fee and fee.total_cents else "",
        "states": states,
        "here": steps.position(states),
        "base": addresses.draft(secret),
        "declaration_error": say(_DECLARATION_MISSING) if "erklaerung" in request.GET else "",
        "problems": [(text, _page_of(path, schema, secret)) for path, texts in problems.items() for text in texts],
        "messages": others,
        "previous": states[-2].address if len(states) > 1 else "",
    }
    return render(request, "portal/check.html", context)


def _page_of(path: str, schema: FormSchema, secret: str) -> str:
    """Return the address of the field on its page."""
    group = path.partition(".")[0].partition("[")[0]
    for page in schema.pages:
        if any(one.key == group for one in page.groups):
            return f"{addresses.page(secret, page.key)}#{rendering.element_id(path)}"
    return ""
