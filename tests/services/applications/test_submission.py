"""Submission: everything or nothing, exactly once, provable and findable right after commit."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.casework.models import Task
from kreishaus.ground.audit.queries import history
from kreishaus.ground.jobs import worker
from kreishaus.ground.jobs.queries import pending
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.ground.search.queries import search
from kreishaus.ground.storage import store
from kreishaus.records.models import Case, Document, File
from kreishaus.services.applications import actions, queries
from kreishaus.services.applications.engine.files import FileAnswer
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application, Draft, Offering
from kreishaus.services.booking.models import Claim
from kreishaus.services.catalogue.models import Service
from tests import cast
from tests.cast import NOON, ONE
from tests.factories.applications import ANSWERS, RESERVE, a_draft, a_service, an_application, an_offering
from tests.factories.records import a_blob

pytestmark = pytest.mark.django_db


def a_plan(content: bytes = b"%PDF plan") -> FileAnswer:
    blob = a_blob(content)
    return FileAnswer(sha256=blob.sha256, name="plan.pdf", size=blob.size, media_type="application/pdf")


def test_the_application_lies_in_the_file_with_its_data_and_attachments() -> None:
    plan = a_plan()

    application = an_application(plan=[plan])

    case = Case.objects.get()
    assert (case.reference, case.title, case.lead_office.number) == ("63-10-2026-0001", "Zufahrt Am Deich 1", "63")
    assert case.file.title == "Zufahrten 2026"
    documents = [(d.number, d.kind, d.latest.media_type) for d in case.documents.order_by("number")]
    assert documents == [(1, "data", "application/json"), (2, "attachment", "application/pdf")]
    data = json.loads(store().read(case.documents.get(number=1).latest.sha256))
    assert data["answers"] == {**ANSWERS, "access": {**ANSWERS["access"], "plan": [plan]}}
    assert data["form"] == application.offering.form.digest
    assert data["shown"]["access.width"] == {"label": "Breite", "value": "über 3 Meter"}


def test_the_application_knows_who_what_until_when_and_how_much() -> None:
    application = an_application()

    stored = Application.objects.get()
    assert stored == application
    assert (stored.reference, stored.state) == ("63-10-2026-0001", ApplicationState.RECEIVED)
    assert (stored.applicant_name, stored.applicant_address) == ("Hilke de Vries", "Am Deich 1\n26789 Leer")
    assert (stored.decide_by, stored.fee_cents) == (date(2026, 4, 13), 4500)
    assert (stored.submitted_at, stored.mailbox.notify_email) == (NOON, "hilke.devries@example.org")


def test_hidden_answers_are_not_submitted() -> None:
    application = an_application(width="narrow", reason="Steht hier noch von vorhin")

    assert "reason" not in application.answers["access"]
    assert application.fee_cents == 0


def test_the_log_proves_the_entry_without_repeating_its_content() -> None:
    application = an_application(plan=[a_plan()])

    event = history(application.subject).get()
    data_sha, plan_sha = (document.latest.sha256 for document in Document.objects.order_by("number"))
    assert (event, event.verb, event.actor) == (application.entry_event, "application.received", "citizen")
    assert event.data == {
        "service": "zufahrt",
        "version": "1.0.0",
        "form": application.offering.form.digest,
        "answers": data_sha,
        "attachments": [plan_sha],
    }
    assert "Vries" not in str(event.data)


def test_first_task_jobs_and_mail_are_there_with_the_application() -> None:
    application = actions.submit(draft=a_draft(), at=NOON, link="https://leer.example/s/geheim")

    task = Task.objects.get()
    assert (task.application, task.office.number, task.kind) == (application, "63", "check")
    assert (task.title, task.due_on) == ("Zufahrt Am Deich 1", date(2026, 4, 13))
    assert [job.task_path.rpartition(".")[2] for job in pending()] == ["follow_up"]
    worker.drain(raise_errors=True)
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Ihr Antrag ist eingegangen (63-10-2026-0001)"
    assert "https://leer.example/s/geheim" in mail.body
    assert "Anhänger" not in mail.body


def test_the_application_is_found_by_a_word_of_its_text_by_those_who_may() -> None:
    application = an_application()
    meyer, janssen = cast.at_work(cast.meyer()), cast.at_work(cast.janssen())

    hits = search("Anhänger", scopes=meyer.scopes).hits

    assert [hit.reference for hit in hits] == [application.reference]
    assert search("Anhänger", scopes=janssen.scopes).hits == ()


def test_wrong_answers_are_refused_by_the_server_and_the_draft_stays() -> None:
    draft = a_draft(reason="")

    with pytest.raises(actions.InvalidAnswers) as refused:
        actions.submit(draft=draft, at=NOON)

    assert list(refused.value.evaluation.errors) == ["access.reason"]
    assert Draft.objects.get() == draft
    assert_nothing_was_written()


def test_an_input_that_could_not_be_read_is_not_left_out_silently() -> None:
    draft = a_draft()
    answers = {**ANSWERS, "access": {key: value for key, value in ANSWERS["access"].items() if key != "begin"}}
    draft = actions.save_answers(draft=draft, answers=answers, raw={"access.begin": "31.2."}, revision=1, at=NOON)

    with pytest.raises(actions.InvalidAnswers) as refused:
        actions.submit(draft=draft, at=NOON)

    assert list(refused.value.evaluation.errors) == ["access.begin"]


def test_submitting_twice_gives_the_same_application() -> None:
    draft = a_draft()

    first = actions.submit(draft=draft, at=NOON)
    second = actions.submit(draft=draft, at=ONE)

    assert second == first
    assert (Application.objects.count(), Case.objects.count(), Task.objects.count()) == (1, 1, 1)
    assert second.submitted_at == NOON


def test_a_tab_with_older_answers_cannot_submit_them() -> None:
    draft = a_draft()
    actions.save_answers(draft=Draft.objects.get(), answers=ANSWERS, raw={}, revision=1, at=NOON)

    with pytest.raises(actions.DraftChangedElsewhere):
        actions.submit(draft=draft, at=ONE)

    assert_nothing_was_written()


def test_a_missing_file_stops_the_submission_before_anything_is_written() -> None:
    lost = FileAnswer(sha256="e" * 64, name="plan.pdf", size=3, media_type="application/pdf")

    with pytest.raises(actions.FilesMissing, match="plan"):
        actions.submit(draft=a_draft(plan=[lost]), at=NOON)

    assert_nothing_was_written()


def test_the_generic_form_goes_to_the_office_of_the_service_it_is_about() -> None:
    generic = an_offering(service=a_service("allgemein", name="Allgemeiner Antrag"))
    subject = a_service("fischereischein", office=cast.order_office(), name="Fischereischein")
    a_draft(generic)
    Draft.objects.update(service=subject)

    application = actions.submit(draft=Draft.objects.get(), at=NOON)

    assert (application.office.number, application.service.key) == ("32", "fischereischein")
    assert application.case.file.position.number == "63.10"


def test_without_an_office_nobody_would_ever_see_it_so_it_is_refused() -> None:
    draft = a_draft()
    Service.objects.update(office=None)

    with pytest.raises(actions.NoCompetentOffice):
        actions.submit(draft=Draft.objects.get(pk=draft.pk), at=NOON)


def test_a_wrong_mail_address_does_not_stop_an_application() -> None:
    answers = {**ANSWERS, "person": {**ANSWERS["person"], "email": "keine Adresse"}}

    application = actions.submit(draft=a_draft(answers=answers), at=NOON)

    assert (application.mailbox.notify_email, OutgoingMail.objects.count()) == ("", 0)


def test_what_exists_only_once_is_reserved_for_the_application() -> None:
    application = an_application(an_offering(reserve=RESERVE))

    claim = Claim.objects.get()
    assert (claim.register, claim.key, claim.holder) == ("zufahrten", "AM DEICH 1", application.subject)


def test_what_is_taken_stops_the_submission_and_names_the_field() -> None:
    offering = an_offering(reserve=RESERVE)
    an_application(offering)
    draft = a_draft(offering)

    with pytest.raises(actions.ReservationTaken, match="Diese Zufahrt gibt es schon") as taken:
        actions.submit(draft=draft, at=ONE)

    assert taken.value.path == "person.street"
    assert (Application.objects.count(), Case.objects.count(), Draft.objects.count()) == (1, 1, 1)


def test_a_withdrawn_reservation_can_be_taken_by_others() -> None:
    offering = an_offering(reserve=RESERVE)
    first = an_application(offering)

    actions.release_reservation(first, actor="citizen", at=ONE)
    actions.release_reservation(first, actor="citizen", at=ONE)

    assert an_application(offering).reference == "63-10-2026-0002"


@pytest.mark.parametrize(
    ("broken", "error"),
    [({"filing": {"position": "99.99"}}, "UnknownPosition"), ({"process": "sorcery"}, "ValueError")],
)
def test_a_failure_in_the_middle_leaves_nothing_behind(broken: dict[str, Any], error: str) -> None:
    draft = a_draft(an_offering(reserve=RESERVE))
    offering = Offering.objects.get()
    offering.settings = {**offering.settings, **broken}
    offering.save()

    with pytest.raises(Exception) as failure:  # noqa: PT011 -- the name is what matters here
        actions.submit(draft=Draft.objects.get(), at=NOON)

    assert type(failure.value).__name__ == error
    assert Draft.objects.get() == draft
    assert_nothing_was_written()


def test_the_secret_of_the_draft_opens_the_application() -> None:
    offering = an_offering()
    draft, secret = actions.start_draft(offering=offering, service=offering.service, at=NOON)
    draft = actions.save_answers(draft=draft, answers=ANSWERS, raw={}, revision=0, at=NOON)

    application = actions.submit(draft=draft, at=NOON)

    assert queries.application_by_secret(secret) == application
    assert queries.application_by_secret("geraten") is None
    assert queries.draft_by_secret(secret, at=NOON) is None


def test_submission_takes_few_statements_whatever_the_number_of_attachments() -> None:
    offering = an_offering()
    an_application(offering)
    counts = []
    for number in (0, 1, 3):
        plans = [a_plan(b"%%PDF %d" % each) for each in range(number)]
        draft = a_draft(offering, plan=plans)
        draft = Draft.objects.select_related("offering__service__office", "offering__form", "service__office").get(
            pk=draft.pk
        )
        with CaptureQueriesContext(connection) as captured:
            actions.submit(draft=draft, at=NOON)
        counts.append(len(captured))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 22


@pytest.mark.parametrize(
    ("state", "way"),
    [
        (ApplicationState.RECEIVED, ["Eingegangen!", "In Bearbeitung", "Entschieden", "Abgeschlossen"]),
        (ApplicationState.DECIDED, ["Eingegangen+", "In Bearbeitung+", "Entschieden!", "Abgeschlossen"]),
        (
            ApplicationState.ACTION_REQUIRED,
            ["Eingegangen+", "In Bearbeitung+", "Wir brauchen etwas von Ihnen!", "Entschieden", "Abgeschlossen"],
        ),
        (ApplicationState.WITHDRAWN, ["Eingegangen+", "Zurückgenommen!"]),
    ],
)
def test_the_status_page_shows_the_way_of_the_application(state: ApplicationState, way: list[str]) -> None:
    steps = queries.steps(Application(state=state))

    assert [step.label + ("!" if step.is_current else "+" if step.is_reached else "") for step in steps] == way


def assert_nothing_was_written() -> None:
    for model in (Application, Case, File, Document, Claim, Task, OutgoingMail):
        assert model.objects.count() == 0, model
    assert history("application:63-10-2026-0001").count() == 0
    assert pending().count() == 0
