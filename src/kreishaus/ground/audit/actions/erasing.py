"""Lawful erasure: the content and its salt go, the leaf and every proof stay."""

from kreishaus.ground.audit.models import Event


def erase_content(*, subject: str) -> int:
    """Erase what the events about this subject tell, and return how many there were.

    Afterwards the log still shows that something was recorded at that place and what kind it
    was; nobody can find out whom it concerned. Record the erasure itself as an own event.
    """
    return Event.objects.filter(subject=subject).update(
        subject="", actor="", on_behalf="", reason="", data=None, salt=None
    )
