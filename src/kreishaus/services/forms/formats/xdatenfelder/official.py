"""Is a file valid by the official XML schema of its standard? A report, never a refusal.

The schemas are not part of Kreishaus; an operator puts them into a folder, each version with all its
files. Which file is which tells its target namespace. `relation` elements, most of a real file, are
left out so that memory stays small; what can be wrong with them is found by quality checks 1029 to 1091.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from kreishaus.base.latin import foreign_characters, in_words

MOST_PROBLEMS = 200
_CHUNK = 65_536
_NAME = re.compile(r"\{[^}]*\}")
_ELEMENT = re.compile(r"^Element '(?:\{[^}]*\})?([^']+)'")
_ATTRIBUTE = re.compile(r"attribute '(?:\{[^}]*\})?([^']+)'")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_VALUE = re.compile(r": (?:\[facet '\w+'\] )?(?:[Tt]he value )?'(.*)' (?:is not|does not|has)", re.DOTALL)
_SET = re.compile(r"element of the set \{(.*)\}", re.DOTALL)
_LONGEST_VALUE = 60


class State(StrEnum):
    """What the official schema says."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where the file breaks the official schema, explained in German."""

    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class OfficialCheck:
    """The outcome; `reason` says why nothing was checked."""

    state: State
    violations: tuple[Violation, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as plain data."""
        return {
            "state": self.state.value,
            "reason": self.reason,
            "violations": [{"line": each.line, "message": each.message} for each in self.violations],
        }

    def as_lines(self) -> list[str]:
        """Return the outcome in German."""
        if self.state is State.UNKNOWN:
            return [f"  nicht geprüft: {self.reason}"]
        if self.state is State.VALID:
            return ["  gültig"]
        count = len(self.violations)
        return [
            f"  {count} Abweichung{'' if count == 1 else 'en'}. Wir haben trotzdem alles Lesbare übernommen.",
            *(f"    Zeile {each.line}: {each.message}" for each in self.violations),
        ]


NO_FOLDER = OfficialCheck(
    State.UNKNOWN, reason="Die amtlichen XML-Schemata sind nicht eingerichtet (KREISHAUS_XSD_DIR)."
)


def check_officially(content: bytes, folder: Path | None) -> OfficialCheck:
    """Check a file that could be read (so it is well-formed and bounded) against the schema of its version."""
    if folder is None:
        return NO_FOLDER
    tree = _tree_without_relations(content)
    namespace = tree.tag.rpartition("}")[0].lstrip("{")
    file = schemas_in(folder).get(namespace)
    if file is None:
        return OfficialCheck(State.UNKNOWN, reason=f"Für den Namensraum »{namespace}« liegt kein XML-Schema vor.")
    schema = _compiled(file, file.stat().st_mtime_ns)
    if schema is None:
        return OfficialCheck(State.UNKNOWN, reason=f"Das XML-Schema {file.name} ist nicht lesbar.")
    schema.validate(tree)
    violations = tuple(_violations(schema.error_log))
    return OfficialCheck(State.INVALID if violations else State.VALID, violations)


def schemas_in(folder: Path) -> dict[str, Path]:
    """Return the main schema of each version of XDatenfelder below a folder, by target namespace."""
    from lxml import etree

    found: dict[str, Path] = {}
    for file in sorted(folder.glob("**/xdatenfelder.xsd")):
        try:
            root = etree.parse(file, _parser()).getroot()
        except (etree.XMLSyntaxError, OSError):
            continue
        found[root.get("targetNamespace", "")] = file
    return found


@lru_cache(maxsize=8)
def _compiled(file: Path, _changed: int) -> Any:
    from lxml import etree

    try:
        return etree.XMLSchema(etree.parse(file, _parser()))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError):
        return None


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def _tree_without_relations(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",), tag="{*}relation", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    stream = BytesIO(content)
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
        for _, element in parser.read_events():
            # Only a relation before the one just ended may go: the parser still writes to the last node.
            before = element.getprevious()
            if before is not None and before.tag == element.tag:
                element.getparent().remove(before)
    return parser.close()


def _violations(log: Any) -> Iterator[Violation]:
    seen: set[tuple[int, str]] = set()
    for entry in log:
        # A value that breaks a pattern is reported a second time as "not valid for its type".
        name = _first(_ELEMENT, entry.message)
        place = (entry.line, name + _first(_ATTRIBUTE, entry.message))
        if place in seen:
            continue
        seen.add(place)
        yield Violation(entry.line, _in_german(entry.type_name, name, entry.message))
        if len(seen) >= MOST_PROBLEMS:
            return


def _in_german(kind: str, name: str, message: str) -> str:
    attribute = _first(_ATTRIBUTE, message)
    where = f"Im Attribut »{attribute}« von <{name}>" if attribute else f"In <{name}>"
    value = " ".join(_first(_VALUE, message).split())
    shown = value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]} …"
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        return _misplaced(name, message)
    if foreign := foreign_characters(value):
        return f"{where} stehen Zeichen, die der Standard nicht erlaubt: {in_words(foreign)}."
    allowed = _first(_SET, message).replace("'", "")
    sentences = {
        "SCHEMAV_CVC_PATTERN_VALID": f"{where} hat »{shown}« nicht die vorgeschriebene Form.",
        "SCHEMAV_CVC_ENUMERATION_VALID": f"{where} ist »{shown}« nicht erlaubt. Möglich: {allowed}.",
        "SCHEMAV_CVC_COMPLEX_TYPE_4": f"Bei <{name}> fehlt das Attribut »{attribute}«.",
        "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": f"Das Attribut »{attribute}« gibt es bei <{name}> nicht.",
        "SCHEMAV_CVC_ELT_1": f"<{name}> kennt der Standard nicht.",
        "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": f"{where} ist »{shown}« kein erlaubter Wert.",
    }
    return sentences.get(kind) or f"Das XML-Schema meldet: {_NAME.sub('', message)}"


def _misplaced(name: str, message: str) -> str:
    wanted = _wanted(message)
    expectation = f" Erwartet wird: {wanted}." if wanted else ""
    if "Missing child" in message:
        return f"In <{name}> fehlt etwas.{expectation}"
    return f"<{name}> steht hier falsch.{expectation}"


def _wanted(message: str) -> str:
    names = [_NAME.sub("", name) for name in _first(_EXPECTED, message).split(", ") if name]
    return " oder ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
