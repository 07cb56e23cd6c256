"""What is done about files and cases alike: parts, participants, references, holds, retention, noted values."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, case_or_404, file_or_404, staff_only
from kreishaus.faces.desk.case_page import case_page
from kreishaus.faces.desk.file_page import file_page
from kreishaus.faces.desk.forms.keeping import CaseForm, KeptForm
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.faces.desk.forms.request import RequestForm
from kreishaus.faces.desk.keeping import FORMS, Kept
from kreishaus.records import actions, queries, rules
from kreishaus.records.enums import ParticipantRole
from kreishaus.records.models import Case, File, Hold

_DENIED = "Ihre Stelle darf das ansehen, aber nicht ändern."
_CLOSED = "Das ist inzwischen geschlossen. Es hat sich nichts geändert."
Values = Mapping[str, Any]


@require_POST
@staff_only
def keep(request: StaffRequest, reference: str, kind: str, deed: str) -> HttpResponse:
    """Do one of the short things on the page of a file or a case; what was typed comes back if it is not right."""
    kept = _kept_or_404(request, reference, kind)
    if not rules.may_keep(request.acting, kept):
        messages.error(request, _DENIED)
        return redirect(f"desk:{kind}", reference)
    form = FORMS[deed](request.POST, auto_id=f"{deed}-%s")
    if not form.is_valid():
        return _page(request, kept, {deed: form})
    try:
        told = _DEEDS[deed](request, kept, form.cleaned_data)
    except (actions.FileIsClosed, actions.CaseIsClosed, actions.NotClosedYet):
        messages.warning(request, _CLOSED)
    except (actions.FileNotClosed, actions.CaseNotClosed):
        messages.warning(request, "Das ist schon offen, oder es hat das Haus verlassen.")
    else:
        messages.success(request, told)
    return redirect(f"desk:{kind}", reference)


@require_POST
@staff_only
def lift_hold(request: StaffRequest, hold_id: UUID) -> HttpResponse:
    """Lift a hold with its reason."""
    hold = Hold.objects.filter(pk=hold_id).select_related("file", "case").first()
    if hold is None:
        raise Http404
    kind = "file" if hold.file else "case"
    target = hold.file or hold.case
    assert target is not None
    kept = _kept_or_404(request, target.reference, kind)
    if not rules.may_keep(request.acting, kept):
        messages.error(request, _DENIED)
        return redirect(f"desk:{kind}", kept.reference)
    try:
        actions.lift_hold(hold=hold, reason=request.POST.get("reason", ""), actor=request.acting.actor, at=now())
    except actions.ReasonMissing:
        messages.warning(request, "Bitte nennen Sie den Grund. Die Löschsperre steht noch.")
    except actions.AlreadyLifted:
        messages.info(request, "Die Löschsperre ist schon aufgehoben.")
    else:
        messages.success(request, "Die Löschsperre ist aufgehoben.")
    return redirect(f"desk:{kind}", kept.reference)


@require_http_methods(["GET", "POST"])
@staff_only
def change(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Change what is noted about a file or a case."""
    kept = _kept_or_404(request, reference, kind)
    if not rules.may_keep(request.acting, kept):
        raise Http404
    made: type[KeptForm] = CaseForm if isinstance(kept, Case) else KeptForm
    names = [name for name in made.base_fields if name != "reason"]
    form = made(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in names}
        # What nobody touched is not sent on: closed things still let their paper be moved.
        values = {name: value for name, value in values.items() if value != getattr(kept, name)}
        try:
            found = _change(request, kept, values, form.cleaned_data["reason"])
        except (actions.FileIsClosed, actions.CaseIsClosed):
            form.add_error(None, "Das ist geschlossen. Ändern lassen sich nur noch Form und Standort des Papiers.")
        else:
            messages.success(request, "Gespeichert." if found else "Es war nichts zu ändern.")
            return redirect(f"desk:{kind}", reference)
    context = {"kept": kept, "form": form, "back": f"desk:{kind}"}
    status = 422 if form.is_bound else 200
    return navigation.desk_page(request, "desk/kept_change.html", context, area=_area(kind), status=status)


