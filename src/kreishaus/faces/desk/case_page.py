"""Everything the page of a case shows, gathered with a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from kreishaus.base.german import short_date
from kreishaus.base.money import euro
from kreishaus.casework import queries as casework
from kreishaus.casework import rules as casework_rules
from kreishaus.casework.enums import DecisionState, TaskKind
from kreishaus.casework.models import Decision, Task
from kreishaus.casework.queries import ReviewNote
from kreishaus.casework.rules import Urgency, urgency
from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.access_reason import access_reason
from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.faces.desk.keeping import Keeping, keeping_of
from kreishaus.faces.desk.papers import Paper, papers_of
from kreishaus.people.organisation import queries as organisation
from kreishaus.people.organisation.models import Staff
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries as records
from kreishaus.records import rules as records_rules
from kreishaus.records.enums import CaseState, DocumentKind
from kreishaus.records.models import Case
from kreishaus.services.applications import queries as applications
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.formats.submission import Conflict
from kreishaus.services.forms.queries import schema_of
from kreishaus.services.forms.rendering import render_answers
from kreishaus.services.mailbox.models import Message
from kreishaus.workshop.packages.rules import may_build


@dataclass(frozen=True, slots=True)
class NextStep:
    """The likely next action, in one sentence with one button; `take` names the task to take over."""

    heading: str
    text: str
    label: str = ""
    address: str = ""
    take: Task | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of a case."""

    case: Case
    application: Application | None
    urgency: Urgency | None
    may_work: bool
    tasks: tuple[Task, ...]
    next_step: NextStep | None
    answers: SafeString
    lacking: tuple[Conflict, ...]
    """what the answers lack because of a rule, for those who hand them on"""
    review_notes: tuple[ReviewNote, ...]
    papers: tuple[Paper, ...]
    messages: tuple[Message, ...]
    decision: Decision | None
    history: tuple[chronicle.Entry, ...]
    colleagues: tuple[Staff, ...]
    before_closing: tuple[str, ...]
    reason: str
    keeping: Keeping
    parts: tuple[Case, ...]
    may_make_test: bool
    """whether the acting person may turn this application into a test: whoever works on it or builds services"""

    @property
    def evidence(self) -> list[Paper]:
        """The papers that came with the application."""
        return [paper for paper in self.papers if paper.document.kind == DocumentKind.ATTACHMENT]

    @property
    def fee(self) -> str:
        """The fee in words, or nothing."""
        return euro(self.application.fee_cents) if self.application and self.application.fee_cents else ""

    @property
    def is_closed(self) -> bool:
        """Whether the case lies on file."""
        return self.case.state == CaseState.CLOSED


def case_page(case: Case, acting: Acting, *, on: date, bound: Mapping[str, PlainForm] | None = None) -> CasePage:
    """Return the page of a case that the acting person may see; `bound` is a form that is not right yet."""
    application = casework.application_or_none(acting, case.reference)
    papers = papers_of(case)
    may_work = application is not None and casework_rules.may_work_on(acting, application)
    tasks = tuple(casework.open_tasks(application)) if application else ()
    decision = casework.decision_of(application) if application else None
    is_open = case.state == CaseState.OPEN
    return CasePage(
        case=case,
        application=application,
        urgency=urgency(application.decide_by, on=on) if application and not application.decided_at else None,
        may_work=may_work and is_open,
        tasks=tasks,
        next_step=_what_next(case, application, tasks, decision, acting) if is_open else None,
        answers=_answers(application, papers) if application else SafeString(""),
        lacking=applications.lawfully_lacking(application) if application else (),
        review_notes=_review_notes(application) if application else (),
        papers=papers,
        messages=tuple(application.mailbox.messages.all()) if application else (),
        decision=decision,
        history=tuple(chronicle.history_of(f"case:{case.reference}", f"application:{case.reference}")),
        colleagues=tuple(organisation.staff_of(case.lead_office, on=on)) if may_work else (),
        before_closing=tuple(_before_closing(application, decision)) if application else _missing(case, is_open),
        reason=access_reason(acting, case),
        keeping=keeping_of(case, acting, on=on, bound=bound),
        parts=tuple(records.cases_visible_to(acting).filter(parent=case)),
        may_make_test=application is not None and (may_work or may_build(acting)),
    )


