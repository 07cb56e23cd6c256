"""The grammar of consequences: what happens to which elements.

effects     = effect { ("und" | ",") effect }
effect      = "zeige" elements ["als Pflicht"] ["nicht"] "an" | "blende" elements "aus" | "aktiviere" elements …
            | modal elements predicate | elements modal predicate
predicate   = ["nicht"] ["mit" value] act { "und" act } [auxiliary]
"""

from dataclasses import dataclass, field, replace

from kreishaus.services.forms.formats.xdatenfelder.rules import conditions, naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.acts import SAYS, act, act_ahead, meaning
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor, NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    Clause,
    Condition,
    Effect,
    InState,
    Operator,
    Reference,
    Value,
    both,
)

IMPERATIVES = frozenset(["zeige", "blende", "aktiviere", "deaktiviere", "mache"])
_NOMINAL = {
    "anzeige": Effect.SHOW, "anzeigen": Effect.SHOW, "einblenden": Effect.SHOW, "einblendung": Effect.SHOW,
    "ausblenden": Effect.HIDE, "ausblendung": Effect.HIDE,
}  # fmt: skip
_BULLETS = frozenset("-–•*")
_UNSAID = "Das Verb fehlt. Gemeint ist wohl „aktiviere“."
_NAMED_AGAIN = (
    "felder",
    "feld",
    "datenfelder",
    "datenfeld",
    "gruppen",
    "gruppe",
    "datenfeldgruppen",
    "datenfeldgruppe",
)


@dataclass(slots=True)
class Said:
    """The effects of one part of a sentence, and what `es` and `die Felder` mean after it."""

    clauses: list[Clause] = field(default_factory=list)
    last: tuple[Reference, ...] = ()
    states: list[str] = field(default_factory=list)
    """the Länder for which it is said: `ist für die Länder TH und HH zu befüllen`"""

    modal: str = ""
    """the verb that the next effect may leave out"""
    given: Condition | None = None
    """a condition within the sentence: `A muss bei B = Ja befüllt werden`"""

    def add(self, effect: Effect, targets: tuple[Reference, ...], value: Value | None = None) -> None:
        """Note one effect."""
        self.last = targets
        self.clauses.append(Clause(effect, targets, value=value))


def effect_ahead(cursor: Cursor, ahead: int = 0) -> bool:
    """Tell whether an effect begins here."""
    return cursor.peek(ahead).word in IMPERATIVES | wording.MODALS or naming.element_ahead(cursor, ahead)


def effects(cursor: Cursor, earlier: tuple[Reference, ...] = ()) -> Said:
    """Read all effects of a part of a sentence; `earlier` are the elements named before it.

    :raises NotUnderstood: where the text leaves the grammar.
    """
    said = Said(last=earlier)
    effect(cursor, said)
    while _another(cursor):
        effect(cursor, said)
    if said.states:
        scope = InState(tuple(said.states))
        said.clauses = [replace(clause, when=scope) for clause in said.clauses]
    if said.given is not None:
        said.clauses = [replace(clause, when=both(clause.when, said.given)) for clause in said.clauses]
    return said


def _another(cursor: Cursor) -> bool:
    ahead = 0
    while cursor.is_mark(",", ahead) or cursor.peek(ahead).word in wording.AND:
        ahead += 1
    if not ahead or not effect_ahead(cursor, ahead):
        return False
    cursor.at += ahead
    return True


def effect(cursor: Cursor, said: Said) -> None:
    """Read one effect."""
    verb = cursor.take(IMPERATIVES)
    if verb == "zeige":
        _show(cursor, said)
    elif verb == "blende":
        targets = _targets(cursor, said)
        word = cursor.need({"aus", "ein"}, "aus")
        said.add(Effect.HIDE if word == "aus" else Effect.SHOW, targets)
    elif verb == "mache":
        targets = _targets(cursor, said)
        cursor.need({"zu", "zur", "zum"}, "zu einer Pflichtangabe")
        cursor.take({"einer", "einem"})
        cursor.need(wording.DUTY, "Pflichtangabe")
        said.add(Effect.REQUIRE, targets)
    elif verb:
        said.add(Effect.SHOW if verb == "aktiviere" else Effect.HIDE, _targets(cursor, said))
    elif modal := cursor.take(wording.MODALS):
        _colour_before(cursor)
        _predicate(cursor, said, modal, _targets(cursor, said))
    elif _nominal(cursor, said):
        return
    else:
        _straight(cursor, said)


def _colour_before(cursor: Cursor) -> None:
    """Skip `auch` between `muss` and the element."""
    while cursor.word in wording.COLOUR and naming.element_ahead(cursor, 1):
        cursor.next()


def _nominal(cursor: Cursor, said: Said) -> bool:
    """Read `Anzeige von A`, `Ausblenden von A`: a heading of what happens."""
    start = cursor.at
    word = cursor.take(_NOMINAL.keys())
    if word and cursor.take({"von", "der", "des"}) and naming.element_ahead(cursor):
        said.add(_NOMINAL[word], naming.elements(cursor))
        return True
    cursor.at = start
    return False


def _straight(cursor: Cursor, said: Said) -> None:
    targets = _targets(cursor, said)
    modal = cursor.take(wording.MODALS)
    if modal:
        _predicate(cursor, said, modal, targets)
        return
    if cursor.take({"entfaellt", "entfallen"}) or cursor.take_phrase(("bleibt", "leer"), ("bleiben", "leer")):
        said.add(Effect.FORBID, targets)
        return
    if cursor.take({"erscheint", "erscheinen"}):
        said.add(Effect.SHOW, targets)
        return
    if said.modal and act_ahead(cursor, 0):
        # "ist A anzuzeigen und B auszublenden": the verb is said once.
        _predicate(cursor, said, said.modal, targets)
        return
    if (found := _verbless(cursor)) is not None:
        said.add(found, targets)
        return
    if cursor.peek().kind in (Kind.MARK, Kind.END) or cursor.word in wording.AND:
        cursor.doubt(_UNSAID)
        said.add(Effect.SHOW, targets)
        return
    raise cursor.fail("muss, darf, ist oder wird")


