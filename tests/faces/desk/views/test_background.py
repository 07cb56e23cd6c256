import pytest

from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of

pytestmark = pytest.mark.django_db
PLACE = "/verwaltung/hintergrund/"


def test_failed_jobs_are_shown_without_what_they_are_about(at_desk: AtDesk) -> None:
    _failed_job()

    page = look_at(at_desk(cast.theesen()), PLACE)

    assert "Antrag als PDF ablegen" in page
    assert "OSError" in page
    assert "Hilke" not in page


def test_a_failed_job_gets_another_try(at_desk: AtDesk) -> None:
    job, client = _failed_job(), at_desk(cast.theesen())

    answer = client.post(f"{PLACE}{job.pk}/wiederholen/", follow=True)

    assert "Die Aufgabe läuft gleich noch einmal." in text_of(answer)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    again = client.post(f"{PLACE}{job.pk}/wiederholen/", follow=True)
    assert "Diese Aufgabe wartet nicht mehr auf Hilfe." in text_of(again)


def test_nothing_to_do_is_said_too(at_desk: AtDesk) -> None:
    page = look_at(at_desk(cast.poppinga()), PLACE)

    assert "Nichts ist gescheitert." in page
    assert "Alles ist erledigt." in page


def test_clerks_do_not_see_the_machines(at_desk: AtDesk) -> None:
    job, client = _failed_job(), at_desk(cast.meyer())

    assert client.get(PLACE).status_code == 404
    assert client.post(f"{PLACE}{job.pk}/wiederholen/").status_code == 404


def _failed_job() -> Job:
    return Job.objects.create(
        task_path="kreishaus.services.applications.tasks.render_summary",
        args={"args": ["geheim"], "kwargs": {}},
        state=JobState.DEAD,
        attempts=5,
        max_attempts=5,
        last_error="OSError: Hilke de Vries.pdf",
        enqueued_at=cast.NOON,
        run_after=cast.NOON,
        finished_at=cast.ONE,
    )
