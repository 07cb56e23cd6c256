"""Filling in a form: page by page, saved on the server, resumable by its link, without JavaScript."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kreishaus.base.words import current_language, say, speaking
from kreishaus.faces.frame.limits import limited
from kreishaus.faces.portal import addresses, drafting, first_pages, languages, notes, steps
from kreishaus.ground.storage import store
from kreishaus.services.applications import actions, memory, queries
from kreishaus.services.applications.engine.files import files_in
from kreishaus.services.applications.models import Draft, Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms import paging, rendering
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.paging import PageInput
from kreishaus.services.forms.queries import schema_of

GENERIC = "allgemeiner-antrag"
BEGUN = "entwurf"
LANGUAGE = "_language"
OPENED = "offen"
_NOTHING = SafeString("")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("draft")
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Show the first page; the draft begins when it is sent, so that looking leaves no trace."""
    service, offering = _offering_or_404(key)
    with speaking(languages.chosen(request, offering)):
        return _begin(request, service, offering)


def _begin(request: HttpRequest, service: Service, offering: Offering) -> HttpResponse:
    key = service.key
    schema = queries.form_in(offering, current_language())
    first = schema.pages[0].key
    if request.method != "POST":
        return _empty(request, schema, service, offering)
    answers = _first_answers(schema, service, offering)
    if "_refresh" in request.POST:
        shown = drafting.look(request, schema, first, answers, {})
        fields = _fields(request, schema, first, shown) + drafting.carried(request, schema, first, shown)
        states = steps.of(schema, first)
        action = languages.with_language(addresses.start(key))
        return _page(request, schema, first, fields, service=service, offering=offering, states=states, action=action)
    page = drafting.read(request, schema, first, answers, {})
    _, secret = actions.start_draft(
        offering=offering,
        service=service,
        answers=page.answers,
        raw=page.raw,
        language=_wanted(request, offering) or current_language(),
        at=now(),
    )
    if page.stays or "_later" in request.POST or LANGUAGE in request.POST:
        response = _redirect_on(request, secret, first, page)
    else:
        response = HttpResponseRedirect(_after(secret, page, first))
    # "Back" leads to the empty first page; with this it knows where the answers are.
    response.set_cookie(
        BEGUN, secret, path=addresses.start(key), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


def _empty(request: HttpRequest, schema: FormSchema, service: Service, offering: Offering) -> HttpResponse:
    """Return the first page without answers; one that is the same for every new visitor is kept ready."""
    begun = _begun(request)

    def make() -> HttpResponse:
        answers = _first_answers(schema, service, offering)
        evaluation = evaluate(schema, answers, on=localdate())
        first = schema.pages[0].key
        fields = rendering.render_page(schema, first, evaluation, answers=answers)
        states, action = steps.of(schema, first), languages.with_language(addresses.start(service.key))
        return _page(
            request, schema, first, fields,
            service=service, offering=offering, states=states, action=action, begun=begun,
        )  # fmt: skip

    if begun or not first_pages.is_new_visitor(request):
        return make()
    # The ids are this authority's alone; the day counts because conditions may ask for it.
    key = (offering.pk, service.pk, service.updated_at, localdate(), current_language())
    return first_pages.first_page(request, key, make)


def _begun(request: HttpRequest) -> dict[str, object] | None:
    """Return where this browser goes on with what it began since it was opened, if it did."""
    secret = request.COOKIES.get(BEGUN, "")
    draft = queries.draft_by_secret(secret, at=now()) if secret else None
    return {"address": addresses.draft(secret), "saved_at": draft.saved_at} if draft else None


@never_cache
@require_safe
def resume(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001
    """Go on where something is still missing, else to the check page."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))
    schema = schema_of(draft.offering.form)
    evaluation = evaluate(schema, draft.answers, on=localdate(), raw=draft.raw)
    missing = next((key for key, paths in evaluation.errors_by_page.items() if paths), None)
    return HttpResponseRedirect(addresses.page(secret, missing) if missing else addresses.check(secret))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, secret: str, page_key: str) -> HttpResponse:
    """Show or take in one page of the draft."""
    try:
        draft = drafting.draft_or_404(secret)
        with speaking(draft.language):
            schema = queries.form_in(draft.offering, draft.language)
            if page_key not in {one.key for one in schema.pages}:
                raise Http404
            if request.method == "POST":
                return _take_in(request, draft, schema, secret, page_key)
            return _show(request, draft, schema, secret, page_key)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))


def _take_in(request: HttpRequest, draft: Draft, schema: FormSchema, secret: str, page_key: str) -> HttpResponse:
    if "_refresh" in request.POST:
        shown = drafting.look(request, schema, page_key, draft.answers, draft.raw)
        carried = drafting.carried(request, schema, page_key, shown)
        base = request.POST.get("base", "")
        return _render(request, draft, schema, secret, page_key, shown, carried=carried, base=base)
    saved = drafting.save(request, draft, schema, page_key)
    taken = saved.page
    if saved.conflict:
        return _render(request, saved.draft, schema, secret, page_key, taken, conflict=True, code=409)
    if wanted := _wanted(request, saved.draft.offering):
        actions.change_language(draft=saved.draft, language=wanted)
    if taken.stays or {"_back", "_later", LANGUAGE} & request.POST.keys():
        return _redirect_on(request, secret, page_key, taken)
    return HttpResponseRedirect(_after(secret, taken, page_key))


def _show(request: HttpRequest, draft: Draft, schema: FormSchema, secret: str, page_key: str) -> HttpResponse:
    evaluation = evaluate(schema, draft.answers, on=localdate(), raw=draft.raw)
    errors = evaluation.errors_on(page_key) if "pruefen" in request.GET else {}
    files = paging.file_fields(schema, page_key, evaluation, draft.answers)
    refused, others = notes.take(request, {field.path for field in files})
    shown = PageInput(draft.answers, draft.raw, evaluation, errors=errors | refused)
    return _render(request, draft, schema, secret, page_key, shown, more="mehr" in request.GET, messages=others)


def _render(  # noqa: PLR0913 -- a page can be shown in that many ways
    request: HttpRequest,
    draft: Draft,
    schema: FormSchema,
    secret: str,
    page_key: str,
    shown: PageInput,
    *,
    more: bool = False,
    carried: SafeString = _NOTHING,
    code: int = 200,
    **context: object,
) -> HttpResponse:
    context.setdefault("base", drafting.fingerprint(schema, page_key, draft.answers))
    return _page(
        request,
        schema,
        page_key,
        _fields(request, schema, page_key, shown) + carried,
        service=draft.service,
        offering=draft.offering,
        states=steps.of(schema, page_key, evaluation=shown.evaluation, answers=draft.answers, secret=secret),
        code=code,
        summary=rendering.render_error_summary(schema, shown.errors),
        secret=secret,
        draft=draft,
        appeared=more or bool(shown.appeared),
        previous=paging.previous_page(shown.evaluation, page_key),
        action=addresses.page(secret, page_key),
        **context,
    )


def _fields(request: HttpRequest, schema: FormSchema, page_key: str, shown: PageInput) -> SafeString:
    return rendering.render_page(
        schema,
        page_key,
        shown.evaluation,
        answers=shown.answers,
        errors=shown.errors,
        raw=shown.raw,
        # A page that is shown again without being left keeps the rows open that it was sent with.
        opened=list(request.POST) if request.method == "POST" else request.GET.getlist(OPENED)[:1],
    )


def _page(
    request: HttpRequest,
    schema: FormSchema,
    page_key: str,
    fields: SafeString,
    *,
    states: list[steps.Step],
    service: Service,
    offering: Offering,
    code: int = 200,
    **context: object,
) -> HttpResponse:
    shown = schema.page(page_key)
    context |= {"service": languages.said_service(service, offering), "languages": languages.choices(offering)}
    context |= {"page": shown, "fields": fields, "section": "services", "states": states}
    context |= {"form_digest": offering.form.digest, "scripts": rendering.scripts_of(schema, page_key)}
    context["here"] = steps.position(states)
    return render(request, "portal/form.html", context, status=code)


def _redirect_on(request: HttpRequest, secret: str, page_key: str, taken: PageInput) -> HttpResponseRedirect:
    """Go where a button leads that does not move on; a file that was refused is named there."""
    for path, text in drafting.refusals(taken):
        notes.leave(request, path, text)
    return HttpResponseRedirect(_where_next(request, secret, page_key, taken))


def _where_next(request: HttpRequest, secret: str, page_key: str, taken: PageInput) -> str:
    if "_later" in request.POST:
        return f"{addresses.draft(secret)}spaeter/"
    if "_back" in request.POST:
        before = paging.previous_page(taken.evaluation, page_key)
        return addresses.page(secret, before or page_key)
    here = addresses.page(secret, page_key)
    if LANGUAGE in request.POST:
        return here
    if taken.action:
        return _at_row(here, taken) if taken.focus else here
    if taken.errors:
        return f"{here}?pruefen=1"
    return f"{here}?mehr=1" if taken.appeared else here


def _at_row(here: str, taken: PageInput) -> str:
    """Lead to the row that somebody works on; in a long list only that one is open."""
    opened = "" if taken.action == "close" else f"?{urlencode({OPENED: taken.focus})}"
    # A refused file is named at the top of the page.
    return f"{here}{opened}" if taken.errors else f"{here}{opened}#{rendering.element_id(taken.focus)}"


def _after(secret: str, taken: PageInput, page_key: str) -> str:
    following = paging.next_page(taken.evaluation, page_key)
    return addresses.page(secret, following) if following else addresses.check(secret)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the link that goes on later, on this device or another."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))
    link = addresses.absolute(request, addresses.draft(secret))
    with speaking(draft.language):
        context: dict[str, object] = {"draft": draft, "link": link, "base": addresses.draft(secret)}
        context |= {"languages": languages.choices(draft.offering), "here": "spaeter"}
        return render(request, "portal/later.html", context)


@require_POST
def change_language(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the draft in another language from now on."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))
    if wanted := _wanted(request, draft.offering):
        actions.change_language(draft=draft, language=wanted)
    later_on = request.POST.get("here") == "spaeter"
    return HttpResponseRedirect(f"{addresses.draft(secret)}spaeter/" if later_on else addresses.check(secret))


def _wanted(request: HttpRequest, offering: Offering) -> str:
    """Return the language that a button asks for, "" if none does."""
    wanted = request.POST.get(LANGUAGE, "")
    return wanted if wanted in queries.languages_of(offering) else ""


@require_POST
def discard(request: HttpRequest, secret: str) -> HttpResponse:
    """Delete the draft at the wish of the applicant."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))
    actions.discard_draft(draft=draft)
    with speaking(draft.language):
        messages.success(request, say("Ihr Entwurf ist gelöscht."))
    return HttpResponseRedirect("/")


@never_cache
@require_safe
def own_file(request: HttpRequest, secret: str, sha256: str) -> FileResponse | HttpResponse:  # noqa: ARG001
    """Return a file that was attached to this draft."""
    try:
        draft = drafting.draft_or_404(secret)
    except drafting.AlreadySubmitted:
        return HttpResponseRedirect(addresses.status(secret))
    file = next((one for one in files_in(draft.answers) if one["sha256"] == sha256), None)
    if file is None:
        raise Http404
    return FileResponse(store().open(sha256), content_type=file["media_type"], filename=file["name"])


def _offering_or_404(key: str) -> tuple[Service, Offering]:
    """Return the service and the form it is applied for with: its own, or the generic one."""
    service = memory.visible_service(key)
    if service is None or service.redirect:
        raise Http404
    offering = queries.current_offering(service)
    if offering is None:
        generic = memory.visible_service(GENERIC)
        offering = queries.current_offering(generic) if generic else None
    if offering is None:
        raise Http404
    return service, offering


def _first_answers(schema: FormSchema, service: Service, offering: Offering) -> Answers:
    """Return the defaults; the generic form begins with the name of the service it is used for."""
    answers = paging.initial_answers(schema)
    if offering.service_id != service.pk:
        concern = answers.setdefault("concern", {})
        if isinstance(concern, dict):
            concern["subject"] = service.name
    return answers
