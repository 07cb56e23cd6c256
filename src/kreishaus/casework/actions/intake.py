"""The start of the process: runs inside the submission, so it only writes one row or one job."""

from datetime import datetime

from kreishaus.casework.enums import TaskKind
from kreishaus.casework.models import Task
from kreishaus.ground.authorities.inserting import insert_row
from kreishaus.services.applications.actions.queueing import queue
from kreishaus.services.applications.enums import Process
from kreishaus.services.applications.ports import Received

DECIDE_AUTOMATICALLY = "kreishaus.casework.tasks.decide_automatically"


class StartOfProcess:
    """Puts the application on the desk of its office, and queues the automatic decision if there is one."""

    def start(self, received: Received, *, at: datetime) -> None:
        """Create the first task.

        An automatic process has one as well: if its job fails for good, the application still lies
        on a desk with its deadline. The signature of the job finishes it.
        """
        insert_row(
            Task(
                case_id=received.case_id,
                application_id=received.application_id,
                office_id=received.office_id,
                kind=TaskKind.CHECK,
                title=received.title,
                due_on=received.decide_by,
                created_at=at,
            )
        )
        if received.process == Process.AUTOMATIC:
            queue(DECIDE_AUTOMATICALLY, str(received.application_id))
