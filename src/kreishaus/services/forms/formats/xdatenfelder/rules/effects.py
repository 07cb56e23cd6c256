"""The grammar of consequences: what happens to which elements.

effects     = effect { ("und" | ",") effect }
effect      = "zeige" elements ["als Pflicht"] ["nicht"] "an" | "blende" elements "aus" | "aktiviere" elements …
            | modal elements predicate | elements modal predicate
predicate   = ["nicht"] ["mit" value] act { "und" act } [auxiliary]
"""

from dataclasses import dataclass, field, replace

from kreishaus.services.forms.formats.xdatenfelder.rules import naming, wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Clause, Effect, InState, Reference, Value

IMPERATIVES = frozenset(["zeige", "blende", "aktiviere", "deaktiviere", "mache"])
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
        _predicate(cursor, said, modal, _targets(cursor, said))
    else:
        _straight(cursor, said)


def _straight(cursor: Cursor, said: Said) -> None:
    targets = _targets(cursor, said)
    modal = cursor.take(wording.MODALS)
    if modal:
        _predicate(cursor, said, modal, targets)
        return
    if cursor.peek().kind in (Kind.MARK, Kind.END) or cursor.word in wording.AND:
        cursor.doubt(_UNSAID)
        said.add(Effect.SHOW, targets)
        return
    raise cursor.fail("muss, darf, ist oder wird")


def _targets(cursor: Cursor, said: Said) -> tuple[Reference, ...]:
    if naming.element_ahead(cursor):
        return naming.elements(cursor)
    start = cursor.at
    if cursor.take(wording.PRONOUNS | {"die", "das"}):
        if (cursor.take(_NAMED_AGAIN) or cursor.tokens[start].word in wording.PRONOUNS) and said.last:
            return said.last
        cursor.at = start
    raise cursor.fail("ein Feld oder eine Gruppe")


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
    if modal in ("kann", "koennen", "soll", "sollen"):
        raise cursor.fail("muss oder darf, denn „kann“ und „soll“ verpflichten nicht")
    acts: list[str] = []
    value: Value | None = None
    negated = False
    while True:
        cursor.skip_stray()
        if _colour(cursor) or _states(cursor, said):
            continue
        if cursor.take({"nicht"}):
            negated = True
        elif cursor.word == "mit" and value is None:
            cursor.next()
            value = _given(cursor, targets)
        elif act := _act(cursor):
            acts.append(act)
            cursor.take_all(wording.AUXILIARIES)
            if not (cursor.word in wording.AND and _act_ahead(cursor)):
                break
            cursor.next()
        else:
            raise cursor.fail("befüllt, angezeigt, ausgeblendet oder Pflichtangabe")
    for effect_ in _meaning(cursor, modal, acts, negated=negated, value=value):
        said.add(effect_, targets, value if effect_ is Effect.SET else None)


def _colour(cursor: Cursor) -> bool:
    """Skip words that change nothing."""
    if cursor.word == "verpflichtend" and not _act_ahead(cursor):
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


def _act_ahead(cursor: Cursor) -> bool:
    for ahead in range(1, 8):
        word = cursor.peek(ahead).word
        if word in wording.FILL | wording.SHOW | wording.HIDE | wording.PREFILL:
            return True
        if word not in wording.COLOUR | {"zu", "in", "der", "im", "antragsstrecke", "nicht", "formular", "antrag"}:
            return False
    return False


def _act(cursor: Cursor) -> str:
    """Take one act and return its kind: fill, show, hide, prefill, duty, empty."""
    start = cursor.at
    cursor.take({"zu", "zur", "zum", "als"})
    cursor.take({"ein", "eine", "einer", "einem"})
    word = cursor.word
    kinds = {
        "fill": wording.FILL,
        "show": wording.SHOW,
        "hide": wording.HIDE,
        "prefill": wording.PREFILL,
        "duty": wording.DUTY,
        "empty": {"leer"},
    }
    kind = next((name for name, words in kinds.items() if word in words), "")
    if kind:
        cursor.next()
        return kind
    cursor.at = start
    return ""


def _meaning(cursor: Cursor, modal: str, acts: list[str], *, negated: bool, value: Value | None) -> list[Effect]:
    """Return the effects of a predicate; what the language leaves open is not understood."""
    if value is not None or "prefill" in acts:
        if sorted(acts) == ["hide", "prefill"] and value is not None and not negated and modal in wording.NEEDS:
            return [Effect.SET, Effect.CONCEAL]
        raise cursor.fail("vorbefüllt und ausgeblendet")
    kinds = set(acts)
    if modal in wording.MAY:
        return _permitted(cursor, kinds, negated=negated)
    if not negated:
        meaning = {
            "fill": Effect.REQUIRE,
            "duty": Effect.REQUIRE,
            "show": Effect.SHOW,
            "hide": Effect.HIDE,
            "empty": Effect.FORBID,
        }
        if "hide" in kinds and kinds & {"fill", "show", "duty"}:
            raise cursor.fail("entweder zeigen oder ausblenden")
        return list(dict.fromkeys(meaning[act] for act in acts))
    if kinds == {"show"} or (kinds == {"show", "fill"} and modal not in ("muss", "muessen")):
        if modal in ("muss", "muessen"):
            raise cursor.fail("„darf nicht“, denn „muss nicht“ lässt es offen")
        return [Effect.HIDE]
    if kinds == {"fill"} and modal in ("ist", "sind"):
        return [Effect.FORBID]
    raise cursor.fail("„darf nicht“, denn „muss nicht“ lässt es offen")


def _permitted(cursor: Cursor, kinds: set[str], *, negated: bool) -> list[Effect]:
    if not negated:
        raise cursor.fail("„darf nicht“ oder „muss“")
    if kinds == {"empty"}:
        return [Effect.REQUIRE]
    if kinds <= {"show", "fill"}:
        return [Effect.HIDE] if "show" in kinds else [Effect.FORBID]
    raise cursor.fail("befüllt oder angezeigt")
