"""After the submission: receipt, status, messages, decision. All behind the applicant's secret link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kreishaus.base.german import file_size
from kreishaus.base.money import euro
from kreishaus.base.words import current_language, language_named, long_day, say, speaking
from kreishaus.casework import actions as casework
from kreishaus.faces.frame.limits import limited
from kreishaus.faces.portal import addresses, languages, uploads
from kreishaus.ground.audit.engine.receipts import render_receipt
from kreishaus.ground.storage import store
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.forms import rendering
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.mailbox import actions as mailbox
from kreishaus.services.mailbox import queries as mailboxes
from kreishaus.services.mailbox.enums import MessageDirection

_DECIDED = {ApplicationState.DECIDED, ApplicationState.COMPLETED}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a message, as the page shows it."""

    name: str
    size_text: str


def _application(secret: str) -> Application:
    application = queries.application_by_secret(secret)
    if application is None:
        raise Http404
    return application


def _in_own_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer in the language in which the application was filled in, or that the address asks for."""

    @wraps(view)
    def answered(request: HttpRequest, secret: str, **more: object) -> HttpResponse:
        application = _application(secret)
        with speaking(languages.chosen(request, application.offering, application.language)):
            return view(request, secret, application, **more)

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@limited("status-lookup")
def lookup(request: HttpRequest) -> HttpResponse:
    """Lead from a pasted link, or from its last part, to the status page."""
    context: dict[str, object] = {"section": "status", "example": addresses.absolute(request, "/status/"), "link": ""}
    if request.method == "POST":
        link = request.POST.get("link", "").strip()
        secret = addresses.secret_in(link)
        if secret and queries.application_by_secret(secret):
            return HttpResponseRedirect(addresses.status(secret))
        if secret and queries.draft_by_secret(secret, at=now()):
            return HttpResponseRedirect(addresses.draft(secret))
        context |= {
            "link": link,
            "error": say(
                "Zu diesem Link gibt es keinen Antrag. Bitte fügen Sie den ganzen Link aus Ihrer Bestätigung ein."
            ),
        }
    return render(request, "portal/status_lookup.html", context, status=422 if "error" in context else 200)


@never_cache
@require_safe
@_in_own_language
def receipt(request: HttpRequest, secret: str, application: Application) -> HttpResponse:
    """Show what arrived when, and what happens next by when."""
    context = {
        "application": application,
        "service": languages.said_service(application.service, application.offering),
        "base": addresses.status(secret),
        "status_url": addresses.absolute(request, addresses.status(secret)),
        "next_steps": queries.next_steps(application),
        "decide_by": queries.decide_by_text(application),
    }
    return render(request, "portal/receipt.html", context)


@never_cache
@require_safe
@_in_own_language
def status(request: HttpRequest, secret: str, application: Application) -> HttpResponse:
    """Show how far the application is, what we wait for, and all messages."""
    return _status_page(request, secret, application)


def _status_page(
    request: HttpRequest, secret: str, application: Application, *, code: int = 200, **more: str
) -> HttpResponse:
    state = ApplicationState(application.state)
    context = {
        "section": "status",
        "application": application,
        "base": addresses.status(secret),
        "steps": queries.steps(application),
        "needs_action": state == ApplicationState.ACTION_REQUIRED,
        "is_decided": state in _DECIDED,
        "next_step": _next_step(application),
        "message_list": mailboxes.messages_unread_first(application.mailbox),
        "fee": euro(application.fee_cents) if application.fee_cents else "",
        "service": languages.said_service(application.service, application.offering),
        "filled_in": language_named(application.language),
        "languages": languages.choices(
            application.offering, lambda code: f"{addresses.status(secret)}?{languages.PARAMETER}={code}"
        ),
        **more,
    }
    return render(request, "portal/status.html", context, status=code)


def _next_step(application: Application) -> tuple[str, str]:
    by = application.decide_by
    ours = say("Wir entscheiden. Sie müssen nichts tun.")
    if by is not None:
        ours = say("Wir entscheiden bis zum {day}. Sie müssen nichts tun.", day=long_day(by))
    if by is not None and by < localdate():
        ours = say(
            "Wir wollten bis zum {day} entscheiden und bitten um etwas Geduld. Sie müssen nichts tun.", day=long_day(by)
        )
    return {
        ApplicationState.RECEIVED: (say("Ihr Antrag ist bei uns."), ours),
        ApplicationState.PROCESSING: (say("Wir bearbeiten Ihren Antrag."), ours),
        ApplicationState.ACTION_REQUIRED: (
            say("Wir brauchen noch etwas von Ihnen."),
            say("Bitte lesen Sie die neueste Nachricht und antworten Sie hier. Danach geht es weiter."),
        ),
        ApplicationState.DECIDED: (say("Wir haben entschieden."), say("Der Bescheid liegt bei Ihren Nachrichten.")),
        ApplicationState.COMPLETED: (
            say("Ihr Antrag ist abgeschlossen."),
            say("Alles Wichtige bleibt hier für Sie lesbar."),
        ),
        ApplicationState.WITHDRAWN: (say("Sie haben Ihren Antrag zurückgenommen."), say("Es passiert nichts weiter.")),
    }[ApplicationState(application.state)]


@never_cache
@require_safe
def receipt_pdf(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the receipt as a PDF."""
    application = _application(secret)
    content = actions.receipt_pdf(application, status_url=addresses.absolute(request, addresses.status(secret)))
    return _pdf(content, f"Eingangsbestaetigung-{application.reference}.pdf")


