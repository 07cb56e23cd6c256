"""The background jobs in words. What a job is about stays hidden: operators need no content of cases."""

from dataclasses import dataclass
from datetime import datetime

from kreishaus.ground.jobs import queries as jobs
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job

MOST = 100
_NAMES = {
    "render_summary": "Antrag als PDF ablegen",
    "index_attachments": "Anlagen durchsuchbar machen",
    "decide_automatically": "Automatisch entscheiden",
    "expire_drafts": "Alte Entwürfe löschen",
    "send_queued_mail": "E-Mail senden",
    "prune_old_mails": "Alte E-Mails löschen",
    "prune_finished_jobs": "Erledigte Aufgaben aufräumen",
    "patrol": "Protokoll, Akten und Dateien vergleichen",
    "begin_night_round": "Täglichen Rundgang des Wächters beginnen",
    "night_round": "Ganzen Bestand prüfen",
    "release_expired_claims": "Abgelaufene Reservierungen freigeben",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A job as the page shows it."""

    job: Job
    name: str
    state: str
    problem: str


@dataclass(frozen=True, slots=True)
class BackgroundPage:
    """What waits, what has failed."""

    waiting: tuple[Line, ...]
    failed: tuple[Line, ...]
    waiting_count: int
    failed_count: int
    overdue_count: int


def background_page(*, at: datetime) -> BackgroundPage:
    """Return the jobs of this authority in five queries."""
    waiting, failed = jobs.pending(), jobs.dead_letters()
    return BackgroundPage(
        waiting=tuple(_line(job) for job in waiting[:MOST]),
        failed=tuple(_line(job) for job in failed[:MOST]),
        waiting_count=waiting.count(),
        failed_count=failed.count(),
        overdue_count=jobs.overdue(at=at).count(),
    )


def _line(job: Job) -> Line:
    function = job.task_path.rpartition(".")[2]
    # The message of an error may quote what somebody wrote; its kind never does.
    problem = job.last_error.partition(":")[0].rpartition(".")[2].strip()
    return Line(job, _NAMES.get(function, function), JobState(job.state).label, problem[:80])
