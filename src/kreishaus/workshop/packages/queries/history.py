"""The versions of one service, the latest first: what was new, who put it online, who still applies on it."""

from dataclasses import dataclass

from django.db.models import Count

from kreishaus.services.applications.models import Draft
from kreishaus.workshop.packages.models import Package, PackageVersion


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One version with the number of applications that were begun on it and are not yet handed in."""

    version: PackageVersion
    drafts: int


def history_of(package: Package) -> list[PastVersion]:
    """Return all versions of a package, the highest number first, in two queries."""
    versions = sorted(package.versions.select_related("package"), key=number_of, reverse=True)
    counted = dict(
        Draft.objects.filter(offering__service__key=package.key)
        .values_list("offering__version")
        .annotate(count=Count("pk"))
    )
    return [PastVersion(version, counted.get(version.version, 0)) for version in versions]


def number_of(version: PackageVersion) -> tuple[int, ...]:
    """Return the version number so that 1.10.0 stands behind 1.9.0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in version.version.split("."))
