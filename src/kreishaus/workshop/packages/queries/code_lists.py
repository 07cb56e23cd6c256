"""Which code lists the services ask for, and which of them are missing: for the page of the lists."""

from dataclasses import dataclass, field

from kreishaus.services.forms import queries as forms
from kreishaus.services.forms.codes import CodeTable, Reference, choose
from kreishaus.services.forms.queries import StoredList
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.code_lists import package_lists, source_of

_IN_USE = (PackageState.DRAFT, PackageState.IN_REVIEW, PackageState.PUBLISHED)


@dataclass(slots=True)
class AskedList:
    """A code list by the name under which forms ask for it."""

    reference: Reference
    stored: StoredList | None
    """the version in the store that is meant, None if it is not at hand"""
    services: list[PackageVersion] = field(default_factory=list)
    """versions of services that ask for it and do not bring it along"""
    provided: list[PackageVersion] = field(default_factory=list)
    """versions of services that bring it along in their folder"""

    @property
    def is_missing(self) -> bool:
        """Tell whether a service asks for it that has not got it."""
        return self.stored is None and bool(self.services)

    @property
    def source(self) -> str:
        """Return where the list can be downloaded, "" if that is not known."""
        return source_of(self.reference)


def asked_lists() -> list[AskedList]:
    """Return every code list that a service in work or online names, by address.

    Costs the same number of questions however many services and lists there are.
    """
    asked: dict[str, AskedList] = {}
    versions = PackageVersion.objects.filter(state__in=_IN_USE).select_related("package").order_by("name", "version")
    named = [(version, reference) for version in versions for reference in contents.named_lists(version.files)]
    at_hand = forms.versions_of({reference.list_urn for _, reference in named} - {""})
    for version, reference in named:
        known = asked.get(reference.address)
        if known is None:
            stored = choose(reference, at_hand.get(reference.list_urn, []))
            known = asked[reference.address] = AskedList(reference, stored if isinstance(stored, StoredList) else None)
        carried = choose(reference, package_lists(version.files))
        takers = known.provided if isinstance(carried, CodeTable) else known.services
        # Two fields may take different columns of the same list.
        if version not in takers:
            takers.append(version)
    return [asked[address] for address in sorted(asked)]
