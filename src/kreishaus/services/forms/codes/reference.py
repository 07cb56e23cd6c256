"""How a form names a code list, and which of the lists at hand is meant."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kreishaus.services.forms.codes.table import CodeTable

KEYS = ("urn", "version", "uri", "id", "code_key", "name_key", "help_key", "digest")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reference:
    """The setting `code_list` of a field. Without `version` the latest one is meant.

    `digest` is there once the list has been frozen with a published form.
    """

    urn: str = ""
    version: str = ""
    uri: str = ""
    id: str = ""
    code_key: str = ""
    name_key: str = ""
    help_key: str = ""
    digest: str = ""

    @property
    def address(self) -> str:
        """Return the most exact name of the list that the form gives."""
        return self.uri or (f"{self.urn}_{self.version}" if self.urn and self.version else self.urn or self.id)

    @property
    def list_urn(self) -> str:
        """Return the name of the list through all its versions."""
        return self.urn or self.uri

    @classmethod
    def of(cls, setting: Mapping[str, object]) -> "Reference":
        """Return the reference that a setting of form.yaml stands for; what is unknown is passed over."""
        return cls(**{key: str(setting[key]).strip() for key in KEYS if setting.get(key) is not None})

    def to_data(self) -> dict[str, object]:
        """Return the setting for form.yaml: only what is said."""
        return {key: text for key in KEYS if (text := getattr(self, key))}


Resolver = Callable[[Reference], CodeTable | None]
"""returns the list that is meant, None if it is not at hand"""


class Identity(Protocol):
    """What identifies one version of a list."""

    @property
    def urn(self) -> str:
        """The name through all versions."""

    @property
    def version(self) -> str:
        """The version, "" if the list has none."""

    @property
    def address(self) -> str:
        """The address of just this version."""


def choose(reference: Reference, lists: Iterable[Identity]) -> Identity | None:
    """Return the version that is meant: exactly the one named, or the latest if none is named."""
    known = list(lists)
    for one in known:
        if reference.uri and one.address == reference.uri:
            return one
    same = [one for one in known if one.urn == (reference.urn or reference.uri)]
    if reference.version:
        return next((one for one in same if one.version == reference.version), None)
    return max(same, key=lambda one: version_order(one.version), default=None)


def version_order(version: str) -> tuple[tuple[int, ...], str]:
    """Return what versions are sorted by: their numbers, so that 14 comes after 3 and days are in order."""
    return tuple(int(number) for number in _NUMBER.findall(version)[:8]), version


def reference_problems(setting: object) -> Iterator[str]:
    """Yield what is wrong with a setting `code_list`."""
    if not isinstance(setting, Mapping) or not setting:
        yield "Bei „code_list“ fehlt, welche Liste gemeint ist. Zum Beispiel: code_list: {urn: …, version: …}"
        return
    for key, value in setting.items():
        if key not in KEYS:
            yield f"„{key}“ gibt es bei „code_list“ nicht. Möglich sind: {', '.join(KEYS)}."
        elif not isinstance(value, str | int) or isinstance(value, bool):
            yield f"„{key}“ muss bei „code_list“ ein Text sein."
    if not any(setting.get(key) for key in ("urn", "uri", "id")):
        yield "Bei „code_list“ fehlt „urn“: der Name der Liste."
    if setting.get("digest") and not _DIGEST.fullmatch(str(setting["digest"])):
        yield "„digest“ muss bei „code_list“ eine Prüfsumme sein. Bitte weglassen, sie entsteht von selbst."
