"""Releases of the standard xdomea and what tells them apart at first sight."""

from enum import Enum

# Releases of one generation share the names and the order of their elements.
SECOND, THIRD, FOURTH = 2, 3, 4


class Release(Enum):
    """A release of xdomea that is read and written here."""

    V2_3 = "2.3.0"
    V2_4 = "2.4.0"
    V3_0 = "3.0.0"
    V3_1 = "3.1.0"
    V4_0 = "4.0.0"

    @property
    def namespace(self) -> str:
        """Namespace of every element of the release."""
        return f"urn:xoev-de:xdomea:schema:{self.value}"

    @property
    def generation(self) -> int:
        """SECOND, THIRD or FOURTH."""
        return int(self.value[0])


# What archives read today (2.3 to 3.1); 4.0 is chosen on purpose.
DEFAULT = Release.V3_1


def release_of(namespace: str) -> Release | None:
    """Return the release that a namespace stands for, or nothing if it is no namespace of a known release."""
    return next((release for release in Release if release.namespace == namespace), None)
