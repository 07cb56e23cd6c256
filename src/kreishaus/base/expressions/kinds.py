"""Do the values of an expression fit together? Said before anybody has answered anything.

CEL answers `false` where a date is compared with a number, or a choice with a key that it does not
have; such a condition looks right and never holds. This check follows the tree with kinds instead
of values and only speaks where it is certain; what it cannot know fits everything.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kreishaus.base.expressions.functions import SIGNATURES
from kreishaus.base.expressions.syntax import (
    Call,
    Entries,
    Index,
    Literal,
    Macro,
    Member,
    Operation,
    Path,
    Tree,
)
from kreishaus.base.expressions.syntax import Mapping as Pairs

TEXT, DAY, WHOLE, DECIMAL, YES_NO, LIST, GROUP, NULL, ANY = (
    "text", "day", "whole", "decimal", "yes-no", "list", "group", "null", "any",
)  # fmt: skip
_NAMES = {
    TEXT: "ein Text",
    DAY: "ein Datum",
    WHOLE: "eine ganze Zahl",
    DECIMAL: "eine Kommazahl",
    YES_NO: "Ja oder Nein",
    LIST: "eine Liste",
    GROUP: "eine Gruppe",
    NULL: "leer (null)",
    ANY: "etwas",
}
_NUMBERS = frozenset({WHOLE, DECIMAL})
_TEXTS = frozenset({TEXT, DAY})
_COMPARISONS = frozenset({"<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known about a value: its type and, for a field, what it can be."""

    type: str = ANY
    label: str = ""
    """what people call it: the label of a field, or the value itself"""
    keys: tuple[str, ...] = ()
    """the only texts that it can be, besides the empty one"""
    entry: "Kind | None" = None
    members: Mapping[str, "Kind"] = field(default_factory=dict)
    nullable: bool = True
    """whether it reads as null without an answer (texts and lists of fields read as empty)"""
    value: object = None
    """the value, if it stands in the text"""

    @property
    def name(self) -> str:
        """What it is, in a sentence."""
        if self.value is not None:
            return f"{_NAMES[self.type]} ({_written(self.value)})"
        return (
            f"„{self.label}“ ({_NAMES[self.type].removeprefix('ein ').removeprefix('eine ')})"
            if self.label
            else _NAMES[self.type]
        )


@dataclass(frozen=True, slots=True)
class Misfit:
    """Values that do not fit together, and what to do."""

    message: str
    hint: str = ""


def misfits(tree: Tree, kind_of: Callable[[str], Kind], *, wanted: str = ANY) -> list[Misfit]:
    """Return what does not fit; `kind_of` tells what a path is, `wanted` what the whole has to be."""
    judge = _Judge(kind_of)
    result = judge.of(tree, {})
    if wanted == YES_NO and result.type not in {YES_NO, ANY, NULL}:
        judge.note(f"Eine Bedingung muss Ja oder Nein ergeben. Hier ergibt sich: {_NAMES[result.type]}.")
    return judge.found


