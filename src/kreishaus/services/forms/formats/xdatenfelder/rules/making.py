"""From what a rule says to what the form does: effects on places, with conditions in CEL.

What must not be filled in is hidden: nobody sees it, and hidden answers are never submitted.
Where the structure asks for an element anyway (1:1), a rule that asks for it adds nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kreishaus.services.forms.formats.xdatenfelder.model import ImportedField
from kreishaus.services.forms.formats.xdatenfelder.rules.compiling import Compiler
from kreishaus.services.forms.formats.xdatenfelder.rules.literals import NotComputable, literal
from kreishaus.services.forms.formats.xdatenfelder.rules.places import Place, Places, Unresolved, resolve
from kreishaus.services.forms.formats.xdatenfelder.rules.statements import WHOLE_GROUP
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    ALWAYS,
    Between,
    Clause,
    Compare,
    Computed,
    Condition,
    Effect,
    Exactly,
    Filled,
    Not,
    Reference,
    Some,
    Understood,
    ValidDate,
    Value,
    decided,
    references,
)

POSITIVE = frozenset({Effect.SHOW, Effect.REQUIRE})
NEGATIVE = frozenset({Effect.HIDE, Effect.FORBID})


@dataclass(slots=True)
class Made:
    """One effect on one place. `implied`: the structure of the form does it already."""

    effect: Effect
    place: Place | None
    when: str
    condition: Condition
    bearer: Place | None
    valid: str = ""
    message: str = ""
    value: str = ""
    read: tuple[Place, ...] = ()
    """what its condition or check reads, in the order of the text"""
    spots: tuple[Place, ...] = ()
    """places at which the message of a check may stand, the best one first"""
    implied: bool = False
    refused: bool = False
    """shown all the same, but refused when filled in: hiding it would run in a circle"""


@dataclass(slots=True)
class Outcome:
    """What became of one rule on one bearer. With `doubts` its effects are a proposal only."""

    number: str
    bearer: Place | None
    made: list[Made] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        """Whether the form may do it without asking anybody."""
        return not self.doubts


def make(understood: Understood, number: str, bearer: Place | None, places: Places) -> Outcome:
    """Return the effects of a rule; what does not fit the form becomes a doubt."""
    outcome = Outcome(number, bearer, doubts=list(understood.doubts))
    maker = _Maker(places, bearer, outcome)
    for clause in understood.clauses:
        try:
            maker.clause(clause)
        except (NotComputable, Unresolved) as error:
            outcome.doubts.append(str(error))
    return outcome


class _Maker:
    def __init__(self, places: Places, bearer: Place | None, outcome: Outcome) -> None:
        self.places = places
        self.bearer = bearer
        self.outcome = outcome

    def clause(self, clause: Clause) -> None:
        if clause.effect is Effect.VALID:
            self._check(clause)
            return
        if clause.effect is Effect.PERMIT:
            raise NotComputable("„Darf“ und „kann“ ohne „nur“ verlangen nichts.")
        for target in clause.targets:
            place = resolve(target, self.bearer, self.places)
            if clause.effect is Effect.OPTIONAL:
                if not place.optional:
                    raise NotComputable(f"„{place.title}“ ist nach der Anzahl im Schema immer Pflicht.")
                continue
            if clause.effect in (Effect.SET, Effect.CONCEAL):
                self._prefill(clause, place)
            else:
                self._effect(clause, place)

    def _cel(self, condition: Condition, target: Place | None, *, positive: bool) -> str:
        return Compiler(self.places, self.bearer, target, positive=positive).text(condition)

    def _effect(self, clause: Clause, place: Place) -> None:
        effect = clause.effect
        if effect is Effect.REQUIRE and not place.has_value:
            if self._shown(place):
                return
            self.outcome.doubts.append(f"„{place.title}“ lässt sich nicht ausfüllen. Es wird stattdessen gezeigt.")
            effect = Effect.SHOW
        if any(around is place for around in self._read(clause.when)):
            raise NotComputable(f"„{place.title}“ soll von sich selbst abhängen.")
        condition = decided(clause.when) if effect in POSITIVE else clause.when
        when = self._cel(condition, place, positive=effect in POSITIVE)
        implied = self._implied(effect, condition, place)
        self._add(effect, place, when, condition, implied=implied)
        if effect is Effect.REQUIRE:
            self._require_around(place, condition)

    def _read(self, condition: Condition) -> Iterator[Place]:
        """Yield what a condition reads, with the groups around it that do not bear the rule."""
        own = {id(self.bearer), *(id(place) for place in (self.bearer.around() if self.bearer else ()))}
        for reference in references(condition):
            place = resolve(reference, self.bearer, self.places)
            yield place
            yield from (around for around in place.around() if id(around) not in own)

    def _implied(self, effect: Effect, when: Condition, place: Place) -> bool:
        if effect is Effect.REQUIRE:
            return not place.optional and (not place.is_group or _asks_for_something(place))
        return effect is Effect.SHOW and when == ALWAYS

    def _require_around(self, place: Place, when: Condition) -> None:
        """Ask for the optional groups as well in which something lies that must be filled in."""
        own = {id(self.bearer), *(id(around) for around in (self.bearer.around() if self.bearer else ()))}
        for around in place.around():
            if id(around) in own:
                return
            if around.element.multiplicity.repeats and around.optional:
                self.outcome.doubts.append(f"„{place.title}“ liegt in „{around.title}“, das mehrfach vorkommen kann.")
            elif around.optional and not around.element.multiplicity.repeats:
                self._add(Effect.REQUIRE, around, self._cel(when, around, positive=True), when, implied=False)

    def _shown(self, place: Place) -> bool:
        return any(made.place is place and made.effect is Effect.SHOW for made in self.outcome.made)

    def _add(self, effect: Effect, place: Place, when: str, condition: Condition, *, implied: bool) -> None:
        read = tuple(resolve(reference, self.bearer, self.places) for reference in references(condition))
        self.outcome.made.append(Made(effect, place, when, condition, self.bearer, read=read, implied=implied))

    def _prefill(self, clause: Clause, place: Place) -> None:
        if isinstance(clause.value, Computed):
            self._compute(clause, clause.value, place)
            return
        if clause.when != ALWAYS:
            raise NotComputable("Vorbefüllt und ausgeblendet wird nur ohne Bedingung.")
        if place.is_list or not isinstance(place.element, ImportedField) or not place.has_value:
            raise NotComputable(f"„{place.title}“ lässt sich nicht mit einem festen Wert vorbefüllen.")
        value = literal(place, clause.value) if clause.value else ""
        self.outcome.made.append(Made(clause.effect, place, "true", ALWAYS, self.bearer, value=value))

    def _compute(self, clause: Clause, value: Computed, place: Place) -> None:
        """Compute a field from others; without a condition only, for otherwise nobody knows what it is."""
        if clause.when != ALWAYS or place.is_list or not isinstance(place.element, ImportedField):
            raise NotComputable(f"„{place.title}“ lässt sich so nicht berechnen.")
        read = [resolve(part, self.bearer, self.places) for part in value.of if isinstance(part, Reference)]
        if place in read:
            raise NotComputable(f"„{place.title}“ soll von sich selbst abhängen.")
        text = Compiler(self.places, self.bearer, place).number(value, [*read, place])
        made = Made(Effect.SET, place, "true", ALWAYS, self.bearer, value=text, read=tuple(read))
        self.outcome.made.append(made)

    # --- checks -------------------------------------------------------------------------------

    def _check(self, clause: Clause) -> None:
        condition = decided(clause.when)
        valid = self._whole(clause.valid or ALWAYS)
        read = [resolve(reference, self.bearer, self.places) for reference in references(valid)]
        self._fits_structure(valid, read)
        target = read[-1]
        if any(place.outer != target.outer for place in read):
            raise NotComputable("Die Angaben liegen in verschiedenen Wiederholungen.")
        when = [self._cel(condition, target, positive=True)] if condition != ALWAYS else []
        when += [f"has({group.path})" for group in self._optional_around(target)]
        spots = self._spots(read)
        self.outcome.made.append(
            Made(
                Effect.VALID,
                None,
                " && ".join(when),
                condition,
                self.bearer,
                valid=self._cel(valid, target, positive=True),
                message=_message(valid, read),
                read=tuple(read),
                spots=spots,
            )
        )

    def _spots(self, read: list[Place]) -> tuple[Place, ...]:
        """Return where the message may stand: at the group that bears the rule, unless it is about one field or row."""
        several = len({id(place) for place in read}) > 1
        if self.bearer and several and not self.bearer.element.multiplicity.repeats:
            return (self.bearer,)
        return tuple(reversed(read))

    def _whole(self, condition: Condition) -> Condition:
        """Replace `ein Feld der Gruppe` by the fields of the group that bears the rule."""
        if not (isinstance(condition, Some | Exactly) and WHOLE_GROUP in references(condition)):
            return condition
        (says,) = condition.of
        fields = [child for child in (self.bearer.children if self.bearer else ()) if _suits(says, child)]
        if not fields:
            raise NotComputable("Die Gruppe hat keine Felder, die gemeint sein können.")
        named = [Reference((child.element.id,), child.title) for child in fields]
        return replace(condition, of=tuple(_of(says, each) for each in named))

    def _fits_structure(self, valid: Condition, read: list[Place]) -> None:
        needed = [place for place in read if not place.optional]
        if isinstance(valid, Exactly) and needed and all(isinstance(part, Filled) for part in valid.of):
            names = " und ".join(f"„{place.title}“" for place in needed)
            raise NotComputable(
                f"Nach der Struktur muss {names} immer befüllt sein. Die Regel erlaubt nur eines davon."
            )

    def _optional_around(self, target: Place) -> Iterator[Place]:
        """Yield the nearest group around that may be left out: a check waits until it is begun."""
        for around in target.around():
            if around.element.multiplicity.repeats:
                return
            if around.optional:
                yield around
                return


def _asks_for_something(group: Place) -> bool:
    """Tell whether a group that is always there cannot stay empty."""
    return any(
        not child.optional and child.has_value and (not child.is_group or _asks_for_something(child))
        for child in group.children
    )


def _suits(says: Condition, child: Place) -> bool:
    if isinstance(says, Compare):
        return child.type == "yes-no"
    return child.has_value


def _of(says: Condition, each: Reference) -> Condition:
    return replace(says, left=each) if isinstance(says, Compare) else Filled(each)


def _allowed(valid: Condition) -> list[str]:
    """Return the answers that a check allows, [] if it is about something else."""
    if not isinstance(valid, Some) or not isinstance(valid.of[0], Not):
        return []
    found = []
    for part in valid.of[1:]:
        if isinstance(part, Compare) and isinstance(part.right, Value):
            found.append(part.right.name or part.right.text)
        elif isinstance(part, Between):
            found.append(f"{part.first} bis {part.last}")
    return found


def _message(valid: Condition, read: list[Place]) -> str:
    """Return what a person should do if the check fails."""
    names = list(dict.fromkeys(f"„{place.title}“" for place in read))
    listed = ", ".join(names[:-1]) + " oder " + names[-1] if len(names) > 1 else names[0]
    if isinstance(valid, ValidDate):
        return "Diesen Tag gibt es im Kalender nicht. Bitte prüfen Sie Tag, Monat und Jahr."
    if allowed := _allowed(valid):
        return f"Bitte wählen Sie bei {names[0]} etwas davon: {', '.join(allowed)}."
    parts = valid.of if isinstance(valid, Some | Exactly) else ()
    ticked = any(isinstance(part, Compare) for part in parts)
    if isinstance(valid, Exactly):
        return (
            f"Bitte antworten Sie nur einmal mit Ja: {listed}."
            if ticked
            else f"Bitte füllen Sie genau eines davon aus: {listed}."
        )
    if isinstance(valid, Some):
        count = "eine" if valid.least == 1 else str(valid.least)
        if ticked:
            times = "einmal" if valid.least == 1 else f"{valid.least}-mal"
            return f"Bitte antworten Sie mindestens {times} mit Ja: {listed}."
        return f"Bitte füllen Sie mindestens {'eines' if valid.least == 1 else count} davon aus: {listed}."
    return f"Bitte prüfen Sie Ihre Angaben bei {listed}."
