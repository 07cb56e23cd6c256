"""What the views of a draft share: finding it, reading a page, saving without losing anybody's work."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now

from kreishaus.faces.portal import addresses, uploads
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.models import Draft
from kreishaus.services.forms import paging
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.paging import PageInput

_ATTEMPTS = 4
_LAST_ROW = re.compile(r"\[\d{1,3}\]$")


class AlreadySubmitted(Exception):
    """The draft has become an application; its status page is the place to go."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page that was read and saved, or held back because another window changed it meanwhile."""

    draft: Draft
    page: PageInput
    conflict: bool = False


def draft_or_404(secret: str) -> Draft:
    """Return the draft that the secret opens.

    :raises AlreadySubmitted: if it was sent.
    :raises Http404: if the secret opens nothing.
    """
    draft = queries.draft_by_secret(secret, at=now())
    if draft is not None:
        return draft
    if queries.application_by_secret(secret) is not None:
        raise AlreadySubmitted(addresses.status(secret))
    raise Http404


def fingerprint(schema: FormSchema, page_key: str, answers: Mapping[str, object]) -> str:
    """Return a short digest of the answers on a page: it shows whether another window changed them."""
    part = [answers.get(group.key) for group in schema.page(page_key).groups]
    return hashlib.sha256(json.dumps(part, sort_keys=True, default=str).encode()).hexdigest()[:16]


def read(
    request: HttpRequest, schema: FormSchema, page_key: str, answers: Answers, raw: Mapping[str, object]
) -> PageInput:
    """Read the page from the request; files are kept even if another field is wrong."""
    on = localdate()
    refusals: dict[str, str] = {}
    if request.FILES:
        answers, refusals = _with_uploads(request, schema, page_key, answers, raw)
    return paging.read_page(schema, page_key, request.POST, answers=answers, raw=raw, on=on, upload_errors=refusals)


def look(
    request: HttpRequest, schema: FormSchema, page_key: str, answers: Answers, raw: Mapping[str, object]
) -> PageInput:
    """Read the page only to show what depends on it; nothing is saved, so that no window is in another's way."""
    return paging.read_page(schema, page_key, request.POST, answers=answers, raw=raw, on=localdate())


def carried(request: HttpRequest, schema: FormSchema, page_key: str, shown: PageInput) -> SafeString:
    """Return what was typed into fields that are hidden now, as hidden inputs: the browser keeps it for us."""
    groups = {group.key for group in schema.page(page_key).groups}
    visible = {_without_row(path) for path in shown.evaluation.visible}
    hidden = [
        (name, value)
        for name in request.POST
        if name.partition(".")[0].partition("[")[0] in groups and _without_row(name) not in visible
        for value in request.POST.getlist(name)
    ]
    return format_html_join("\n", '<input type="hidden" name="{}" value="{}">', hidden)


def _without_row(path: str) -> str:
    """Return the path of a repeated field for one of its entries."""
    return _LAST_ROW.sub("", path)


def save(request: HttpRequest, draft: Draft, schema: FormSchema, page_key: str) -> Saved:
    """Read the page over the newest state of the draft and save it.

    Two windows on different pages never disturb each other. If another window changed this very page,
    nothing is saved and `conflict` says so; what was typed is shown again.

    :raises AlreadySubmitted: if the draft was sent meanwhile.
    :raises Http404: if it was thrown away.
    """
    base = request.POST.get("base", "")
    for _ in range(_ATTEMPTS):
        page = read(request, schema, page_key, draft.answers, draft.raw)
        stored = fingerprint(schema, page_key, draft.answers)
        # Whoever sends the same page twice (a double click) is not in conflict with himself.
        if base not in {"", stored} and fingerprint(schema, page_key, page.answers) != stored:
            return Saved(_with_files_kept(request, draft, schema, page_key), page, conflict=True)
        try:
            saved = actions.save_answers(
                draft=draft, answers=page.answers, raw=page.raw, revision=draft.revision, at=now()
            )
        except actions.DraftChangedElsewhere as elsewhere:
            # Read again over what the other window saved; its page and ours meet in one draft.
            elsewhere.draft.offering, elsewhere.draft.service = draft.offering, draft.service
            draft = elsewhere.draft
            continue
        except actions.DraftAlreadySubmitted as submitted:
            raise AlreadySubmitted(submitted.application.reference) from submitted
        except actions.DraftGone as gone:
            raise Http404 from gone
        return Saved(saved, page)
    return Saved(draft, page, conflict=True)


def refusals(page: PageInput) -> list[tuple[str, str]]:
    """Return which files were not taken and why: what an answer lacks can be said later, this only now."""
    lacking = page.evaluation.errors
    return [(path, text) for path, texts in page.errors.items() for text in texts if text not in lacking.get(path, ())]


def _with_files_kept(request: HttpRequest, draft: Draft, schema: FormSchema, page_key: str) -> Draft:
    """Attach the files of a page that is held back: a browser does not send them a second time."""
    if not request.FILES:
        return draft
    answers, _ = _with_uploads(request, schema, page_key, draft.answers, draft.raw)
    try:
        return actions.save_answers(draft=draft, answers=answers, raw=draft.raw, revision=draft.revision, at=now())
    except (actions.DraftChangedElsewhere, actions.DraftAlreadySubmitted, actions.DraftGone):
        # The other window is still at work; the page asks to look again anyway.
        return draft


def _with_uploads(
    request: HttpRequest, schema: FormSchema, page_key: str, answers: Answers, raw: Mapping[str, object]
) -> tuple[Answers, dict[str, str]]:
    refusals: dict[str, str] = {}
    evaluation = evaluate(schema, answers, on=localdate(), raw=raw)
    for place in paging.file_fields(schema, page_key, evaluation, answers):
        sent: list[UploadedFile[Any]] = request.FILES.getlist(place.path)
        if not sent:
            continue
        taken = uploads.take(sent, accept=place.accept, max_bytes=place.max_bytes)
        problems = list(taken.refusals)
        for file in taken.files:
            try:
                answers = paging.attach_file(schema, answers, place.path, file)
            except paging.TooManyFiles as full:
                problems.append(str(full))
        if problems:
            refusals[place.path] = " ".join(problems)
    return answers, refusals
