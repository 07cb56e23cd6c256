"""How much work an expression can be: estimated before it runs, because CEL itself has no time limit.

The estimate follows the tree with sizes instead of values. Steps are visited parts of the expression,
every round of a loop and every copy counted; weight is what a result holds (entries, members, text by the line).
Lists in lists count with their average length, so that a sum over all rows is met exactly.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

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

MAX_STEPS = 1_000_000
"""about half a second"""
MAX_WEIGHT = 60_000
"""entries of a result; each has to be turned into a Python object"""
_LINE = 64
"""characters that weigh as much as one entry"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a value is; `length` is only meant for lists."""

    length: int = 0
    each: "Size | None" = None
    members: Mapping[str, "Size"] = field(default_factory=dict)
    own: int = 1

    @property
    def weight(self) -> int:
        """What the value holds in all."""
        inside = self.length * self.each.weight if self.each else 0
        return self.own + inside + sum(member.weight for member in self.members.values())


SMALL = Size()


def list_of(length: int, each: Size) -> Size:
    """Return the size of a list."""
    return Size(length, each)


def measured(values: Sequence[object]) -> Size:
    """Return the size of values that stand at the same place: in each row of a list, for example."""
    if not values:
        return SMALL
    lists = [value for value in values if isinstance(value, list)]
    if lists:
        entries = [entry for value in lists for entry in value]
        return Size(-(-len(entries) // len(values)), measured(entries))
    mappings = [value for value in values if isinstance(value, dict)]
    if mappings:
        keys = dict.fromkeys(key for value in mappings for key in value)
        return Size(members={key: measured([value.get(key) for value in mappings]) for key in keys})
    characters = sum(len(value) for value in values if isinstance(value, str))
    return Size(own=1 + characters // (len(values) * _LINE))


@dataclass(frozen=True, slots=True)
class Effort:
    """What evaluating an expression costs at most."""

    steps: int
    size: Size

    @property
    def is_bearable(self) -> bool:
        """Whether it is done in a blink and fits into memory."""
        return self.steps <= MAX_STEPS and self.size.weight <= MAX_WEIGHT


def effort(tree: Tree, size_of: Callable[[str], Size]) -> Effort:
    """Return the estimate; `size_of` gives the size of the value of a path."""
    return _Estimate(size_of).of(tree, {})


class _Estimate:
    def __init__(self, size_of: Callable[[str], Size]) -> None:
        self.size_of = size_of

    def of(self, tree: Tree, bound: Mapping[str, Size]) -> Effort:  # noqa: PLR0911 -- one for each part of the grammar
        match tree:
            case Literal():
                return Effort(1, measured([tree.value]))
            case Path():
                return Effort(1, self._path(tree, bound))
            case Member():
                inner = self.of(tree.of, bound)
                return Effort(inner.steps + 1, inner.size.members.get(tree.name, SMALL))
            case Index():
                inner, at = self.of(tree.of, bound), self.of(tree.at, bound)
                return Effort(inner.steps + at.steps + 1, inner.size.each or SMALL)
            case Macro():
                return self._macro(tree, bound)
            case Entries():
                return self._gathered([self.of(entry, bound) for entry in tree.entries], is_list=True)
            case Pairs():
                return self._gathered([self.of(part, bound) for pair in tree.pairs for part in pair], is_list=False)
            case Call():
                return self._call([self.of(argument, bound) for argument in tree.arguments])
            case Operation():
                return self._operation(tree.operator, [self.of(operand, bound) for operand in tree.operands])

    def _path(self, tree: Path, bound: Mapping[str, Size]) -> Size:
        if tree.parts[0] not in bound:
            return self.size_of(tree.text)
        size = bound[tree.parts[0]]
        for part in tree.parts[1:]:
            size = size.members.get(part, SMALL)
        return size

    def _macro(self, tree: Macro, bound: Mapping[str, Size]) -> Effort:
        over = self.of(tree.over, bound)
        rounds = max(over.size.length, 1)
        inside = [self.of(part, {**bound, tree.variable: over.size.each or SMALL}) for part in tree.body]
        steps = over.steps + rounds * (1 + sum(part.steps for part in inside))
        # The evaluator copies what it has gathered so far in every round.
        gathered = inside[-1].size if tree.name == "map" and inside else over.size.each or SMALL
        if tree.name in {"map", "filter"}:
            steps += rounds * rounds // 2 * gathered.weight
        if tree.name == "map":
            return Effort(steps, Size(over.size.length, inside[-1].size if inside else SMALL))
        return Effort(steps, over.size if tree.name == "filter" else SMALL)

    def _gathered(self, parts: list[Effort], *, is_list: bool) -> Effort:
        steps = 1 + sum(part.steps for part in parts)
        heaviest = max((part.size for part in parts), key=lambda size: size.weight, default=SMALL)
        if is_list:
            return Effort(steps, Size(len(parts), heaviest))
        return Effort(steps, Size(own=1 + sum(part.size.weight for part in parts)))

    def _call(self, arguments: list[Effort]) -> Effort:
        # A function looks at everything it gets once; what it returns is never larger.
        weight = sum(argument.size.weight for argument in arguments)
        return Effort(1 + weight + sum(argument.steps for argument in arguments), Size(own=max(weight, 1)))

    def _operation(self, operator: str, operands: list[Effort]) -> Effort:
        steps = 1 + sum(operand.steps for operand in operands)
        sizes = [operand.size for operand in operands]
        if operator == "+":
            lists = [size for size in sizes if size.each]
            if lists:
                heaviest = max((size.each or SMALL for size in lists), key=lambda size: size.weight)
                return Effort(steps, Size(sum(size.length for size in lists), heaviest))
            return Effort(steps, Size(own=sum(size.own for size in sizes) - 1))
        if operator == "?:":
            return Effort(steps, max(sizes[1:], key=lambda size: size.weight))
        if operator in {"==", "!=", "in"}:
            steps += max(size.weight for size in sizes) - 1
        return Effort(steps, SMALL)
