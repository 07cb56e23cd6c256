"""Attached files; what is stored is where the blob lies and what it is called."""

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, Wording

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain",
    "csv": "text/csv",
    "xml": "application/xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
DEFAULT_ACCEPT = ("pdf", "jpg", "png")
DEFAULT_MAX_MB = 10
_KEYS = {"sha256", "name", "size", "media_type"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 255
_MEGABYTE = 1024 * 1024
_MILLION = 1_000_000
_RARELY = 0.1


class File(FieldType):
    """One file, or as many as `repeat` allows, each already checked and stored by its hash."""

    key = "file"
    title = "Datei"
    empty: ClassVar[object] = ()
    sample: ClassVar[object] = [{"name": "muster.pdf", "size": 1, "media_type": "application/pdf"}]
    settings = frozenset({"accept", "max_mb", "max_bytes"})
    """`max_bytes` is a limit to the byte, as a FIM schema sets it; the smaller of both counts"""
    wording: ClassVar[Mapping[str, Wording]] = {
        "max_bytes": Wording("Höchstens Byte", "number", "Nur wo es auf das Byte ankommt; die kleinere Grenze gilt."),
    }
    starts_with: ClassVar[Mapping[str, object]] = {"accept": ["pdf", "jpg", "png"], "max_mb": 10}
    mapping = (("input", "file"),)
    is_list = True

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Refuse: files arrive through `attach`, never as text."""
        del raw, field
        raise InvalidInput(say("Dateien werden hochgeladen."))

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about entries that are no file, too large or of another kind."""
        if not isinstance(value, list) or not all(map(_is_file, value)):
            return [self.missing(field)]
        return [complaint for entry in value for complaint in _complaints(entry, field)]

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the names of the files with their size."""
        del field
        entries = value if isinstance(value, list) else []
        return ", ".join(f"{entry['name']} ({size_text(entry['size'])})" for entry in entries if _is_file(entry))

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return the entry of one file, as if it lay in the store; now and then as large as allowed."""
        kind = random.choice([kind for kind in accepted(field) if kind in MEDIA_TYPES] or [""])
        if not kind:
            return None
        size = max_bytes(field) if random.random() < _RARELY else random.randint(1, max_bytes(field))
        name = f"nachweis-{random.randint(1, 99)}.{kind}"
        sha256 = f"{random.getrandbits(256):064x}"
        return [{"sha256": sha256, "name": name, "size": size, "media_type": MEDIA_TYPES[kind]}]

    def hint(self, field: FieldDefinition) -> str:
        """Return which files are welcome and how large they may be."""
        return say("{value}, höchstens {value2}.", value=_welcome(field), value2=_most(field))

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the file."""
        return say("Bitte laden Sie „{label}“ hoch. {value}", label=field.label, value=self.hint(field))

    def read(self, value: object) -> object:
        """Return name, size and kind of each file."""
        entries = value if isinstance(value, list) else []
        return [{key: entry[key] for key in ("name", "size", "media_type")} for entry in entries if _is_file(entry)]

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return kinds of file that we cannot check, and a limit that is none."""
        exact = field.config.get("max_bytes", 1)
        if isinstance(exact, bool) or not isinstance(exact, int) or exact < 1:
            yield "„max_bytes“ muss eine ganze Zahl ab 1 sein."
        for kind in field.accept:
            if kind.lower() not in MEDIA_TYPES:
                yield f"Dateien der Art „{kind}“ können wir nicht prüfen. Möglich: {', '.join(MEDIA_TYPES)}."


def accepted(field: FieldDefinition) -> tuple[str, ...]:
    """Return the file name extensions that the field takes, without a dot."""
    return tuple(kind.lower() for kind in field.accept) or DEFAULT_ACCEPT


def _welcome(field: FieldDefinition) -> str:
    kinds = list(dict.fromkeys(kind.upper().replace("JPEG", "JPG") for kind in accepted(field)))
    return " oder ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))


def max_bytes(field: FieldDefinition) -> int:
    """Return how large one file may be."""
    most = (field.max_mb or DEFAULT_MAX_MB) * _MEGABYTE
    exact = field.config.get("max_bytes")
    return min(most, exact) if isinstance(exact, int) and exact > 0 else most


def _most(field: FieldDefinition) -> str:
    """Return the limit as a person reads it: 10 MB, 2,5 MB, 500 KB."""
    limit = max_bytes(field)
    for unit in (_MEGABYTE, _MILLION):
        if limit % unit == 0:
            return f"{limit // unit} MB"
    return size_text(limit)


def size_text(size: int) -> str:
    """Return a size as a person reads it: 340 KB, 1,2 MB."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _is_file(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() >= _KEYS
        and isinstance(entry["sha256"], str)
        and bool(_SHA256.fullmatch(entry["sha256"]))
        and isinstance(entry["name"], str)
        and 0 < len(entry["name"]) <= _LONGEST_NAME
        and isinstance(entry["size"], int)
        and isinstance(entry["media_type"], str)
    )


def _complaints(entry: dict[str, object], field: FieldDefinition) -> Iterable[str]:
    kinds = {MEDIA_TYPES.get(kind) for kind in accepted(field)}
    if entry["media_type"] not in kinds:
        yield say("Bitte laden Sie „{name}“ als {value} hoch.", name=entry["name"], value=_welcome(field))
    if isinstance(entry["size"], int) and entry["size"] > max_bytes(field):
        yield say(
            "„{name}“ ist zu groß. Bitte laden Sie höchstens {value} hoch.", name=entry["name"], value=_most(field)
        )


TYPE = File()
