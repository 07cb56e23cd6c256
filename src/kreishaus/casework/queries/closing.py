"""What keeps a case from going on file: tasks that are still open."""

from collections.abc import Iterable
from uuid import UUID

from kreishaus.casework.enums import TaskState
from kreishaus.casework.models import Task


class TasksAreDone:
    """The condition of `records.ports`: nothing is left to do about the case."""

    def missing(self, case_id: UUID) -> Iterable[str]:
        """Return one sentence for each open task, those first that are due first."""
        tasks = Task.objects.filter(case_id=case_id, state=TaskState.OPEN).order_by("due_on", "id")
        return [f"Die Aufgabe „{task.title}“ ist noch offen." for task in tasks]
