"""Changes to the filing plan."""

from datetime import datetime

from django.db import IntegrityError, transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.people.organisation.models import Office
from kreishaus.records.enums import Access, Disposal
from kreishaus.records.models import FilingPosition


class PositionExists(Exception):
    """The filing plan has a position with this number already."""


def create_position(  # noqa: PLR0913 -- all of these describe the position
    *,
    number: str,
    title: str,
    actor: str,
    at: datetime,
    parent: FilingPosition | None = None,
    retention_years: int | None = None,
    disposal: Disposal = Disposal.APPRAISE,
    access: Access = Access.OFFICE,
    lead_office: Office | None = None,
    pattern: str = "{position}-{year}-{number}",
) -> FilingPosition:
    """Add a position to the filing plan.

    :raises PositionExists: if the number is taken.
    :raises django.core.exceptions.ValidationError: for an unusable number or pattern.
    """
    position = FilingPosition(
        number=number,
        title=title,
        parent=parent,
        retention_years=retention_years,
        disposal=disposal,
        access=access,
        lead_office=lead_office,
        pattern=pattern,
    )
    position.clean_fields(exclude=("parent", "lead_office", "sort_key"))
    try:
        with transaction.atomic():
            position.save(force_insert=True)
            audit.record(
                subject=f"position:{number}",
                verb="position.created",
                actor=actor,
                at=at,
                data={"title": title, "retention_years": retention_years, "disposal": str(disposal)},
            )
    except IntegrityError as problem:
        raise PositionExists(number) from problem
    return position
