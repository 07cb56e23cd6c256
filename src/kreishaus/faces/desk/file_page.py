"""Everything the page of a file shows, gathered with a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.access_reason import file_reason
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.faces.desk.keeping import Keeping, keeping_of
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries as records
from kreishaus.records.enums import FileState
from kreishaus.records.models import Case, Document, File

CASES_AT_ONCE = 100
_DOCUMENTS_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Branch:
    """A case in the content tree with what lies under it."""

    case: Case
    documents: tuple[Document, ...]
    parts: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class FilePage:
    """The page of a file."""

    file: File
    parts: tuple[File, ...]
    branches: tuple[Branch, ...]
    page: Page[Case]
    shows_documents: bool
    keeping: Keeping
    missing: tuple[str, ...]
    history: tuple[chronicle.Entry, ...]
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether the file takes new cases."""
        return self.file.state == FileState.OPEN


def file_page(
    file: File, acting: Acting, query: Mapping[str, str], *, on: date, bound: Mapping[str, PlainForm] | None = None
) -> FilePage:
    """Return the page of a file that the acting person may see; of its cases, those she may see."""
    visible = records.cases_visible_to(acting).filter(file=file)
    page = Paginator(visible.filter(parent=None).order_by("sort_key"), CASES_AT_ONCE).get_page(query.get("seite", "1"))
    above = list(page.object_list)
    below = list(visible.filter(parent__in=[case.pk for case in above]).order_by("sort_key"))
    documents = _documents([*above, *below])
    keeping = keeping_of(file, acting, on=on, bound=bound)
    is_open = file.state == FileState.OPEN
    return FilePage(
        file=file,
        parts=tuple(records.files_visible_to(acting).filter(parent=file).order_by("sort_key")),
        branches=tuple(_branches(above, below, documents or {})),
        page=page,
        shows_documents=documents is not None,
        keeping=keeping,
        missing=records.missing_for_closing_file(file) if is_open and keeping.may_keep else (),
        history=tuple(chronicle.history_of(f"file:{file.reference}")),
        reason=file_reason(acting, file),
    )


def _documents(cases: list[Case]) -> dict[UUID, list[Document]] | None:
    """Return the documents by case, or None where there are too many to show at once."""
    if sum(case.document_count for case in cases) > _DOCUMENTS_AT_ONCE:
        return None
    found: dict[UUID, list[Document]] = {case.pk: [] for case in cases}
    wanted = Q(case__in=list(found))
    for document in Document.objects.filter(wanted).order_by("number"):
        assert document.case_id is not None
        found[document.case_id].append(document)
    return found


def _branches(above: list[Case], below: list[Case], documents: dict[UUID, list[Document]]) -> list[Branch]:
    parts: dict[UUID, list[Branch]] = {}
    for case in below:
        assert case.parent_id is not None
        leaf = Branch(case, tuple(documents.get(case.pk, ())), ())
        parts.setdefault(case.parent_id, []).append(leaf)
    return [Branch(case, tuple(documents.get(case.pk, ())), tuple(parts.get(case.pk, ()))) for case in above]
