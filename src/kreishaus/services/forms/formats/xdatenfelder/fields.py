"""What a Datenfeld adds: kind, data type, limits, value list, code list, content, files."""

import json
import re
from typing import Any, TypedDict

from kreishaus.services.forms.formats.xdatenfelder.model import (
    Choice,
    CodeListReference,
    Constraints,
    DataType,
    FieldKind,
)
from kreishaus.services.forms.formats.xdatenfelder.parts import Findings, Parts
from kreishaus.services.forms.formats.xdatenfelder.stream import Node
from kreishaus.services.forms.formats.xdatenfelder.texts import line_text, paragraph_text

_RANGE = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:\.\.+|…|bis)\s*(-?\d+(?:[.,]\d+)?)")
_LENGTH = re.compile(r"\d{1,9}")
_LIMITS = ("minLength", "maxLength", "minValue", "maxValue", "pattern")
_WHOLE_NUMBERS = {"minLength": 1059, "maxLength": 1060}
_NUMERIC = frozenset({DataType.NUM, DataType.NUM_INT, DataType.NUM_CURRENCY})


class Value(TypedDict):
    """The fields that `model.ImportedField` adds to an element."""

    kind: FieldKind
    data_type: DataType
    constraints: Constraints
    choices: tuple[Choice, ...]
    code_list: CodeListReference | None
    content: str
    prefill: str
    media_types: tuple[str, ...]
    max_bytes: int | None


def value_of(parts: Parts, findings: Findings) -> Value:
    """Read what the field holds; unknown kinds and types fall back to plain text, with a note."""
    kind = _kind(parts, findings)
    data_type = _data_type(parts, findings)
    return Value(
        kind=kind,
        data_type=data_type,
        constraints=_constraints(parts, findings, data_type),
        choices=_choices(parts, findings),
        code_list=_code_list(parts, findings),
        content=parts.paragraphs("inhalt"),
        prefill=parts.code("vorbefuellung"),
        media_types=tuple(dict.fromkeys(text for node in parts.many("mediaType") if (text := line_text(node.text)))),
        max_bytes=_whole(parts.line("maxSize"), "maxSize", parts, findings),
    )


def _kind(parts: Parts, findings: Findings) -> FieldKind:
    code = parts.code("feldart")
    try:
        return FieldKind(code)
    except ValueError:
        findings.note(
            f"Die Feldart »{code}« kennen wir nicht. Wir behandeln das Feld als Eingabe.",
            path=parts.path,
            node=parts.node,
            number=1027,
        )
        return FieldKind.INPUT


def _data_type(parts: Parts, findings: Findings) -> DataType:
    code = parts.code("datentyp")
    try:
        return DataType(code)
    except ValueError:
        findings.note(
            f"Den Datentyp »{code}« kennen wir nicht. Wir behandeln das Feld als Text.",
            path=parts.path,
            node=parts.node,
            number=1028,
        )
        return DataType.TEXT


def _constraints(parts: Parts, findings: Findings, data_type: DataType) -> Constraints:
    node = parts.one("praezisierung")
    if node is None:
        return Constraints()
    limits = {name: node.attributes[name] for name in _LIMITS if name in node.attributes}
    remark = paragraph_text(node.text)
    if remark.startswith("{"):
        if findings.standard > 2:  # noqa: PLR2004 -- from version 3 on limits are attributes
            findings.note("Die Präzisierung hat noch die alte Form.", path=parts.path, node=node, number=1035)
        limits, remark = _limits_in_json(remark, parts, findings), ""
    elif (span := _RANGE.fullmatch(remark)) and data_type in _NUMERIC:
        limits = {"minValue": span[1].replace(",", "."), "maxValue": span[2].replace(",", ".")}
        findings.note(
            f"Die Präzisierung »{remark}« lesen wir als kleinsten und größten Wert.",
            path=parts.path,
            node=node,
        )
        remark = ""
    elif remark:
        findings.note(
            f"Die Präzisierung ist freier Text und wird nicht geprüft: »{remark}«.",
            path=parts.path,
            node=node,
        )
    return _checked(limits, remark, parts, findings)