@never_cache
@require_safe
def receipt_json(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001
    """Return the file that proves the entry in the log."""
    application = _application(secret)
    response = HttpResponse(
        render_receipt(actions.receipt(application)), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="nachweis-{application.reference}.json"'
    return response


@never_cache
@require_safe
@_in_own_language
def answers(request: HttpRequest, secret: str, application: Application) -> HttpResponse:
    """Show the answers as they were submitted."""
    schema = queries.form_in(application.offering, current_language())
    evaluation = evaluate(schema, application.answers, on=localdate(application.submitted_at))
    summary = rendering.render_answers(schema, evaluation)
    context = {"application": application, "base": addresses.status(secret), "summary": summary}
    return render(request, "portal/answers.html", context)


@never_cache
@require_safe
@_in_own_language
def message(request: HttpRequest, secret: str, application: Application, message_id: UUID) -> HttpResponse:
    """Open a message; the first opening of a decision sets its legal day of delivery."""
    found = mailboxes.message_or_none(application.mailbox, message_id)
    if found is None:
        raise Http404
    # A HEAD request (link previews, scanners) is no retrieval by a person.
    if request.method == "GET" and found.direction == MessageDirection.TO_APPLICANT:
        found = mailbox.open_message(message=found, at=now())
    context = {
        "section": "status",
        "application": application,
        "base": addresses.status(secret),
        "message": found,
        "attachments": [AttachedFile(one["name"], file_size(one["size"])) for one in found.attachments],
    }
    return render(request, "portal/message.html", context)


@never_cache
@require_safe
def attachment(request: HttpRequest, secret: str, message_id: UUID, number: int) -> FileResponse | HttpResponse:
    """Return one file of a message; downloading a decision opens its message."""
    application = _application(secret)
    found = mailboxes.message_or_none(application.mailbox, message_id)
    if found is None or not 1 <= number <= len(found.attachments):
        raise Http404
    if request.method == "GET" and found.direction == MessageDirection.TO_APPLICANT:
        mailbox.open_message(message=found, at=now())
    attached = found.attachments[number - 1]
    return FileResponse(
        store().open(attached["sha256"]), content_type=attached["media_type"], filename=attached["name"]
    )


@never_cache
@require_POST
@limited("reply")
@_in_own_language
def reply(request: HttpRequest, secret: str, application: Application) -> HttpResponse:
    """Take in an answer with files; it becomes a task at the office."""
    body = request.POST.get("body", "").strip()
    taken = uploads.take(request.FILES.getlist("files"))
    if taken.refusals:
        return _status_page(
            request, secret, application, code=422, reply_error=" ".join(taken.refusals), reply_body=body
        )
    try:
        casework.receive_reply(application=application, body=body, attachments=taken.files, at=now())
    except mailbox.EmptyReply as empty:
        return _status_page(request, secret, application, code=422, reply_error=str(empty), reply_body=body)
    messages.success(request, say("Ihre Nachricht ist angekommen. Das Amt meldet sich bei Ihnen."))
    return HttpResponseRedirect(addresses.status(secret))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