def _change(request: StaffRequest, kept: Kept, values: Values, reason: str) -> bool:
    at, actor = now(), request.acting.actor
    if isinstance(kept, File):
        return bool(actions.change_file(file=kept, values=values, actor=actor, at=at, reason=reason))
    return bool(actions.change_case(case=kept, values=values, actor=actor, at=at, reason=reason))


def _kept_or_404(request: StaffRequest, reference: str, kind: str) -> Kept:
    return file_or_404(request, reference) if kind == "file" else case_or_404(request, reference)


def _page(request: StaffRequest, kept: Kept, bound: Mapping[str, PlainForm]) -> HttpResponse:
    if isinstance(kept, File):
        page = file_page(kept, request.acting, {}, on=localdate(), bound=bound)
        return navigation.desk_page(request, "desk/file.html", {"page": page}, area=navigation.FILES, status=422)
    shown = case_page(kept, request.acting, on=localdate(), bound=bound)
    context = {"page": shown, "form": RequestForm()}
    return navigation.desk_page(request, "desk/case.html", context, area=navigation.CASES, status=422)


def _area(kind: str) -> str:
    return navigation.FILES if kind == "file" else navigation.CASES


def _part(request: StaffRequest, kept: Kept, values: Values) -> str:
    at, actor = now(), request.acting.actor
    if isinstance(kept, File):
        part = actions.open_sub_file(file=kept, title=values["title"], actor=actor, at=at)
        return f"Die Teilakte {part.reference} ist angelegt."
    below = actions.open_sub_case(case=kept, title=values["title"], actor=actor, at=at)
    return f"Der Teilvorgang {below.reference} ist angelegt."


def _new_case(request: StaffRequest, kept: Kept, values: Values) -> str:
    assert isinstance(kept, File)
    opened = actions.open_case_in(
        file=kept, title=values["title"], office=kept.lead_office, actor=request.acting.actor, at=now()
    )
    return f"Der Vorgang {opened.reference} ist angelegt."


def _participant(request: StaffRequest, kept: Kept, values: Values) -> str:
    person = actions.Person(**{**values, "role": ParticipantRole(values["role"])})
    actions.add_participant(to=kept, person=person, actor=request.acting.actor, at=now())
    return f"{person.name} ist eingetragen."


def _reference(request: StaffRequest, kept: Kept, values: Values) -> str:
    wanted = values["target"].strip()
    target = queries.case_or_none(request.acting, wanted) or queries.file_or_none(request.acting, wanted)
    actions.refer(
        source=kept,
        target=target,
        outside="" if target else wanted,
        note=values["note"],
        actor=request.acting.actor,
        at=now(),
    )
    return f"Der Verweis auf {wanted} ist eingetragen."


def _hold(request: StaffRequest, kept: Kept, values: Values) -> str:
    actions.set_hold(on=kept, reason=values["reason"], until=values["until"], actor=request.acting.actor, at=now())
    return "Die Löschsperre steht. Nichts davon wird vernichtet oder abgegeben."


def _retention(request: StaffRequest, kept: Kept, values: Values) -> str:
    actions.change_retention(
        kept=kept, until=values["until"], reason=values["reason"], actor=request.acting.actor, at=now()
    )
    return "Die abweichende Frist ist eingetragen."


def _reopen(request: StaffRequest, kept: Kept, values: Values) -> str:
    at, actor = now(), request.acting.actor
    if isinstance(kept, File):
        actions.reopen_file(file=kept, actor=actor, at=at, reason=values["reason"])
        return "Die Akte ist wieder offen."
    actions.reopen_case(case=kept, actor=actor, at=at, reason=values["reason"])
    return "Der Vorgang ist wieder in Bearbeitung."


_DEEDS: Mapping[str, Callable[[StaffRequest, Kept, Values], str]] = {
    "part": _part,
    "new_case": _new_case,
    "participant": _participant,
    "reference": _reference,
    "hold": _hold,
    "retention": _retention,
    "reopen": _reopen,
}