def _what_next(
    case: Case, application: Application | None, tasks: tuple[Task, ...], decision: Decision | None, acting: Acting
) -> NextStep | None:
    if application is not None:
        may_work = casework_rules.may_work_on(acting, application)
        return _next_step(application, tasks, decision, acting) if may_work else None
    if not records_rules.may_close(acting, case):
        return None
    if records.missing_for_closing_case(case):
        return NextStep("Offenes erledigen", "Vorher ist noch etwas zu tun.")
    close = reverse("desk:close_case", args=[case.reference])
    return NextStep("Zu den Akten legen", "Ist alles erledigt?", "Zu den Akten (z. d. A.)", close)


def _review_notes(application: Application) -> tuple[ReviewNote, ...]:
    schema = schema_of(application.offering.form)
    return tuple(
        replace(note, element=place_in_words(schema, note.element)) for note in casework.review_notes(application)
    )


def _answers(application: Application, papers: Iterable[Paper]) -> SafeString:
    """Return the answers as on the form; uploaded files lead to their place in the file."""
    schema = schema_of(application.offering.form)
    addresses = {paper.latest.sha256: paper.address for paper in papers}

    def file_url(file: Mapping[str, object]) -> str:
        return addresses.get(str(file.get("sha256", "")), "")

    evaluation = evaluate(schema, application.answers, on=localdate(application.submitted_at))
    return render_answers(schema, evaluation, file_url=file_url)


def _next_step(
    application: Application, tasks: tuple[Task, ...], decision: Decision | None, acting: Acting
) -> NextStep | None:
    mine = [task for task in tasks if task.assignee_id == acting.staff_id]
    free = [task for task in tasks if task.assignee_id is None]
    letter = reverse("desk:decision", args=[application.reference])
    if free and not mine:
        return NextStep("Übernehmen", "Diesen Vorgang bearbeitet noch niemand.", take=free[0])
    if application.state == ApplicationState.ACTION_REQUIRED:
        return NextStep(
            "Auf die Antwort warten", "Wir haben etwas nachgefordert. Sobald eine Antwort da ist, steht sie im Eingang."
        )
    if casework_rules.may_be_decided(application):
        return _decide(application, tasks, decision, acting, letter)
    if casework_rules.may_be_completed(application):
        close = reverse("desk:close_case", args=[application.reference])
        return NextStep("Zu den Akten legen", _why_close(application), "Zu den Akten (z. d. A.)", close)
    return None


def _decide(
    application: Application, tasks: tuple[Task, ...], decision: Decision | None, acting: Acting, letter: str
) -> NextStep:
    if decision is None:
        return NextStep("Entscheiden", "Es gibt noch keinen Entwurf für den Bescheid.", "Bescheid schreiben", letter)
    if any(task.kind == TaskKind.SIGN for task in tasks) and not casework_rules.may_sign(acting, application):
        return NextStep("Auf die Zeichnung warten", "Der Entwurf liegt der Leitung vor.", "Entwurf ansehen", letter)
    text = f"Der Entwurf „{decision.get_outcome_display()}“ wartet auf die Zeichnung."
    return NextStep("Bescheid zeichnen", text, "Entwurf öffnen", letter)


def _why_close(application: Application) -> str:
    if application.state == ApplicationState.WITHDRAWN:
        return "Der Antrag ist zurückgenommen. Es ist nichts mehr zu entscheiden."
    if application.decided_at:
        return f"Entschieden am {short_date(localdate(application.decided_at))}. Alles ist erledigt."
    return "Eine Anzeige braucht keine Entscheidung."


def _missing(case: Case, is_open: bool) -> tuple[str, ...]:  # noqa: FBT001 -- one fact about the case
    return records.missing_for_closing_case(case) if is_open else ()


def _before_closing(application: Application, decision: Decision | None) -> Iterable[str]:
    """Return what is still missing before the case can go on file, in words."""
    if casework_rules.may_be_completed(application):
        return
    if decision is None:
        yield "Es gibt noch keinen Bescheid."
    elif decision.state == DecisionState.DRAFT:
        yield "Der Bescheid ist noch nicht gezeichnet."
    if application.state == ApplicationState.ACTION_REQUIRED:
        yield "Wir warten noch auf eine Antwort."
    if application.state == ApplicationState.COMPLETED:
        yield "Der Vorgang ist schon abgeschlossen."
