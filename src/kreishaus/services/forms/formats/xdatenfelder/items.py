"""One field of the standard as one field of form.yaml: its type, limits, options, files, default."""

from dataclasses import dataclass, field, replace

from kreishaus.services.forms.codes import Reference, Resolver
from kreishaus.services.forms.fields.file.field import DEFAULT_ACCEPT, MEDIA_TYPES
from kreishaus.services.forms.fields.patterns import pattern_problem
from kreishaus.services.forms.formats.xdatenfelder.metadata import element_metadata
from kreishaus.services.forms.formats.xdatenfelder.model import (
    Choice,
    CodeListReference,
    DataType,
    Element,
    FieldKind,
    ImportedField,
    ImportedSchema,
    LegalBasis,
    Multiplicity,
    Note,
)
from kreishaus.services.forms.formats.xdatenfelder.values import Item, fits, order, value_or_none

# From here on a single line is too short to read what one has written.
_LONG_TEXT = 255
_MOST_REPETITIONS = 9_999
_BYTES_PER_MB = 1_000_000
# The first ending of each kind is the usual one; editors write XML and JPEG in two ways.
_EXTENSIONS = {media: ending for ending, media in reversed(MEDIA_TYPES.items())} | {
    "image/jpeg": "jpg", "image/jpg": "jpg", "image/tif": "tif", "text/xml": "xml",
}  # fmt: skip
_TYPES = {
    DataType.TEXT: "text",
    DataType.TEXT_LATIN: "text",
    DataType.DATE: "date",
    DataType.TIME: "time",
    DataType.DATETIME: "datetime",
    DataType.BOOL: "yes-no",
    DataType.NUM: "number",
    DataType.NUM_INT: "integer",
    DataType.NUM_CURRENCY: "money",
    DataType.FILE: "file",
    DataType.OBJ: "file",
}


def _no_list(reference: Reference) -> None:
    del reference


@dataclass(slots=True)
class Remarks:
    """What a person should know about the conversion; `code_lists` are the open ones with their fields' paths."""

    notes: list[Note] = field(default_factory=list)
    code_lists: dict[str, list[str]] = field(default_factory=dict)
    find_list: Resolver = _no_list

    def note(self, message: str, element: Element) -> None:
        """Remember something about one element."""
        self.notes.append(Note(message, element.path, element.line))


def field_item(source: ImportedField, key: str, remarks: Remarks) -> Item:
    """Return the data of one field; what the form cannot say is remarked."""
    item: Item = {"key": key, "type": _type_of(source, remarks), "label": source.title}
    if item["type"] == "information":
        item["text"] = _information(source, remarks)
    else:
        _add_answer(item, source, remarks)
    item |= heading(source, with_help=item["type"] != "information")
    return item


def heading(source: Element, *, with_help: bool = True) -> Item:
    """Return help, law and FIM number: what groups and fields alike carry along."""
    parts: Item = {}
    if with_help and source.help:
        parts["help"] = source.help
    if bases := law_texts((*source.bases, *source.use_bases)):
        parts["basis"] = bases
    parts["fim"] = element_metadata(source)
    return parts


def repeat_text(multiplicity: Multiplicity) -> str:
    """Return the multiplicity as form.yaml writes it; beyond four digits it means "any number"."""
    fewest = min(multiplicity.minimum, _MOST_REPETITIONS)
    most = multiplicity.maximum
    return f"{fewest}..{'*' if most is None or most > _MOST_REPETITIONS else most}"


def law_texts(bases: tuple[LegalBasis, ...]) -> str | list[str]:
    """Return each law once, on one line, with its link in brackets; a single one as a plain text."""
    texts = [f"{base.text} ({base.link})" if base.link and base.link != base.text else base.text for base in bases]
    laws = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    return laws[0] if len(laws) == 1 else laws


def _type_of(source: ImportedField, remarks: Remarks) -> str:
    if source.kind in (FieldKind.LABEL, FieldKind.LOCKED):
        return "information"
    if source.kind is FieldKind.SELECT or source.choices or source.code_list:
        return _selection(source, remarks)
    if source.data_type is DataType.OBJ:
        remarks.note("Das Schema lässt offen, was hier hineingehört (Datentyp obj). Wir bitten um eine Datei.", source)
    if _is_long_text(source):
        return "multiline"
    return _TYPES[source.data_type]


def _is_long_text(source: ImportedField) -> bool:
    limits = source.constraints
    is_text = source.data_type in (DataType.TEXT, DataType.TEXT_LATIN)
    return is_text and not limits.pattern and (limits.max_length or 0) > _LONG_TEXT


def _selection(source: ImportedField, remarks: Remarks) -> str:
    if source.choices:
        return "multiple-choice" if source.multiplicity.repeats else "choice"
    if source.code_list:
        reference = list_reference(source.code_list)
        if remarks.find_list(reference) is None:
            remarks.code_lists.setdefault(reference.address, []).append(source.path)
        return "code-list"
    if source.data_type is DataType.BOOL:
        return "yes-no"
    remarks.note("Auswahl ohne Werteliste: Das Feld ist vorerst ein Textfeld.", source)
    return "text"


def list_references(schema: ImportedSchema) -> list[Reference]:
    """Return the code lists that a schema names, each once."""
    fields = (element for element in schema.elements() if isinstance(element, ImportedField))
    return list(dict.fromkeys(list_reference(each.code_list) for each in fields if each.code_list))


def list_reference(source: CodeListReference) -> Reference:
    """Return the list that a field names, as form.yaml says it; an unusual address of the version is kept."""
    plain = Reference(
        urn=source.urn,
        version=source.version,
        # Version 1 of the standard may know a list by its name alone.
        id=source.id or ("" if source.urn or source.version_uri else source.name),
        code_key=source.code_key,
        name_key=source.name_key,
        help_key=source.help_key,
    )
    if source.version_uri and source.version_uri != plain.address:
        return replace(plain, uri=source.version_uri)
    return plain


