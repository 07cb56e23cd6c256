"""All rules of a schema: which of them the form carries out, which wait for a person, and why.

A rule is carried out only if every word of it was read, every number means one element, every value
fits its field, and no other rule says the opposite. Anything else is a proposal beside its text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kreishaus.services.forms.formats.xdatenfelder.items import law_texts
from kreishaus.services.forms.formats.xdatenfelder.model import Rule
from kreishaus.services.forms.formats.xdatenfelder.rules.assertions import CALCULATION
from kreishaus.services.forms.formats.xdatenfelder.rules.codes import disputed
from kreishaus.services.forms.formats.xdatenfelder.rules.conflicts import circle, clashing
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.grammar import understand
from kreishaus.services.forms.formats.xdatenfelder.rules.making import NEGATIVE, Made, Outcome, make
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place, Places
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Effect, Understood
from kreishaus.services.forms.formats.xdatenfelder.values import Item


@dataclass(frozen=True, slots=True)
class Posed:
    """A rule as it stands on one bearer; None is the schema itself."""

    rule: Rule
    bearer: Place | None


@dataclass(slots=True)
class Translated:
    """What became of one posed rule: rules of the form, or a review with a proposal."""

    posed: Posed
    id: str
    rules: list[Item] = field(default_factory=list)
    """rules of form.yaml; a proposal if `reasons` has something in it"""
    reasons: list[str] = field(default_factory=list)
    """why it is not carried out, for people"""
    made: list[Made] = field(default_factory=list)
    """every effect with its condition, before what says nothing new is left out"""
    concealed: list[Place] = field(default_factory=list)
    implied: list[Place] = field(default_factory=list)
    """what the structure asks for anyway, though the rule names a condition"""

    @property
    def is_executable(self) -> bool:
        """Whether the form carries the rule out."""
        return not self.reasons


def translate(posed: Sequence[Posed], places: Places) -> list[Translated]:
    """Return the translation of every rule, in the given order; ids are unique."""
    grammar = _Reader(places)
    outcomes = [grammar.outcome(each.rule, _kept(each.bearer)) for each in posed]
    certain = [outcome for outcome in outcomes if outcome.is_certain]
    for outcome, reason in list(disputed(certain, places)):
        outcome.doubts = list(dict.fromkeys([*outcome.doubts, reason]))
    certain = [outcome for outcome in certain if outcome.is_certain]
    for first, second, place in list(clashing(certain, places)):
        _doubt_both(first, second, place)
    certain = [outcome for outcome in certain if outcome.is_certain]
    _break_circles(certain, places)
    certain = [outcome for outcome in certain if outcome.is_certain]
    board = _Board(certain)
    ids = _ids(posed)
    return [board.translated(each, outcome, id_) for each, outcome, id_ in zip(posed, outcomes, ids, strict=True)]


class _Reader:
    """Reads each text once, however many places it stands in."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.known: dict[tuple[str, ...], Understood | str] = {}

    def outcome(self, rule: Rule, bearer: Place | None) -> Outcome:
        key = (rule.text, rule.kind, rule.script, *map(str, rule.targets))
        if key not in self.known:
            self.known[key] = self._read(rule)
        understood = self.known[key]
        if isinstance(understood, str):
            return Outcome(rule.id, bearer, doubts=[understood])
        return make(understood, rule.id, bearer, self.places)

    def _read(self, rule: Rule) -> Understood | str:
        try:
            understood = understand(rule.text, self.places)
        except NotUnderstood as error:
            return str(error)
        if rule.kind == "B" and CALCULATION in understood.doubts:
            understood.doubts.remove(CALCULATION)
        if rule.script:
            understood.doubts.append("Die Regel bringt ein eigenes Skript mit, das wir nicht ausführen.")
        named = {reference.element for reference in rule.targets}
        meant = {target.ids[-1] for clause in understood.clauses for target in clause.targets}
        if named and meant and not meant <= named:
            understood.doubts.append("Der Text nennt andere Ziele als die Regel selbst.")
        return understood


def _kept(bearer: Place | None) -> Place | None:
    """Return the bearer, or the nearest group around it that is in the form."""
    while bearer is not None and not bearer.is_kept:
        bearer = bearer.parent
    return bearer