class _Judge:
    def __init__(self, kind_of: Callable[[str], Kind]) -> None:
        self.kind_of = kind_of
        self.found: list[Misfit] = []

    def note(self, message: str, hint: str = "") -> None:
        misfit = Misfit(message, hint)
        if misfit not in self.found:
            self.found.append(misfit)

    def of(self, tree: Tree, bound: Mapping[str, Kind]) -> Kind:  # noqa: C901, PLR0911 -- one for each part of the grammar
        match tree:
            case Literal():
                return _kind_of_value(tree.value)
            case Path():
                return self._path(tree, bound)
            case Member():
                return self.of(tree.of, bound).members.get(tree.name, Kind())
            case Index():
                self.of(tree.at, bound)
                return self.of(tree.of, bound).entry or Kind()
            case Macro():
                return self._macro(tree, bound)
            case Entries():
                return _list_of([self.of(entry, bound) for entry in tree.entries])
            case Pairs():
                for pair in tree.pairs:
                    self.of(pair[0], bound)
                    self.of(pair[1], bound)
                return Kind(GROUP)
            case Call():
                if tree.name == "has":
                    return Kind(YES_NO)
                return self._call(tree, [self.of(argument, bound) for argument in tree.arguments])
            case Operation():
                return self._operation(tree.operator, [self.of(operand, bound) for operand in tree.operands])

    def _path(self, tree: Path, bound: Mapping[str, Kind]) -> Kind:
        if tree.parts[0] not in bound:
            return self.kind_of(tree.text)
        kind = bound[tree.parts[0]]
        for part in tree.parts[1:]:
            kind = kind.members.get(part, Kind())
        return kind

    def _macro(self, tree: Macro, bound: Mapping[str, Kind]) -> Kind:
        over = self.of(tree.over, bound)
        if over.type not in {LIST, GROUP, ANY}:
            self.note(f"{tree.name}(…) braucht eine Liste; {over.name} ist keine.")
        inside = [self.of(part, {**bound, tree.variable: over.entry or Kind()}) for part in tree.body]
        if tree.name == "map":
            return Kind(LIST, entry=inside[-1] if inside else None)
        for kind in inside:
            self._need_truth(kind)
        return over if tree.name == "filter" else Kind(YES_NO)

    def _call(self, tree: Call, arguments: list[Kind]) -> Kind:
        signature = SIGNATURES.get(tree.name)
        if signature is None:
            return Kind()
        takes, gives = signature
        if takes and takes[-1] != "*" and len(arguments) != len(takes):
            self.note(f"{tree.name}(…) braucht {len(takes)} Angaben, hier sind es {len(arguments)}.")
            return Kind(gives)
        for wanted, given in zip((one for one in takes if one != "*"), arguments, strict=False):
            if not _is_a(given, wanted):
                self.note(f"{tree.name}(…) braucht hier {_NAMES[wanted]}, bekommt aber {given.name}.")
        return Kind(gives)

    def _operation(self, operator: str, operands: list[Kind]) -> Kind:
        if operator in {"&&", "||", "!"}:
            for kind in operands:
                self._need_truth(kind)
            return Kind(YES_NO)
        if operator == "?:":
            self._need_truth(operands[0])
            return operands[1] if operands[1].type == operands[2].type else Kind()
        if operator in {"==", "!="}:
            self._equal(*operands)
            return Kind(YES_NO)
        if operator in _COMPARISONS:
            self._ordered(*operands)
            return Kind(YES_NO)
        if operator == "in":
            self._inside(*operands)
            return Kind(YES_NO)
        return self._reckoned(operator, operands)

    def _need_truth(self, kind: Kind) -> None:
        if kind.type not in {YES_NO, ANY, NULL}:
            self.note(
                f"Hier muss Ja oder Nein stehen, nicht {kind.name}.",
                "Zum Beispiel mit == vergleichen oder has(…) fragen.",
            )

    def _equal(self, left: Kind, right: Kind) -> None:
        for one, other in ((left, right), (right, left)):
            if other.type == NULL and not one.nullable:
                self.note(f"{one.name} ist nie null: ohne Antwort ist es leer.", "Bitte has(…) oder !has(…) verwenden.")
                return
            if one.keys and isinstance(other.value, str) and other.value and other.value not in one.keys:
                self._no_such_key(one, other.value)
                return
        if not _comparable(left, right):
            self.note(f"{left.name} und {right.name} lassen sich nicht vergleichen.", _hint(left, right))
        else:
            self._days(left, right)

    def _ordered(self, left: Kind, right: Kind) -> None:
        if not _comparable(left, right) or not {left.type, right.type}.isdisjoint({LIST, GROUP, YES_NO}):
            self.note(f"{left.name} und {right.name} lassen sich nicht der Größe nach vergleichen.", _hint(left, right))
        else:
            self._days(left, right)

    def _days(self, left: Kind, right: Kind) -> None:
        for one, other in ((left, right), (right, left)):
            if one.type == DAY and isinstance(other.value, str) and not _is_day(other.value):
                hint = "Bitte !has(…) verwenden." if not other.value else "Bitte so schreiben: '2026-03-01'."
                self.note(f"{_written(other.value)} ist kein Datum; {one.name} ist nie gleich.", hint)

    def _inside(self, left: Kind, right: Kind) -> None:
        if right.type not in {LIST, GROUP, ANY}:
            self.note(f"Rechts von „in“ muss eine Liste stehen, nicht {right.name}.")
            return
        # What a field can be is asked of each entry that stands in the text, and the other way round.
        entries = right.value if isinstance(right.value, tuple) else (right.entry,) if right.entry else ()
        for entry in entries:
            self._equal(left, entry)

    def _reckoned(self, operator: str, operands: list[Kind]) -> Kind:
        types = {kind.type for kind in operands} - {ANY, NULL}
        if types <= {WHOLE} or types <= {DECIMAL}:
            return Kind(next(iter(types), ANY))
        if types == _NUMBERS:
            self.note(
                f"{operands[0].name} und {operands[1].name} lassen sich nicht verrechnen.",
                "Bitte die ganze Zahl mit double(…) umwandeln.",
            )
            return Kind()
        if operator == "+" and (types <= _TEXTS or types == {LIST}):
            return Kind(TEXT) if types <= _TEXTS else Kind(LIST)
        named = " und ".join(kind.name for kind in operands)
        hint = "Für Tage gibt es days(…), plus_days(…), plus_months(…) und years(…)." if DAY in types else ""
        self.note(f"Mit {named} lässt sich nicht rechnen.", hint)
        return Kind()

    def _no_such_key(self, kind: Kind, value: str) -> None:
        near = difflib.get_close_matches(value, kind.keys, n=1, cutoff=0.5)
        shown = ", ".join(f"'{key}'" for key in kind.keys[:8]) + (" …" if len(kind.keys) > 8 else "")  # noqa: PLR2004
        hint = f"Meinten Sie '{near[0]}'?" if near else f"Möglich sind: {shown}."
        self.note(f"Die Antwort '{value}' gibt es bei „{kind.label}“ nicht.", hint)


