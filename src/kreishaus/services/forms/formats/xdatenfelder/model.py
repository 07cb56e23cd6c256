"""What an XDatenfelder file says, in our own shapes: one tree for versions 1, 2 and 3 of the standard.

The same element may stand in one schema ten times, so an element is known by its path of FIM
numbers (`G05000013190/F60000000243`; the second twin among brothers is `…243#2`), never by its
number alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FieldKind(StrEnum):
    """Feldart: what the person at the form does with the field."""

    INPUT = "input"
    SELECT = "select"
    LABEL = "label"
    HIDDEN = "hidden"
    LOCKED = "locked"


class DataType(StrEnum):
    """Datentyp: what kind of value the field holds."""

    TEXT = "text"
    TEXT_LATIN = "text_latin"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    BOOL = "bool"
    NUM = "num"
    NUM_INT = "num_int"
    NUM_CURRENCY = "num_currency"
    FILE = "file"
    OBJ = "obj"


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the import; `path` is the element, empty for the whole file.

    `number` is that of the official quality message (XDFM) which says the same, if there is one.
    """

    message: str
    path: str = ""
    line: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One Handlungsgrundlage: the law in words and, from version 3 on, a link to it."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """One Stichwort with the vocabulary it was taken from."""

    text: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of relation that an element has: its predicate, and D, S, G, F … for the other side."""

    predicate: str
    kind_of_object: str


@dataclass(frozen=True, slots=True)
class Multiplicity:
    """Anzahl: how often the element occurs here; `maximum` None means without limit."""

    minimum: int = 1
    maximum: int | None = 1

    @property
    def repeats(self) -> bool:
        """Tell whether the element may occur more than once."""
        return self.maximum is None or self.maximum > 1

    def __str__(self) -> str:
        return f"{self.minimum}..{'*' if self.maximum is None else self.maximum}"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Präzisierung: limits of a value. `remark` keeps the free text that versions 1 and 2 allow here."""

    min_length: int | None = None
    max_length: int | None = None
    min_value: str = ""
    max_value: str = ""
    pattern: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a value list inside the schema."""

    code: str
    name: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class CodeListReference:
    """A list kept elsewhere (XRepository). Without `version` the latest one is meant."""

    urn: str = ""
    version: str = ""
    version_uri: str = ""
    id: str = ""
    name: str = ""
    code_key: str = ""
    name_key: str = ""
    help_key: str = ""

    @property
    def address(self) -> str:
        """Return the most exact name of the list that the file gives."""
        return self.version_uri or self.urn or self.id or self.name


@dataclass(frozen=True, slots=True)
class Reference:
    """What the script of a rule reads (`param`, with its `kind`) or changes (`ziel`)."""

    element: str
    name: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.name}={self.element}" if self.name else self.element


@dataclass(frozen=True, slots=True)
class RuleError:
    """A message that the script of a rule gives, by its number."""

    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.code}: {self.text}" if self.code else self.text


@dataclass(frozen=True, slots=True)
class History:
    """Who released which state of an element and when; times as they stand in the file."""

    status_set_on: str = ""
    status_set_by: str = ""
    creator: str = ""
    version_note: str = ""
    released_on: str = ""
    published_on: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A Regel: nearly always a sentence for people; `script` only where it is more than an empty stub."""

    id: str
    version: str
    name: str
    text: str
    description: str = ""
    kind: str = ""
    script: str = ""
    targets: tuple[Reference, ...] = ()
    parameters: tuple[Reference, ...] = ()
    errors: tuple[RuleError, ...] = ()
    bases: tuple[LegalBasis, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    history: History = History()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What schema, groups and fields have in common."""

    id: str
    version: str
    name: str
    title: str
    output_title: str = ""
    help: str = ""
    output_help: str = ""
    description: str = ""
    definition: str = ""
    bases: tuple[LegalBasis, ...] = ()
    status: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    keywords: tuple[Keyword, ...] = ()
    rules: tuple[Rule, ...] = ()
    history: History = History()
    relations: tuple[Relation, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Description):
    """A group or a field in one place of the tree. `use_bases` is the law for its use just here."""

    path: str
    element_kind: str = ""
    multiplicity: Multiplicity = Multiplicity()
    use_bases: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedField(Element):
    """A Datenfeld in one place of the tree."""

    kind: FieldKind = FieldKind.INPUT
    data_type: DataType = DataType.TEXT
    constraints: Constraints = Constraints()
    choices: tuple[Choice, ...] = ()
    code_list: CodeListReference | None = None
    content: str = ""
    prefill: str = ""
    media_types: tuple[str, ...] = ()
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedGroup(Element):
    """A Datenfeldgruppe in one place of the tree; `exclusive` is art X, one of its children only."""

    exclusive: bool = False
    children: tuple["ImportedGroup | ImportedField", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSchema(Description):
    """A whole file. `standard` is 1, 2 or 3; `message` says whether it was a schema, a group or a field.

    `structure_changes` and `display_changes` say what may be altered in a schema derived from this one.
    """

    file: str
    standard: int
    message: str
    document_profile: str = ""
    document_profile_version: str = ""
    structure_changes: str = ""
    display_changes: str = ""
    children: tuple[ImportedGroup | ImportedField, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    def elements(self) -> Iterator[ImportedGroup | ImportedField]:
        """Yield every group and field once for each place it stands in, in document order."""
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            yield element
            if isinstance(element, ImportedGroup):
                waiting.extend(reversed(element.children))