def _doubt_both(first: Outcome, second: Outcome, place: Place) -> None:
    if first is second:
        reason = f"Die Regel zeigt und verbirgt „{place.title}“ bei derselben Antwort."
        first.doubts = list(dict.fromkeys([*first.doubts, reason]))
        return
    for one, other in ((first, second), (second, first)):
        reason = f"Die Regel {other.number} sagt zu „{place.title}“ das Gegenteil."
        one.doubts = list(dict.fromkeys([*one.doubts, reason]))


def _break_circles(outcomes: Sequence[Outcome], places: Places) -> None:
    """Where hiding would run in a circle, show what must stay empty and refuse it when filled in."""
    while found := circle([outcome for outcome in outcomes if outcome.is_certain], places):
        forbidding = [
            made for outcome in found for made in outcome.made if made.effect is Effect.FORBID and not made.refused
        ]
        for made in forbidding:
            made.refused = True
        if not forbidding:
            for outcome in found:
                outcome.doubts.append("Die Felder würden im Kreis voneinander abhängen.")


def _ids(posed: Iterable[Posed]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for each in posed:
        seen[each.rule.id] += 1
        count = seen[each.rule.id]
        ids.append(each.rule.id if count == 1 else f"{each.rule.id}#{count}")
    return ids


class _Board:
    """Everything that is certain, to see what the rules do together."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        made = [each for outcome in outcomes for each in outcome.made if each.place]
        self.shown = {id(each.place) for each in made if each.effect is Effect.SHOW and not each.implied}
        self.hidden = {id(each.place) for each in made if each.effect in NEGATIVE or id(each.place) in self.shown}

    def translated(self, posed: Posed, outcome: Outcome, identity: str) -> Translated:
        found = Translated(posed, identity, reasons=outcome.doubts, made=outcome.made)
        own = {id(made.place) for made in outcome.made if made.effect is Effect.SHOW and not made.implied}
        entries: dict[tuple[str, str], Item] = {}
        for made in outcome.made:
            if made.effect is Effect.CONCEAL and made.place:
                found.concealed.append(made.place)
            else:
                self._enter(made, own, entries)
            if made.implied and made.place and made.when != "true" and not _is_shown_by(made, outcome):
                found.implied.append(made.place)
        found.rules = _numbered(identity, list(entries.values()), law_texts(posed.rule.bases))
        return found

    def _enter(self, made: Made, own: set[int], entries: dict[tuple[str, str], Item]) -> None:
        if made.effect is Effect.VALID:
            spot = next((spot for spot in made.spots if id(spot) not in self.hidden), made.spots[0])
            item: Item = {"valid": made.valid, "message": made.message, "at": spot.path}
            entries[made.valid, made.when] = item | ({"when": made.when} if made.when else {})
            return
        if made.place is None:
            return
        if made.effect is Effect.SET:
            entries[made.place.path, "set"] = {"set": made.place.path, "to": made.value}
            return
        if made.refused:
            _extend(entries, "forbid", made)
            return
        if made.effect in NEGATIVE:
            # What a rule shows under a condition is hidden otherwise: saying it again would add nothing.
            if id(made.place) not in own:
                _extend(entries, "hide", made)
            return
        if id(made.place) in self.shown | own:
            _extend(entries, "show", made)
        if made.effect is Effect.REQUIRE and not made.implied:
            _extend(entries, "require", made)


def _is_shown_by(made: Made, outcome: Outcome) -> bool:
    """Tell whether the rule shows or hides the element as well: then its condition is no news."""
    effects = {each.effect for each in outcome.made if each.place is made.place}
    return bool(effects & (NEGATIVE | {Effect.SHOW}))


def _extend(entries: dict[tuple[str, str], Item], effect: str, made: Made) -> None:
    path = made.place.path if made.place else ""
    item = entries.setdefault((effect, made.when), {effect: [], "when": made.when})
    if path not in item[effect]:
        item[effect].append(path)


def _numbered(identity: str, items: list[Item], basis: str | list[str]) -> list[Item]:
    rules = []
    for number, item in enumerate(items, 1):
        one = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in item.items()}
        when = one.pop("when", "")
        rule: Item = {"id": identity if len(items) == 1 else f"{identity}.{number}"} | one
        if when:
            rule["when"] = when
        if basis:
            rule["basis"] = basis
        rules.append(rule)
    return rules
