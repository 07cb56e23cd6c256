"""Rules that cannot all be obeyed: one shows or asks for what another hides, or they run in a circle.

Two conditions are compared by trying all answers that make a difference: the values they name, any
other value, and no answer. Where that would be too many, they are taken to clash: a person looks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from kreishaus.services.forms.formats.xdatenfelder.rules.compiling import Compiler
from kreishaus.services.forms.formats.xdatenfelder.rules.literals import literal
from kreishaus.services.forms.formats.xdatenfelder.rules.making import NEGATIVE, POSITIVE, Made, Outcome
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place, Places, resolve
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    All,
    Compare,
    Condition,
    Constant,
    Effect,
    Exactly,
    Filled,
    InState,
    Not,
    Operator,
    Reference,
    Some,
    Value,
    references,
)

_MOST_CASES = 20_000
_SHOWING = frozenset({Effect.SHOW, Effect.HIDE, Effect.FORBID})
_OTHER, _NONE = "\0other", ""
_STATE = "\0state"
Case = Mapping[str, object]


def clashing(outcomes: Sequence[Outcome], places: Places) -> Iterator[tuple[Outcome, Outcome, Place]]:
    """Yield pairs of rules (or a rule twice) of which one shows or requires what the other hides."""
    by_place: dict[int, list[tuple[Outcome, Made]]] = {}
    for outcome in outcomes:
        for made in outcome.made:
            if made.place is not None and made.effect in POSITIVE | NEGATIVE:
                by_place.setdefault(id(made.place), []).append((outcome, made))
    for entries in by_place.values():
        for outcome, made in entries:
            if made.effect not in POSITIVE:
                continue
            for other, against in entries:
                if against.effect in NEGATIVE and _together(made, against, places):
                    yield outcome, other, made.place  # type: ignore[misc]


def _together(first: Made, second: Made, places: Places) -> bool:
    tests = [_Tests(made, places) for made in (first, second)]
    domains: dict[str, set[object]] = {}
    for test in tests:
        test.collect(test.made.condition, domains)
    cases = 1
    for values in domains.values():
        cases *= len(values)
    if cases > _MOST_CASES:
        return True
    names = sorted(domains)
    for values_ in product(*(sorted(domains[name], key=str) for name in names)):
        case = dict(zip(names, values_, strict=True))
        if all(test.holds(test.made.condition, case) for test in tests):
            return True
    return False


class _Tests:
    """One condition as something to try cases on. Each field is a variable with the values that are named."""

    def __init__(self, made: Made, places: Places) -> None:
        self.made = made
        self.places = places

    def _place(self, reference: Reference) -> Place:
        return resolve(reference, self.made.bearer, self.places)

    def _variable(self, part: Condition) -> tuple[str, object]:
        """Return the variable that a test looks at, and the value that it wants of it."""
        if isinstance(part, Compare) and isinstance(part.left, Reference) and isinstance(part.right, Value):
            place = self._place(part.left)
            if part.operator in (Operator.EQUAL, Operator.NOT_EQUAL):
                value = literal(place, part.right)
                return (f"{place.path}={value}", True) if place.is_list else (place.path, value)
        if isinstance(part, Filled):
            place = self._place(part.of)
            if not place.is_list and not place.is_group:
                return place.path, _NONE
        target = self.made.place
        return Compiler(self.places, self.made.bearer, target, positive=True).text(part), True

    def collect(self, part: Condition, domains: dict[str, set[object]]) -> None:
        match part:
            case Constant():
                pass
            case InState(codes=codes):
                domains.setdefault(_STATE, {_OTHER}).update(codes)
            case Not(of=of):
                self.collect(of, domains)
            case All(of=parts) | Some(of=parts) | Exactly(of=parts):
                for inner in parts:
                    self.collect(inner, domains)
            case _:
                name, value = self._variable(part)
                usual = {True, False} if value is True else {_OTHER, _NONE}
                domains.setdefault(name, set(usual)).add(value)

    def holds(self, part: Condition, case: Case) -> bool:  # noqa: PLR0911 -- one for each kind of condition
        """Return whether a condition holds in one case."""
        match part:
            case Constant(holds=holds):
                return holds
            case InState(codes=codes):
                return case[_STATE] in codes
            case Not(of=of):
                return not self.holds(of, case)
            case All(of=parts):
                return all(self.holds(inner, case) for inner in parts)
            case Some(of=parts, least=least):
                return sum(self.holds(inner, case) for inner in parts) >= least
            case Exactly(of=parts, count=count):
                return sum(self.holds(inner, case) for inner in parts) == count
        name, value = self._variable(part)
        equal = case[name] == value
        is_negative = isinstance(part, Filled) and value == _NONE
        is_negative |= isinstance(part, Compare) and part.operator is Operator.NOT_EQUAL
        return equal != is_negative


def circle(outcomes: Iterable[Outcome], places: Places) -> list[Outcome]:
    """Return the rules that make elements depend on each other in a circle; [] if none do.

    What is shown reads answers, and an answer counts only while it is shown.
    """
    edges: dict[str, list[tuple[str, Outcome | None]]] = {}
    for place in (place for found in places.by_id.values() for place in found):
        above = f"v:{place.parent.path}" if place.parent else ""
        edges.setdefault(f"v:{place.path}", []).append((above, None))
        own = edges.setdefault(f"a:{place.path}", [])
        own.append((f"v:{place.path}", None))
        own += [(f"a:{child.path}", None) for child in place.children]
    for outcome in outcomes:
        for made in outcome.made:
            if made.place is not None and made.effect in _SHOWING and not made.refused:
                for reference in references(made.condition):
                    read = resolve(reference, made.bearer, places)
                    edges[f"v:{made.place.path}"].append((f"a:{read.path}", outcome))
    return _walk(edges)


def _walk(edges: Mapping[str, list[tuple[str, Outcome | None]]]) -> list[Outcome]:
    done: set[str] = set()
    for start in edges:
        way: list[tuple[str, Iterator[tuple[str, Outcome | None]], Outcome | None]] = []
        if start not in done:
            way.append((start, iter(edges[start]), None))
        on_way = {start}
        while way:
            vertex, following, _ = way[-1]
            step = next(following, None)
            if step is None:
                way.pop()
                on_way.discard(vertex)
                done.add(vertex)
            elif step[0] in on_way:
                names = [name for name, _, _ in way]
                circle = way[names.index(step[0]) + 1 :]
                rules = [rule for _, _, rule in circle if rule] + ([step[1]] if step[1] else [])
                return list({id(rule): rule for rule in rules}.values())
            elif step[0] in edges and step[0] not in done:
                way.append((step[0], iter(edges[step[0]]), step[1]))
                on_way.add(step[0])
    return []
