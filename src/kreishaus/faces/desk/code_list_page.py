"""The pages of the code lists: which there are, which are missing, and one list with its entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.services.forms import queries as forms
from kreishaus.services.forms.codes import CodeTable, Reference, codes_for
from kreishaus.services.forms.models import CodeListVersion
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import AskedList, VersionDetail
from kreishaus.workshop.packages.rules.code_lists import WantedList

LINES = 50
_MOST_HITS = 500
_SHOWN_PLACES = 3


@dataclass(frozen=True, slots=True)
class ShownList:
    """A version of a list in the store, and the services that take it."""

    version: CodeListVersion
    services: tuple[PackageVersion, ...]


@dataclass(frozen=True, slots=True)
class CodeListsPage:
    """All lists."""

    page: Page[ShownList]
    missing: tuple[AskedList, ...]


@dataclass(frozen=True, slots=True)
class CodeListPage:
    """One list with its entries, or with those that fit a search."""

    version: CodeListVersion
    table: CodeTable
    code: str
    name: str
    query: str
    page: Page[tuple[str, ...]]
    asked: tuple[AskedList, ...]


@dataclass(frozen=True, slots=True)
class TakenList:
    """A code list that the form of a service names, with its fields in words."""

    wanted: WantedList
    places: str


def taken_lists(detail: VersionDetail) -> tuple[TakenList, ...]:
    """Return the code lists of a service for its page."""
    return tuple(TakenList(one, _places(detail, one.paths)) for one in detail.code_lists)


def _places(detail: VersionDetail, paths: Sequence[str]) -> str:
    assert detail.form is not None
    shown = [place_in_words(detail.form, path) for path in paths[:_SHOWN_PLACES]]
    more = len(paths) - len(shown)
    return "; ".join(shown) + (f" und {more} weitere" if more else "")


def code_lists_page(number: str) -> CodeListsPage:
    """Return the page of all lists; its questions do not grow with them."""
    asked = packages.asked_lists()
    takers: dict[str, list[PackageVersion]] = {}
    for one in asked:
        if one.stored:
            takers.setdefault(one.stored.address, []).extend(one.services)
    shown = [ShownList(one, tuple(takers.get(one.address, ()))) for one in forms.stored_lists()]
    page: Page[ShownList] = Paginator(shown, LINES).get_page(number)
    return CodeListsPage(page, tuple(one for one in asked if one.is_missing))


def code_list_page(version: CodeListVersion, *, query: str, number: str) -> CodeListPage:
    """Return one list."""
    table = CodeTable.from_data(version.content.data)
    code = table.code_place()
    name = table.name_place(code=code)
    rows: Sequence[tuple[str, ...]] = table.rows
    if query:
        found = [entry.key for entry in codes_for(table, Reference()).search(query, limit=_MOST_HITS)]
        first = {row[code]: row for row in reversed(table.rows)}
        rows = [first[key] for key in found]
    return CodeListPage(
        version=version,
        table=table,
        code=table.columns[code].name or table.columns[code].id,
        name=table.columns[name].name or table.columns[name].id,
        query=query,
        page=Paginator(rows, LINES).get_page(number),
        asked=tuple(one for one in packages.asked_lists() if one.stored and one.stored.address == version.address),
    )