def _kind_of_value(value: object) -> Kind:
    if value is None:
        return Kind(NULL)
    types = ((bool, YES_NO), (int, WHOLE), (float, DECIMAL))
    found = next((name for python, name in types if isinstance(value, python)), TEXT)
    return Kind(found, value=value)


def _list_of(entries: Sequence[Kind]) -> Kind:
    types = {entry.type for entry in entries}
    entry = Kind(types.pop()) if len(types) == 1 else Kind()
    return Kind(LIST, entry=entry, value=tuple(entries))


def _comparable(left: Kind, right: Kind) -> bool:
    if ANY in {left.type, right.type} or NULL in {left.type, right.type}:
        return True
    if left.type == LIST == right.type:
        return left.entry is None or right.entry is None or _comparable(left.entry, right.entry)
    return left.type == right.type or {left.type, right.type} <= _NUMBERS or {left.type, right.type} <= _TEXTS


def _is_a(given: Kind, wanted: str) -> bool:
    if ANY in {given.type, wanted} or given.type == NULL:
        return True
    if wanted == DAY:
        return given.type == DAY or (given.type == TEXT and (given.value is None or _is_day(given.value)))
    if wanted == TEXT:
        return given.type in _TEXTS
    return given.type == wanted or {given.type, wanted} <= _NUMBERS


def _hint(left: Kind, right: Kind) -> str:
    for one, other in ((left, right), (right, left)):
        if one.type in _NUMBERS and isinstance(other.value, str):
            return f"Zahlen stehen ohne Anführungszeichen: {other.value}." if _is_number(other.value) else ""
        if one.type == YES_NO and isinstance(other.value, str):
            return "Bitte mit true oder false vergleichen."
        if one.type == DAY and other.type in _NUMBERS:
            return "Für das Alter gibt es years(…, today), für Tage days(…, …)."
        if one.type == LIST and isinstance(other.value, str):
            return f"Bitte so fragen: {_written(other.value)} in …"
        if one.type == TEXT and other.type in _NUMBERS and other.value is not None:
            return f"Texte stehen in Anführungszeichen: '{other.value}'."
    return ""


def _is_day(text: object) -> bool:
    try:
        date.fromisoformat(str(text))
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[…]"
    return f"'{value}'" if isinstance(value, str) else str(value)
