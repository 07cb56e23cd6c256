"""One field of a form as a field of the standard: what FIM remembers, corrected where the form says something else."""

from collections.abc import Mapping
from dataclasses import replace

from kreishaus.services.forms.codes import Reference
from kreishaus.services.forms.engine.schema import Field, Option
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.fields.code_list.field import reference_of
from kreishaus.services.forms.fields.file.field import MEDIA_TYPES
from kreishaus.services.forms.fields.text.field import Text
from kreishaus.services.forms.formats.xdatenfelder.items import Remarks, field_item
from kreishaus.services.forms.formats.xdatenfelder.model import (
    Choice,
    CodeListReference,
    Constraints,
    DataType,
    FieldKind,
    ImportedField,
    Multiplicity,
)
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing import remembered
from kreishaus.services.forms.ports import Member

_BYTES_PER_MB = 1_000_000
_LIMITS = ("min_length", "max_length", "pattern", "min", "max")


def remembered_field(source: Field) -> ImportedField:
    """Return the field as FIM remembers it; a field of our own as its type is written."""
    fim = source.fim
    kind, data_type = field_types()[source.type].to_xdatenfelder()
    if fim.get("id"):
        kind, data_type = remembered.text(fim, "kind", "input"), remembered.text(fim, "type", "text")
    return ImportedField(
        id="",
        version="",
        name="",
        title="",
        path="",
        kind=_kind(kind),
        data_type=data_type_of(data_type),
        multiplicity=remembered_count(fim) if fim.get("id") else count_of(source),
        constraints=remembered.constraints(fim) if fim.get("id") else own_limits(source),
        choices=tuple(_choice(option) for option in source.options),
        code_list=remembered.code_list(fim),
        content=remembered.text(fim, "content"),
        prefill=remembered.text(fim, "prefill"),
        media_types=tuple(str(each) for each in remembered.entries(fim, "media_types")),
        max_bytes=remembered.whole(fim, "max_bytes"),
    )


def corrected(first: ImportedField, source: Field, data: Item) -> ImportedField:
    """Return the field with what the form says wherever the import would say something else."""
    read = field_item(first, source.key, Remarks())
    changed = {key for key in {*read, *data} if read.get(key) != data.get(key)}
    found = first
    if "type" in changed:
        kind, data_type = field_types()[source.type].to_xdatenfelder()
        found = replace(found, kind=_kind(kind), data_type=data_type_of(data_type))
    counted = {"required", "repeat"} | ({"min", "max"} if source.type == "multiple-choice" else set())
    if counted & changed or ("type" in changed and not source.fim.get("id")):
        found = replace(found, multiplicity=count_of(source))
    # The limits of an own field are its own already, with those that go without saying.
    if changed & set(_LIMITS) and source.fim.get("id") and source.type != "multiple-choice":
        found = replace(found, constraints=limits_of(source))
    if "accept" in changed:
        found = replace(found, media_types=tuple(dict.fromkeys(MEDIA_TYPES[kind] for kind in source.accept)))
    if "max_mb" in changed:
        found = replace(found, max_bytes=source.max_mb * _BYTES_PER_MB if source.max_mb else None)
    if "default" in changed:
        found = replace(found, content=_content(source.default))
    if "code_list" in changed:
        found = replace(found, kind=FieldKind.SELECT, code_list=_code_list(reference_of(source)))
    if "text" in changed:
        found = replace(found, content=source.text)
    return found


def _code_list(reference: Reference) -> CodeListReference:
    return CodeListReference(
        urn=reference.urn,
        version=reference.version,
        version_uri=reference.uri,
        id=reference.id,
        code_key=reference.code_key,
        name_key=reference.name_key,
        help_key=reference.help_key,
    )


def count_of(source: Field) -> Multiplicity:
    """Return the Anzahl that the form says."""
    if source.type == "multiple-choice":
        least = max(1, _whole(source.min)) if source.required else 0
        return Multiplicity(least, _whole(source.max) or max(2, len(source.options)))
    least = int(source.required)
    if source.repeat is None:
        return Multiplicity(least, 1)
    return Multiplicity(max(least, source.repeat.min) if source.required else source.repeat.min, source.repeat.max)


def remembered_count(fim: Mapping[str, object]) -> Multiplicity:
    """Return the Anzahl that FIM said."""
    fewest, _, most = remembered.text(fim, "count", "1:1").partition(":")
    if not fewest.isdecimal() or not (most.isdecimal() or most == "*"):
        return Multiplicity()
    return Multiplicity(int(fewest), None if most == "*" else int(most))


def _kind(word: str) -> FieldKind:
    return next((kind for kind in FieldKind if kind.value == word), FieldKind.INPUT)


def data_type_of(word: str) -> DataType:
    """Return the data type with this word, text for an unknown one."""
    return next((kind for kind in DataType if kind.value == word), DataType.TEXT)


def _choice(option: Option) -> Choice:
    return Choice(option.key, option.label, option.help)


def limits_of(source: Field | Member) -> Constraints:
    """Return the limits that a field or a part of a composite value says."""
    low, high = _limit(source.min), _limit(source.max)
    return Constraints(source.min_length, source.max_length, low, high, source.pattern)


def own_limits(source: Field) -> Constraints:
    """Return the limits of a field without a FIM number; a text always has some, said or not."""
    limits = limits_of(source)
    kind = field_types()[source.type]
    if not isinstance(kind, Text):
        return limits
    return replace(limits, min_length=limits.min_length or 1, max_length=limits.max_length or kind.longest)


def _limit(bound: int | str | None) -> str:
    return "" if bound is None else str(bound)


def _whole(bound: int | str | None) -> int:
    return int(bound) if bound is not None and str(bound).isdecimal() else 0


def _content(default: object) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, list):
        return str(default[0]) if default else ""
    return "" if default is None else str(default)