def _information(source: ImportedField, remarks: Remarks) -> str:
    if source.kind is FieldKind.LOCKED:
        remarks.note("Das gesperrte Feld wird als Hinweis gezeigt. Es füllt sich nicht von selbst.", source)
    return source.content or source.help or source.title


def _add_answer(item: Item, source: ImportedField, remarks: Remarks) -> None:
    kind = item["type"]
    if source.kind is not FieldKind.HIDDEN and source.multiplicity.minimum:
        item["required"] = True
    if source.prefill in ("optional", "verpflichtend"):
        remarks.note(f"Vorbefüllung ({source.prefill}) ist vorgesehen, aber noch nicht eingerichtet.", source)
    if source.multiplicity.repeats and kind != "multiple-choice":
        item["repeat"] = repeat_text(source.multiplicity)
    if adding := _ADDING.get(kind):
        adding(item, source, remarks)
    if source.content:
        _add_default(item, source, remarks)
    if source.kind is FieldKind.HIDDEN:
        _hide(item, source, remarks)


def _hide(item: Item, source: ImportedField, remarks: Remarks) -> None:
    """Never show the field; what it holds from the start is submitted all the same."""
    if "default" in item:
        item["hidden"] = True
        remarks.note("Das versteckte Feld wird nicht gezeigt. Sein Inhalt wird übermittelt.", source)
    else:
        item["when"] = "false"
        remarks.note("Das versteckte Feld wird nicht gezeigt und nicht übermittelt.", source)


def _add_options(item: Item, source: ImportedField, _remarks: Remarks) -> None:
    """Add the answers and how many may be ticked, where `required` and the list do not say it."""
    item["options"] = [_option(choice) for choice in source.choices]
    if item["type"] == "choice":
        return
    fewest, most = source.multiplicity.minimum, source.multiplicity.maximum
    if fewest > 1:
        item["min"] = fewest
    if most is not None and most < len(source.choices):
        item["max"] = most


def _add_code_list(item: Item, source: ImportedField, _remarks: Remarks) -> None:
    if source.code_list:
        item["code_list"] = list_reference(source.code_list).to_data()


def _option(choice: Choice) -> dict[str, str]:
    if choice.help:
        return {"key": choice.code, "label": choice.name, "help": choice.help}
    return {choice.code: choice.name}


def _add_files(item: Item, source: ImportedField, remarks: Remarks) -> None:
    known = [_EXTENSIONS[media] for media in source.media_types if media in _EXTENSIONS]
    if strange := [media for media in source.media_types if media not in _EXTENSIONS]:
        remarks.note(f"Dateien dieser Art nehmen wir noch nicht an: {', '.join(strange)}.", source)
    item["accept"] = list(dict.fromkeys(known)) or list(DEFAULT_ACCEPT)
    if source.max_bytes:
        # The form counts in megabytes; the standard means exactly so many bytes.
        item["max_mb"] = max(1, source.max_bytes // _BYTES_PER_MB)
        item["max_bytes"] = source.max_bytes


def _add_text_limits(item: Item, source: ImportedField, remarks: Remarks) -> None:
    limits = source.constraints
    if source.data_type is DataType.TEXT_LATIN and source.kind is not FieldKind.SELECT:
        item["characters"] = "latin"
    # An answer that is there has one character at least; a limit of 1 says nothing new.
    if limits.min_length is not None and limits.min_length > 1:
        item["min_length"] = limits.min_length
    if limits.max_length:
        item["max_length"] = limits.max_length
    if limits.pattern:
        if problem := pattern_problem(limits.pattern):
            remarks.note(f"{problem} Es wird nicht geprüft: »{limits.pattern}«.", source)
        else:
            item["pattern"] = limits.pattern


def _add_range(item: Item, source: ImportedField, remarks: Remarks) -> None:
    _add_bounds(item, source, remarks)
    if "min" in item and "max" in item and order(item["min"]) > order(item["max"]):
        remarks.note("Der kleinste Wert ist größer als der größte. Beide werden nicht geprüft.", source)
        del item["min"], item["max"]
    if source.constraints.pattern:
        remarks.note("Das Muster wird bei diesem Datentyp nicht geprüft.", source)


def _add_bounds(item: Item, source: ImportedField, remarks: Remarks) -> None:
    for name, raw in (("min", source.constraints.min_value), ("max", source.constraints.max_value)):
        if not raw:
            continue
        value = value_or_none(raw, item["type"])
        if value is None:
            remarks.note(f"Die Grenze »{raw}« ist nicht lesbar und wird nicht geprüft.", source)
        else:
            item[name] = value


def _add_default(item: Item, source: ImportedField, remarks: Remarks) -> None:
    kind = item["type"]
    value = value_or_none(source.content, kind)
    if kind in ("choice", "multiple-choice"):
        codes = {choice.code for choice in source.choices}
        value = source.content if source.content in codes else None
    if value is None or kind == "file" or "repeat" in item or not fits(item, value=value):
        remarks.note(f"Den vorgegebenen Inhalt »{source.content}« konnten wir nicht übernehmen.", source)
    else:
        item["default"] = [value] if kind == "multiple-choice" else value


_ADDING = {
    "choice": _add_options,
    "multiple-choice": _add_options,
    "code-list": _add_code_list,
    "file": _add_files,
    "text": _add_text_limits,
    "multiline": _add_text_limits,
    "date": _add_range,
    "time": _add_range,
    "datetime": _add_range,
    "number": _add_range,
    "integer": _add_range,
    "money": _add_range,
}
