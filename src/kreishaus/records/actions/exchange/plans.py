"""Positions of the filing plan as units of xdomea, both ways."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from kreishaus.ground.audit import actions as audit
from kreishaus.records import models
from kreishaus.records.formats.xdomea.model import DisposalKind, Period, Plan, PlanUnit, Retention

from .words import disposal_code, disposal_of, extras, extras_in


class UnusableUnit(Exception):
    """A unit of a foreign filing plan does not fit into ours; the text says why."""


def plan_of(positions: Iterable[models.FilingPosition], *, on: date, name: str = "Aktenplan") -> Plan:
    """Return positions together with everything above them as a filing plan."""
    wanted = {position.pk: position for position in positions}
    missing = _above(wanted.values()) - wanted.keys()
    while missing:
        above = list(models.FilingPosition.objects.filter(pk__in=missing))
        wanted |= {position.pk: position for position in above}
        missing = _above(above) - wanted.keys()
    children: dict[object, list[models.FilingPosition]] = defaultdict(list)
    for position in sorted(wanted.values(), key=lambda position: position.sort_key):
        children[position.parent_id].append(position)
    units = tuple(_unit(position, children, on) for position in children[None])
    return Plan(name=name, version=f"{on:%Y-%m-%d}", units=units)


def _above(positions: Iterable[models.FilingPosition]) -> set[UUID]:
    return {position.parent_id for position in positions if position.parent_id is not None}


def _unit(position: models.FilingPosition, children: dict[object, list[models.FilingPosition]], on: date) -> PlanUnit:
    return PlanUnit(
        reference=position.number,
        title=position.title,
        disposal=DisposalKind(code=disposal_code(position.disposal)),
        period=Period(begins_on=position.valid_from, ends_on=position.valid_until),
        retired=not position.is_valid(on),
        retention=Retention(years=position.retention_years),
        units=tuple(_unit(child, children, on) for child in children[position.pk]),
        extensions=extras(
            note=position.note,
            retention_start=position.retention_start,
            retention_year_end=position.retention_year_end,
            retention_source=position.retention_source,
            access=position.access,
            pattern=position.pattern,
        ),
    )


def add_missing_positions(plans: Iterable[Plan], *, wanted: set[str], actor: str, at: datetime) -> None:
    """Add the positions that imported files need and ours lacks, as the sender describes them.

    :raises UnusableUnit: if one of them has no number as our plan uses it.
    """
    known = dict(models.FilingPosition.objects.values_list("number", "pk"))
    for plan in plans:
        for unit in plan.units:
            _add(unit, None, known, wanted, actor=actor, at=at)


def _add(
    unit: PlanUnit,
    parent: UUID | None,
    known: dict[str, UUID],
    wanted: set[str],
    *,
    actor: str,
    at: datetime,
) -> None:
    if not wanted & set(_numbers(unit)):
        return
    if unit.reference not in known:
        position = _position(unit, parent)
        position.save(force_insert=True)
        known[unit.reference] = position.pk
        audit.record(
            subject=f"position:{position.number}",
            verb="position.created",
            actor=actor,
            at=at,
            data={"title": position.title, "retention_years": position.retention_years, "imported": True},
        )
    for child in unit.units:
        _add(child, known[unit.reference], known, wanted, actor=actor, at=at)


def _position(unit: PlanUnit, parent: UUID | None) -> models.FilingPosition:
    ours = extras_in(unit.extensions)
    position = models.FilingPosition(
        number=unit.reference,
        title=(unit.title or unit.short_title or unit.reference)[:200],
        parent_id=parent,
        note=ours.get("note", ""),
        retention_years=unit.retention.years,
        retention_source=ours.get("retention_source", "")[:200],
        retention_year_end=ours.get("retention_year_end", "True") == "True",
        disposal=disposal_of(unit.disposal.code),
        valid_from=unit.period.begins_on,
        valid_until=unit.period.ends_on,
    )
    for name in ("retention_start", "access", "pattern"):
        if name in ours:
            setattr(position, name, ours[name])
    try:
        position.clean_fields(exclude=("parent", "sort_key"))
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise UnusableUnit(f"Die Einheit „{unit.reference}“ passt nicht in unseren Aktenplan: {reasons}") from error
    return position


def _numbers(unit: PlanUnit) -> Iterable[str]:
    yield unit.reference
    for child in unit.units:
        yield from _numbers(child)
