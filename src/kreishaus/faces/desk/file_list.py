"""The list of files: by state, part of the plan and words, a hundred on a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from kreishaus.faces.desk.case_list import Chip
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries as records
from kreishaus.records.enums import FileState, Medium
from kreishaus.records.models import File

LINES = 100
OPEN, CLOSED, PAPER, HELD, ALL = "offen", "geschlossen", "papier", "gesperrt", "alle"
_LABELS = {OPEN: "Offen", CLOSED: "Geschlossen", PAPER: "Mit Papier", HELD: "Mit Löschsperre", ALL: "Alle"}
_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A file as the list shows it."""

    file: File
    case_count: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class FileList:
    """One page of the list."""

    show: str
    query: str
    position: str
    chips: tuple[Chip, ...]
    lines: tuple[Line, ...]
    page: Page[File]
    rest: str
    """the filters of the address, for the links to other pages"""


def file_list(acting: Acting, query: Mapping[str, str], *, on: date) -> FileList:
    """Return the page of the list that the address asks for: five queries, whatever the number of files."""
    show = query.get("zeige", OPEN)
    show = show if show in _LABELS else OPEN
    words = query.get("q", "").strip()[:_LONGEST_QUERY]
    position = query.get("aktenplan", "").strip()[:_LONGEST_QUERY]
    held = records.holds_in_force(on=on).filter(file__isnull=False).values("file")
    conditions = {
        OPEN: Q(state=FileState.OPEN),
        CLOSED: ~Q(state=FileState.OPEN),
        PAPER: ~Q(medium=Medium.ELECTRONIC),
        HELD: Q(pk__in=held),
        ALL: Q(),
    }
    visible = records.files_visible_to(acting).filter(_wanted(words, position))
    counted = visible.order_by().aggregate(**{name: Count("id", filter=conditions[name]) for name in _LABELS})
    page = Paginator(visible.filter(conditions[show]).order_by("sort_key"), LINES).get_page(query.get("seite", "1"))
    filters = {key: value for key, value in (("q", words), ("aktenplan", position)) if value}
    return FileList(
        show=show,
        query=words,
        position=position,
        chips=tuple(
            Chip(label, "?" + urlencode({"zeige": name, **filters}), counted[name], name == show)
            for name, label in _LABELS.items()
        ),
        lines=_lines(acting, list(page.object_list), on),
        page=page,
        rest=urlencode({"zeige": show, **filters}),
    )


def _wanted(words: str, position: str) -> Q:
    wanted = Q()
    for word in words.split():
        wanted &= Q(title__icontains=word) | Q(reference__icontains=word)
    if position:
        wanted &= Q(position__number=position) | Q(position__number__startswith=f"{position}.")
    return wanted


def _lines(acting: Acting, files: list[File], on: date) -> tuple[Line, ...]:
    keys = [file.pk for file in files]
    counts: dict[UUID, int] = dict(
        records.cases_visible_to(acting)
        .filter(file__in=keys)
        .order_by()
        .values_list("file")
        .annotate(count=Count("id"))
    )
    held = set(records.holds_in_force(on=on).filter(file__in=keys).values_list("file", flat=True))
    return tuple(Line(file, counts.get(file.pk, 0), file.pk in held) for file in files)
