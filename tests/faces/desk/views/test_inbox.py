import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.casework import actions
from kreishaus.casework.models import Task
from tests import cast
from tests.faces.desk.pages import AtDesk, a_browser, look_at, text_of
from tests.factories.applications import an_application
from tests.factories.organisation import a_member_of_staff

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_what_is_due_first(at_desk: AtDesk) -> None:
    meyer = at_desk(cast.meyer())
    an_application()

    page = look_at(meyer, "/eingang/")

    assert "Hilke de Vries" in page
    assert "Zufahrt Am Deich 1" in page
    assert "Sie handeln als Silke Meyer" in page


def test_an_empty_inbox_says_what_will_stand_there(at_desk: AtDesk) -> None:
    page = look_at(at_desk(cast.meyer()), "/eingang/")

    assert "Hier stehen neue Anträge" in page
    assert "Mit diesem Filter gibt es keine Aufgabe." in look_at(at_desk(cast.hinrichs()), "/eingang/?zeige=meine")


def test_another_office_sees_nothing_of_it(at_desk: AtDesk) -> None:
    an_application()

    assert "Hilke de Vries" not in look_at(at_desk(cast.janssen()), "/eingang/")


def test_nobody_enters_without_logging_in() -> None:
    answer = a_browser().get("/eingang/")

    assert (answer.status_code, answer["Location"]) == (302, "/anmelden/?next=/eingang/")


def test_without_a_second_factor_the_way_leads_to_setting_it_up() -> None:
    client = a_browser()
    client.force_login(cast.meyer())

    assert client.get("/eingang/")["Location"] == "/konto/zweiter-schritt/"


def test_somebody_without_a_post_is_told_so(at_desk: AtDesk) -> None:
    page = text_of(at_desk(a_member_of_staff("newcomer")).get("/eingang/"), status=403)

    assert "Sie haben gerade keine Stelle" in page


def test_one_click_takes_a_task(at_desk: AtDesk) -> None:
    client, application = at_desk(cast.meyer()), an_application()
    task = Task.objects.get()

    answer = client.post(f"/eingang/{task.pk}/geben/", {"an": "meyer", "bei": "", "weiter": "/eingang/"}, follow=True)

    assert f"Sie haben {application.reference} übernommen." in text_of(answer)
    assert Task.objects.get().assignee == cast.meyer()


def test_who_was_faster_is_named_and_keeps_the_task(at_desk: AtDesk) -> None:
    client, task = at_desk(cast.meyer()), _task()
    actions.assign(task=task, to=cast.hinrichs(), acting=cast.at_work(cast.hinrichs()), at=cast.NOON)

    answer = client.post(f"/eingang/{task.pk}/geben/", {"an": "meyer", "bei": "", "weiter": "/eingang/"}, follow=True)

    assert "Herr Hinrichs hat diese Aufgabe um 12:00 Uhr übernommen." in text_of(answer)
    assert Task.objects.get().assignee == cast.hinrichs()


def test_a_task_can_go_back_into_the_inbox(at_desk: AtDesk) -> None:
    client, task = at_desk(cast.meyer()), _task()
    actions.assign(task=task, to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=cast.NOON)

    client.post(f"/eingang/{task.pk}/geben/", {"an": "", "bei": str(cast.meyer().pk)})

    assert Task.objects.get().assignee is None


def test_a_task_cannot_go_to_another_office(at_desk: AtDesk) -> None:
    client, task = at_desk(cast.meyer()), _task()
    cast.janssen()

    answer = client.post(f"/eingang/{task.pk}/geben/", {"an": "janssen", "bei": ""}, follow=True)

    assert "Diese Aufgabe kann nur das zuständige Amt verteilen." in text_of(answer)
    assert Task.objects.get().assignee is None


def test_another_office_cannot_take_the_task(at_desk: AtDesk) -> None:
    task = _task()

    answer = at_desk(cast.janssen()).post(f"/eingang/{task.pk}/geben/", {"an": "janssen", "bei": ""})

    assert "Diese Seite gibt es nicht" in text_of(answer, status=404)


@pytest.mark.parametrize(
    ("show", "count"), [("alle", 2), ("meine", 1), ("unverteilt", 1), ("ueberfaellig", 0), ("wartet", 0), ("unsinn", 2)]
)
def test_chips_filter_the_tasks(at_desk: AtDesk, show: str, count: int) -> None:
    client, task = at_desk(cast.meyer()), _task()
    an_application()
    actions.assign(task=task, to=cast.meyer(), acting=cast.at_work(cast.meyer()), at=cast.NOON)
    Task.objects.update(due_on=None)

    rows = client.get(f"/eingang/?zeige={show}").content.decode().count("data-row")

    assert rows == count


def test_overdue_tasks_are_red_in_words(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    _task()
    Task.objects.update(due_on=cast.TODAY)

    page = look_at(client, "/eingang/?zeige=ueberfaellig")

    assert "überfällig" in page


def test_sorting_turns_around(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    references = [an_application().reference for _ in range(3)]

    page = client.get("/eingang/?sortierung=-vorgang").content.decode()

    places = [page.index(f">{reference}<") for reference in references]
    assert places == sorted(places, reverse=True)
    assert 'aria-sort="descending"' in page


def test_long_inboxes_have_pages(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kreishaus.faces.desk.inbox_table.LINES", 2)
    client = at_desk(cast.meyer())
    for _ in range(3):
        an_application()

    first, second = look_at(client, "/eingang/"), look_at(client, "/eingang/?seite=2")

    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second


def test_the_inbox_as_a_table_file(at_desk: AtDesk) -> None:
    client, application = at_desk(cast.meyer()), an_application()

    answer = client.get("/eingang/eingang.csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == "Vorgang;Wer;Leistung;Aufgabe;Stand;Frist;Da seit;Bei"
    assert lines[1].startswith(
        f"{application.reference};Hilke de Vries;Zufahrt bauen;Antrag prüfen: Zufahrt Am Deich 1"
    )


def test_a_name_that_looks_like_a_formula_stays_text(at_desk: AtDesk) -> None:
    client, application = at_desk(cast.meyer()), an_application()
    application.applicant_name = "=1+1"
    application.save()

    assert ";'=1+1;" in client.get("/eingang/eingang.csv").content.decode()


def test_three_tasks_cost_as_many_queries_as_one(
    at_desk: AtDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_desk(cast.meyer())
    an_application()
    client.get("/eingang/")
    with CaptureQueriesContext(connection) as one:
        client.get("/eingang/")
    an_application()
    an_application()

    with django_assert_num_queries(len(one)):
        client.get("/eingang/")


def test_who_runs_the_machines_starts_with_the_machines(at_desk: AtDesk) -> None:
    answer = at_desk(cast.theesen()).get("/eingang/")

    assert answer["Location"] == "/verwaltung/hintergrund/"


def _task() -> Task:
    return an_application().tasks.get()
