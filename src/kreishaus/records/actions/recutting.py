"""Changing and re-cutting the filing plan: old positions stay, with their files, and lead on to what follows them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.people.organisation.models import Office
from kreishaus.records import engine
from kreishaus.records.engine import PlanLine
from kreishaus.records.enums import SuccessionKind
from kreishaus.records.models import FilingPosition, Succession

from .changing import Difference, NotChangeable, plain

_CHANGEABLE = frozenset(
    {
        "title",
        "note",
        "retention_years",
        "retention_start",
        "retention_year_end",
        "retention_source",
        "disposal",
        "access",
        "lead_office",
        "pattern",
        "valid_from",
        "valid_until",
    }
)
_OF_LINES = tuple(sorted(_CHANGEABLE))


class AlreadyContinued(Exception):
    """The position goes on as another already."""


class UnknownInPlan(Exception):
    """The table names an office or a position above that is not there; the message says which."""


@transaction.atomic
def change_position(
    *, position: FilingPosition, values: Mapping[str, Any], actor: str, at: datetime, reason: str = ""
) -> tuple[Difference, ...]:
    """Change what the plan says at one position; what is closed already keeps the date it was given.

    :raises NotChangeable: for the number; a new number is a re-cut.
    :raises django.core.exceptions.ValidationError: for an unusable value.
    """
    stored = FilingPosition.objects.select_for_update().get(pk=position.pk)
    found = []
    for name, value in values.items():
        if name not in _CHANGEABLE:
            raise NotChangeable(name)
        old = getattr(stored, name)
        if old != value:
            field = FilingPosition._meta.get_field(name)  # noqa: SLF001 -- the name people read
            words = dict(getattr(field, "flatchoices", ()))
            said_old, said_new = plain(words.get(old, old)), plain(words.get(value, value))
            found.append(Difference(name, str(getattr(field, "verbose_name", name)), said_old, said_new))
            setattr(stored, name, value)
        setattr(position, name, value)
    if found:
        stored.full_clean(validate_unique=False)
        stored.save()
        audit.record_all(
            [
                audit.EventDraft(
                    subject=f"position:{stored.number}",
                    verb="position.changed",
                    actor=actor,
                    at=at,
                    data=each.to_data(),
                    reason=reason,
                )
                for each in found
            ]
        )
    return tuple(found)


@transaction.atomic
def continue_positions(
    *,
    old: Sequence[FilingPosition],
    new: Sequence[FilingPosition],
    kind: SuccessionKind,
    on: date,
    actor: str,
    at: datetime,
    reason: str,
) -> list[Succession]:
    """Let positions go on as others from a day: split (one to many), merge (many to one), rename (one to one).

    The old ones end the day before. Their files keep their references and stay where they are; new cases go to
    what follows. Of a split the first new position takes what nobody assigns.

    :raises AlreadyContinued: if an old position goes on as another already.
    """
    for position in old:
        if Succession.objects.filter(old=position).exists():
            raise AlreadyContinued(position.number)
    made: list[Succession] = []
    for position in old:
        made += [Succession.objects.create(old=position, new=following, kind=kind, on=on) for following in new]
        last = on - timedelta(days=1)
        begun = position.valid_from is None or position.valid_from <= last
        FilingPosition.objects.filter(pk=position.pk).update(valid_until=last if begun else position.valid_from)
        position.valid_until = last if begun else position.valid_from
        audit.record(
            subject=f"position:{position.number}",
            verb="position.continued",
            actor=actor,
            at=at,
            data={"kind": str(kind), "to": [following.number for following in new], "on": on.isoformat()},
            reason=reason,
        )
    return made


@transaction.atomic
def load_plan(*, lines: Sequence[PlanLine], actor: str, at: datetime) -> tuple[int, int]:
    """Bring the plan in line with a table and return how many positions are new and how many differ.

    What the table does not name stays as it is: a position with files must not vanish.

    :raises UnknownInPlan: if an office or a position above is not there.
    """
    offices = {office.number: office for office in Office.objects.all()}
    known = {position.number: position for position in FilingPosition.objects.all()}
    created = changed = 0
    for line in sorted(lines, key=lambda each: engine.plan_sort_key(each.number)):
        if line.lead_office and line.lead_office not in offices:
            message = f"{line.number}: Das Amt {line.lead_office} gibt es nicht."
            raise UnknownInPlan(message)
        values = {name: getattr(line, name) for name in _OF_LINES if name != "lead_office"}
        values["lead_office"] = offices.get(line.lead_office)
        if line.number in known:
            changed += bool(change_position(position=known[line.number], values=values, actor=actor, at=at))
            continue
        position = FilingPosition(number=line.number, **values)
        position.full_clean(validate_unique=False)
        position.save(force_insert=True)
        known[line.number] = position
        created += 1
        data = {"title": line.title, "retention_years": line.retention_years, "disposal": str(line.disposal)}
        audit.record(subject=f"position:{line.number}", verb="position.created", actor=actor, at=at, data=data)
    _place(lines, known)
    return created, changed


def _place(lines: Sequence[PlanLine], known: Mapping[str, FilingPosition]) -> None:
    """Put every position below the one the table names."""
    for line in lines:
        if line.parent and line.parent not in known:
            message = f"{line.number}: Die übergeordnete Einheit {line.parent} gibt es nicht."
            raise UnknownInPlan(message)
        above = known[line.parent] if line.parent else None
        position = known[line.number]
        if position.parent_id != (above.pk if above else None):
            position.parent = above
            position.save(update_fields=["parent"])