def _verbless(cursor: Cursor) -> Effect | None:
    """Read `A = Pflicht`, `A optional`, `A einblenden`: notes instead of sentences."""
    start = cursor.at
    if cursor.peek().operator is Operator.EQUAL or cursor.is_mark(":"):
        cursor.next()
    found = act(cursor)
    if found in SAYS and found != "fill":
        return SAYS[found]
    cursor.at = start
    return None


def bei(cursor: Cursor) -> Condition | None:
    """Read `bei Auswahl von 002 in A`, `bei "Ja" in A`, `bei A = Ja`; None if `bei` says something else."""
    start = cursor.at
    try:
        return conditions.condition(cursor)
    except NotUnderstood:
        cursor.at = start
        return None


def _targets(cursor: Cursor, said: Said) -> tuple[Reference, ...]:
    if naming.element_ahead(cursor):
        return naming.elements(cursor)
    start = cursor.at
    if (found := _listed(cursor)) is not None:
        return found
    if cursor.take(wording.PRONOUNS | {"die", "das"}):
        if (cursor.take(_NAMED_AGAIN) or cursor.tokens[start].word in wording.PRONOUNS) and said.last:
            return said.last
        cursor.at = start
    raise cursor.fail("ein Feld oder eine Gruppe")


def _listed(cursor: Cursor) -> tuple[Reference, ...] | None:
    """Read `sind folgende Felder anzuzeigen: A, B, C` and give the list its place in the sentence; None if absent."""
    start = cursor.at
    cursor.take({"die", "das"})
    if not (cursor.take({"folgende", "folgenden", "folgendes"}) and cursor.take(wording.ELEMENTS)):
        cursor.at = start
        return None
    colon = next((at for at in range(cursor.at, len(cursor.tokens)) if cursor.tokens[at].text in (":", ".")), 0)
    inner = Cursor([token for token in cursor.tokens[colon + 1 :] if token.text not in _BULLETS], cursor.names)
    if not colon or cursor.tokens[colon].text != ":" or not naming.element_ahead(inner):
        cursor.at = start
        return None
    found = naming.elements(inner)
    if inner.peek().kind is not Kind.END:
        inner.take_mark(".")
    if inner.peek().kind is not Kind.END or inner.doubts:
        raise inner.fail("das Ende der Aufzählung")
    cursor.tokens = cursor.tokens[:colon]
    return found


def _show(cursor: Cursor, said: Said) -> None:
    duty = _as_duty(cursor)
    targets = _targets(cursor, said)
    duty |= _as_duty(cursor)
    negated = bool(cursor.take({"nicht"}))
    cursor.take({"an"})
    negated |= bool(cursor.take({"nicht"}))
    said.add(Effect.HIDE if negated else Effect.SHOW, targets)
    if duty and negated:
        raise cursor.fail("entweder Pflicht oder nicht zeigen")
    if duty:
        said.add(Effect.REQUIRE, targets)


def _as_duty(cursor: Cursor) -> bool:
    if cursor.word == "als" and cursor.peek(1).word in wording.DUTY:
        cursor.at += 2
        return True
    return False


def _predicate(cursor: Cursor, said: Said, modal: str, targets: tuple[Reference, ...]) -> None:
    """Read what has to be or must not be, and note what it means for the elements."""
    acts: list[str] = []
    value: Value | None = None
    negated = False
    said.modal = modal
    while True:
        cursor.skip_stray()
        if cursor.word == "bei" and said.given is None and (given := bei(cursor)) is not None:
            said.given = given
            continue
        if _colour(cursor) or _states(cursor, said):
            continue
        if cursor.take({"nicht"}):
            negated = True
        elif cursor.word == "mit" and value is None:
            cursor.next()
            value = _given(cursor, targets)
        elif found := act(cursor):
            acts.append(found)
            cursor.take_all(wording.AUXILIARIES)
            if not (cursor.word in wording.AND and act_ahead(cursor)):
                break
            cursor.next()
        else:
            raise cursor.fail("befüllt, angezeigt, ausgeblendet oder Pflichtangabe")
    for effect_ in meaning(cursor, modal, acts, negated=negated, value=value):
        said.add(effect_, targets, value if effect_ is Effect.SET else None)


def _colour(cursor: Cursor) -> bool:
    """Skip words that change nothing."""
    if cursor.word == "verpflichtend" and not act_ahead(cursor):
        return False
    return bool(cursor.take(wording.COLOUR)) or cursor.take_phrase(*(place for place in wording.PLACES))


def _states(cursor: Cursor, said: Said) -> bool:
    for phrase in (("fuer", "die"), ("fuer", "das"), ("in", "den"), ("in",), ("fuer",)):
        if cursor.at_phrase(phrase) and cursor.peek(len(phrase)).word in wording.STATE_WORDS:
            cursor.at += len(phrase) + 1
            said.states = naming.states(cursor)
            if not said.states:
                raise cursor.fail("ein Land")
            return True
    return False


def _given(cursor: Cursor, targets: tuple[Reference, ...]) -> Value:
    found = naming.value(cursor, targets[-1])
    if not isinstance(found, Value):
        raise cursor.fail("ein fester Wert")
    return found
