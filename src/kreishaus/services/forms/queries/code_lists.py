"""Find code lists: by name and version, or by digest. A list that was read once stays ready in memory."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kreishaus.services.forms.codes import CodeTable, Reference, Resolver, choose, version_order
from kreishaus.services.forms.models import CodeListContent, CodeListVersion

_KEPT = 64

_tables: dict[str, CodeTable] = {}


@dataclass(frozen=True, slots=True)
class StoredList:
    """A version of a list in the store: enough to choose it, without its entries."""

    urn: str
    version: str
    address: str
    digest: str


def stored_lists() -> QuerySet[CodeListVersion]:
    """Return all versions in the store without their entries, by name, the latest import first."""
    return CodeListVersion.objects.select_related("content").defer("content__data").order_by("urn", "-imported_at")


def code_list_or_none(identity: UUID) -> CodeListVersion | None:
    """Return a version in the store by its id, None if there is none."""
    return CodeListVersion.objects.select_related("content").filter(pk=identity).first()


def versions_of(urns: Collection[str]) -> dict[str, list[StoredList]]:
    """Return the versions at hand for each of these names, the latest first; one question for all."""
    found: dict[str, list[StoredList]] = {}
    for urn, version, address, digest in _identities(urns):
        found.setdefault(urn, []).append(StoredList(urn, version, address, digest))
    for lists in found.values():
        lists.sort(key=lambda one: version_order(one.version), reverse=True)
    return found


def resolver(references: Iterable[Reference]) -> Resolver:
    """Return what finds these lists in the store; which versions there are is asked once, here."""
    wanted = list(references)
    names = {reference.list_urn for reference in wanted} | {reference.uri for reference in wanted}
    at_hand = [one for lists in versions_of(names - {""}).values() for one in lists] if names - {""} else []

    def find(reference: Reference) -> CodeTable | None:
        chosen = choose(reference, at_hand)
        return content_of(chosen.digest) if isinstance(chosen, StoredList) else None

    return find


def frozen_list(reference: Reference) -> CodeTable | None:
    """Return the list that was frozen with a form; None if the form was published without it."""
    return content_of(reference.digest) if reference.digest else None


def content_of(digest: str) -> CodeTable | None:
    """Return the list with this digest, None if it was never stored here.

    The digest names the content, so it is a safe key across authorities.
    """
    table = _tables.get(digest)
    if table is None:
        data = CodeListContent.objects.filter(digest=digest).values_list("data", flat=True).first()
        if data is None:
            return None
        table = CodeTable.from_data(data)
        while len(_tables) >= _KEPT:
            _tables.pop(next(iter(_tables)), None)
        _tables[digest] = table
    return table


def _identities(urns: Collection[str]) -> Iterable[tuple[str, str, str, str]]:
    known = CodeListVersion.objects.all()
    wanted = known.filter(urn__in=urns) | known.filter(address__in=urns)
    return wanted.values_list("urn", "version", "address", "content_id")
