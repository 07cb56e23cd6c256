"""What is done with an element: filled in, shown, hidden, a duty; and what `muss` and `darf nicht` make of it."""

from kreishaus.services.forms.formats.xdatenfelder.rules import wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Effect, Value

SAYS = {
    "fill": Effect.REQUIRE,
    "duty": Effect.REQUIRE,
    "show": Effect.SHOW,
    "hide": Effect.HIDE,
    "empty": Effect.FORBID,
    "free": Effect.OPTIONAL,
}


def act_ahead(cursor: Cursor, start: int = 1) -> bool:
    """Tell whether an act follows, with words between that change nothing."""
    for ahead in range(start, start + 7):
        word = cursor.peek(ahead).word
        if word in wording.FILL | wording.SHOW | wording.HIDE | wording.PREFILL:
            return True
        if word not in wording.COLOUR | {"zu", "in", "der", "im", "antragsstrecke", "nicht", "formular", "antrag"}:
            return False
    return False


def act(cursor: Cursor) -> str:
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
        "allowed": {"zulaessig", "erlaubt", "moeglich"},
        "refused": {"unzulaessig"},
        "free": wording.OPTIONAL,
    }
    kind = next((name for name, words in kinds.items() if word in words), "")
    if kind:
        cursor.next()
        if kind == "empty":
            cursor.take_phrase(("zu", "lassen"), ("zu", "bleiben"), ("bleiben",), ("lassen",))
        return kind
    cursor.at = start
    return ""


def meaning(  # noqa: C901, PLR0911 -- one for each combination of words
    cursor: Cursor, modal: str, acts: list[str], *, negated: bool, value: Value | None
) -> list[Effect]:
    """Return the effects of a predicate; what the language leaves open is not understood."""
    if value is not None or "prefill" in acts:
        if sorted(acts) == ["hide", "prefill"] and value is not None and not negated and modal in wording.NEEDS:
            return [Effect.SET, Effect.CONCEAL]
        raise cursor.fail("vorbefüllt und ausgeblendet")
    kinds = set(acts)
    if modal in ("kann", "koennen", "soll", "sollen") and kinds & {"fill", "duty", "empty"} and not negated:
        if modal in ("kann", "koennen") and kinds == {"fill"}:
            return [Effect.PERMIT]
        raise cursor.fail("muss oder darf, denn „kann“ und „soll“ verpflichten nicht")
    if modal in ("kann", "koennen"):
        raise cursor.fail("muss oder darf, denn „kann“ verpflichtet nicht")
    if kinds & {"allowed", "refused", "free"}:
        return _stance(cursor, modal, kinds, negated=negated)
    if modal in wording.MAY:
        return _permitted(cursor, kinds, negated=negated)
    if not negated:
        if "hide" in kinds and kinds & {"fill", "show", "duty"}:
            raise cursor.fail("entweder zeigen oder ausblenden")
        return list(dict.fromkeys(SAYS[act] for act in acts))
    if kinds == {"show"} or (kinds == {"show", "fill"} and modal not in ("muss", "muessen")):
        if modal in ("muss", "muessen"):
            raise cursor.fail("„darf nicht“, denn „muss nicht“ lässt es offen")
        return [Effect.HIDE]
    if kinds == {"fill"} and modal in ("ist", "sind"):
        return [Effect.FORBID]
    raise cursor.fail("„darf nicht“, denn „muss nicht“ lässt es offen")


def _stance(cursor: Cursor, modal: str, kinds: set[str], *, negated: bool) -> list[Effect]:
    """Return what `zulässig`, `unzulässig` and `optional` mean."""
    if modal not in ("ist", "sind") or len(kinds) > 1 or (negated and kinds != {"allowed"}):
        raise cursor.fail("ist zulässig oder nicht zulässig")
    if negated or kinds == {"refused"}:
        return [Effect.FORBID]
    return [Effect.PERMIT if kinds == {"allowed"} else Effect.OPTIONAL]


def _permitted(cursor: Cursor, kinds: set[str], *, negated: bool) -> list[Effect]:
    if not negated and kinds == {"fill"}:
        return [Effect.PERMIT]
    if not negated:
        raise cursor.fail("„darf nicht“ oder „muss“")
    if kinds == {"empty"}:
        return [Effect.REQUIRE]
    if kinds <= {"show", "fill"}:
        return [Effect.HIDE] if "show" in kinds else [Effect.FORBID]
    raise cursor.fail("befüllt oder angezeigt")
