"""Instructions on appeal that the house uses already: a new service rarely needs one of its own."""

from dataclasses import dataclass

from kreishaus.base.problems import Problems
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Remedy:
    """One text, and the services that use it."""

    text: str
    services: tuple[str, ...]


def known_remedies(version: PackageVersion) -> list[Remedy]:
    """Return the texts of the services that are online, the most used first, in one query."""
    used: dict[str, list[str]] = {}
    online = PackageVersion.objects.filter(state=PackageState.PUBLISHED).exclude(pk=version.pk)
    for each in online.order_by("name"):
        try:
            text = contents.definition_of(each).service.legal_remedy.strip()
        except Problems:
            continue
        if text:
            used.setdefault(text, []).append(each.name)
    most_used = sorted(used.items(), key=lambda pair: -len(pair[1]))
    return [Remedy(text, tuple(names)) for text, names in most_used[:_OFFERED]]