def _limits_in_json(text: str, parts: Parts, findings: Findings) -> dict[str, str]:
    """Read `{"minLength":"1", …}` of version 2, whose values are strings."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        findings.note(
            f"Die Präzisierung ist nicht lesbar und wird nicht geprüft: »{text}«.",
            path=parts.path,
            node=parts.node,
        )
        return {}
    limits = {name: str(found[name]) for name in _LIMITS if found.get(name) not in (None, "")}
    if strange := sorted(set(found) - set(_LIMITS)):
        findings.note(
            f"In der Präzisierung kennen wir nicht: {', '.join(strange)}.",
            path=parts.path,
            node=parts.node,
        )
    return limits


def _checked(limits: dict[str, str], remark: str, parts: Parts, findings: Findings) -> Constraints:
    shortest = _whole(limits.get("minLength", ""), "minLength", parts, findings)
    longest = _whole(limits.get("maxLength", ""), "maxLength", parts, findings)
    if shortest is not None and longest is not None and shortest > longest:
        findings.note(
            "Die kleinste Länge ist größer als die größte. Beide werden nicht geprüft.",
            path=parts.path,
            node=parts.node,
            number=1061,
        )
        shortest = longest = None
    return Constraints(
        min_length=shortest,
        max_length=longest,
        min_value=limits.get("minValue", "").strip(),
        max_value=limits.get("maxValue", "").strip(),
        pattern=limits.get("pattern", "").strip(),
        remark=remark,
    )


def _whole(raw: str, name: str, parts: Parts, findings: Findings) -> int | None:
    if not raw:
        return None
    if _LENGTH.fullmatch(raw.strip()):
        return int(raw)
    message = f"{name} ist keine ganze Zahl und wird nicht geprüft: »{raw}«."
    findings.note(message, path=parts.path, node=parts.node, number=_WHOLE_NUMBERS.get(name))
    return None


def _choices(parts: Parts, findings: Findings) -> tuple[Choice, ...]:
    values = parts.inner("werte")
    if values is None:
        return ()
    choices: dict[str, Choice] = {}
    for node in values.many("wert"):
        choice = _choice(node, parts, findings)
        if choice.code in choices:
            findings.note(
                f"Der Wert »{choice.code}« steht zweimal in der Werteliste. Der erste gilt.",
                path=parts.path,
                node=node,
                number=1045,
            )
        elif choice.code:
            choices[choice.code] = choice
        else:
            findings.note(
                "Ein Wert der Werteliste hat weder Code noch Name. Er wurde ausgelassen.",
                path=parts.path,
                node=node,
            )
    return tuple(choices.values())


def _choice(node: Node, parts: Parts, findings: Findings) -> Choice:
    inner = Parts(node, findings, parts.path)
    code, name = inner.line("code"), inner.line("name")
    return Choice(code or name, name or code, inner.paragraphs("hilfe"))


def _code_list(parts: Parts, findings: Findings) -> CodeListReference | None:
    found = _reference(parts)
    if found is None and any(map(parts.line, ("codeKey", "nameKey", "helpKey"))):
        findings.note(
            "Die Spalten einer Codeliste sind angegeben, aber die Codeliste selbst fehlt.",
            path=parts.path,
            node=parts.node,
            number=1058,
        )
    return found


def _reference(parts: Parts) -> CodeListReference | None:
    first = parts.inner("codeliste")
    if first is not None:
        return CodeListReference(
            urn=first.line("kennung"),
            version=first.line("version"),
            id=first.line("id"),
            name=first.line("langname") or first.line("name"),
        )
    reference = parts.inner("codelisteReferenz")
    if reference is None:
        return None
    identity = reference.inner("identifikation")
    # Version 2 wraps the genericode address once more than version 3.
    source = reference.inner("genericodeIdentification") or reference
    found = CodeListReference(
        urn=source.line("canonicalIdentification"),
        version=source.line("version"),
        version_uri=source.line("canonicalVersionUri"),
        id=identity.line("id") if identity else "",
        code_key=parts.line("codeKey"),
        name_key=parts.line("nameKey"),
        help_key=parts.line("helpKey"),
    )
    return found if found.address else None
