"""What the desk shows: the inbox, the application behind a task, the letter as it would go out."""

from .inbox import (
    InboxFilters,
    InboxRow,
    ReviewNote,
    application_or_none,
    applications_visible_to,
    decision_of,
    inbox,
    inbox_count,
    inbox_tasks,
    open_tasks,
    review_notes,
    task_or_none,
)
from .letters import Signatory, letter_data, letter_facts, letter_template, signatory

__all__ = [
    "InboxFilters",
    "InboxRow",
    "ReviewNote",
    "Signatory",
    "application_or_none",
    "applications_visible_to",
    "decision_of",
    "inbox",
    "inbox_count",
    "inbox_tasks",
    "letter_data",
    "letter_facts",
    "letter_template",
    "open_tasks",
    "review_notes",
    "signatory",
    "task_or_none",
]
