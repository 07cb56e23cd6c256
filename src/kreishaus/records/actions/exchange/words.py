"""Our words and the codes of xdomea for the same things, both ways."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from kreishaus.records.enums import Confidentiality, Disposal, Medium
from kreishaus.records.formats.xdomea import codelists
from kreishaus.records.formats.xdomea.parties import Code, Extension, ExtraField

Word = TypeVar("Word")

_DISPOSAL = {
    Disposal.ARCHIVE: codelists.ARCHIVE,
    Disposal.APPRAISE: codelists.APPRAISE,
    Disposal.DESTROY: codelists.DESTROY,
}
_MEDIUM = {
    Medium.ELECTRONIC: codelists.ELECTRONIC,
    Medium.HYBRID: codelists.HYBRID,
    Medium.PAPER: codelists.PAPER,
}
_SECRECY = {
    Confidentiality.OPEN: codelists.OPEN,
    Confidentiality.RESTRICTED: codelists.RESTRICTED,
    Confidentiality.CONFIDENTIAL: codelists.CONFIDENTIAL,
    Confidentiality.SECRET: codelists.SECRET,
    Confidentiality.TOP_SECRET: codelists.TOP_SECRET,
}
# What xdomea has no element for travels as fields of our own, so that another Kreishaus loses nothing.
_OURS = "urn:de:kreishaus:records:1"


def disposal_code(disposal: str) -> Code:
    """Return the code for what happens in the end."""
    return Code(_DISPOSAL[Disposal(disposal)])


def medium_code(medium: str) -> Code:
    """Return the code for electronic, hybrid or paper."""
    return Code(_MEDIUM[Medium(medium)])


def secrecy_code(confidentiality: str) -> Code:
    """Return the code for a level of confidentiality."""
    return Code(_SECRECY[Confidentiality(confidentiality)])


def disposal_of(code: Code | None) -> Disposal:
    """Return what happens in the end; what nobody said is for the archive to appraise."""
    return _word(_DISPOSAL, code, Disposal.APPRAISE)


def medium_of(code: Code | None) -> Medium:
    """Return whether there is paper; nothing said means electronic."""
    return _word(_MEDIUM, code, Medium.ELECTRONIC)


def secrecy_of(code: Code | None) -> Confidentiality:
    """Return the level of confidentiality; an unknown one is never taken for an open one."""
    if code is None:
        return Confidentiality.OPEN
    return _word(_SECRECY, code, Confidentiality.CONFIDENTIAL)


def _word(table: Mapping[Word, str], code: Code | None, default: Word) -> Word:
    found = (word for word, value in table.items() if code is not None and value == code.value)
    return next(found, default)


def extras(**values: str | int | date | datetime | bool | None) -> tuple[Extension, ...]:
    """Return fields of our own for what the standard has no element for; what is empty is left out."""
    fields = tuple(
        ExtraField(name=name, value=value.isoformat() if isinstance(value, date) else str(value))
        for name, value in values.items()
        if value not in (None, "")
    )
    return (Extension(identifier=_OURS, name="Kreishaus", fields=fields),) if fields else ()


def extras_in(extensions: tuple[Extension, ...]) -> dict[str, str]:
    """Return our own fields, if the sender is a Kreishaus as well."""
    return {field.name: field.value for item in extensions if item.identifier == _OURS for field in item.fields}
