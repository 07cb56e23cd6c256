"""Elements and values in a rule: `das Datenfeld F05000016271 "Auswahl" = 001 "Ja"`."""

from kreishaus.services.forms.formats.xdatenfelder.rules import wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Cursor, likeness
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, fold
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Reference, Today, Value

_HEADS = frozenset(["angabe", "angaben", "eingabe", "wert", "inhalt", "datum", "befuellung", "auswahl"])
_JOINED = frozenset(["von", "in", "im", "zu"])
_BEFORE = wording.ARTICLES | wording.ELEMENTS | wording.SEVERAL | _HEADS
_FARTHEST = 6
_OTHER_NAME = 0.45
_CODE_AND_NAME = 2
_LONGEST_CODE = 8


def element_ahead(cursor: Cursor, ahead: int = 0) -> bool:
    """Tell whether an element is named next, with or without an article."""
    for place in range(ahead, ahead + _FARTHEST):
        token = cursor.peek(place)
        if token.kind is Kind.REFERENCE:
            return True
        joined = token.word in _JOINED and cursor.peek(place - 1).word in _HEADS and place > ahead
        if token.kind is not Kind.STRAY and not joined and (token.kind is not Kind.WORD or token.word not in _BEFORE):
            return False
    return False


def element(cursor: Cursor) -> Reference:
    """Read one element with the name that follows its number.

    :raises NotUnderstood: if no element is named here.
    """
    if not element_ahead(cursor):
        raise cursor.fail("ein Feld oder eine Gruppe")
    while cursor.peek().kind is not Kind.REFERENCE:
        cursor.next()
    ids = cursor.next().ids
    return Reference(ids, _label(cursor, ids[-1]))


def elements(cursor: Cursor, joints: frozenset[str] = wording.AND) -> tuple[Reference, ...]:
    """Read a list of elements: with commas, joined by words, or simply one after the other."""
    found = [element(cursor)]
    while True:
        ahead = 0
        while cursor.is_mark(",", ahead) or (
            cursor.peek(ahead).kind is Kind.WORD and cursor.peek(ahead).word in joints
        ):
            ahead += 1
        if ahead > _CODE_AND_NAME or not element_ahead(cursor, ahead):
            return tuple(found)
        cursor.at += ahead
        found.append(element(cursor))


def _label(cursor: Cursor, number: str) -> str:
    """Take the name behind a number: in quotation marks, or word by word as the schema has it."""
    cursor.skip_stray()
    known = cursor.names.labels(number)
    token = cursor.peek()
    if token.kind is Kind.TEXT:
        if token.word in wording.YES | wording.NO and not any(fold(label) == token.word for label in known):
            return ""
        if not _is_answer(cursor, number, token.text):
            cursor.next()
            _compare(cursor, number, token.text)
            return token.text
        return ""
    count = cursor.name_here(known) or cursor.near_name_here(known)
    taken = " ".join(cursor.next().text for _ in range(count))
    cursor.skip_stray()
    return taken or _other_name(cursor, number)


def _other_name(cursor: Cursor, number: str) -> str:
    """Take capitalised words behind a number that are not its name in the schema; a person has to compare."""
    taken: list[str] = []
    while (token := cursor.peek()).kind is Kind.WORD and token.word not in wording.STOPS and len(taken) < _FARTHEST:
        if not taken and not token.text[0].isupper():
            break
        taken.append(cursor.next().text)
    if taken:
        cursor.doubt(f"{number} heißt im Schema anders als „{' '.join(taken)}“.")
    return " ".join(taken)


def _is_answer(cursor: Cursor, number: str, text: str) -> bool:
    """Tell whether a quoted text is an answer of the field and not its name."""
    if cursor.peek(1).kind is Kind.OPERATOR:
        return False
    if text[:1].isdigit() and cursor.peek(1).word in wording.CHOSEN:
        return True
    names = [f"{code} {name}" for code, name in cursor.names.options(number)]
    as_answer = max((likeness(text, name) for name in names), default=0.0)
    as_label = max((likeness(text, label) for label in cursor.names.labels(number)), default=0.0)
    return as_answer > max(as_label, _OTHER_NAME)


def _compare(cursor: Cursor, number: str, name: str) -> None:
    """Doubt a number whose name in the text is quite another than in the schema: one of both is a slip."""
    known = cursor.names.labels(number)
    if known and not any(fold(name) in fold(label) or likeness(name, label) >= _OTHER_NAME for label in known):
        cursor.doubt(f"{number} heißt im Schema anders als „{name}“.")


def states(cursor: Cursor) -> list[str]:
    """Read a list of Länder by letters or names and return their letters."""
    codes: list[str] = []
    while (word := cursor.word) in wording.STATES:
        cursor.next()
        codes.append(wording.STATES[word])
        if not (cursor.take_mark(",") or cursor.take(wording.AND | wording.OR)):
            break
    return codes


def value(cursor: Cursor, of: Reference | None) -> Value | Reference | Today:  # noqa: PLR0911 -- one for each alternative of the grammar
    """Read a value: a code with its name, a quoted answer, yes or no, today, another field.

    :raises NotUnderstood: if there is none.
    """
    cursor.skip_stray()
    if cursor.take_phrase(*wording.TODAY):
        return Today()
    token = cursor.peek()
    number = of.ids[-1] if of else ""
    if token.kind is Kind.NUMBER:
        cursor.next()
        return Value(token.text, _answer_name(cursor, number))
    if token.kind is Kind.TEXT:
        cursor.next()
        cursor.skip_stray()
        return _quoted(token.text)
    if lettered_code_ahead(cursor):
        return Value(cursor.next().text, cursor.next().text)
    if token.kind is Kind.WORD and token.word in wording.YES | wording.NO:
        cursor.next()
        cursor.skip_stray()
        _same_again(cursor, wording.YES if token.word in wording.YES else wording.NO)
        return Value(token.word)
    if count := cursor.name_here(name for _, name in cursor.names.options(number)):
        return Value("", " ".join(cursor.next().text for _ in range(count)))
    if element_ahead(cursor):
        return element(cursor)
    raise cursor.fail("ein Wert")


def _same_again(cursor: Cursor, words: frozenset[str]) -> None:
    """Skip `(wahr)` behind `Ja`."""
    if cursor.is_mark("(") and cursor.peek(1).word in words and cursor.is_mark(")", 2):
        cursor.at += 3


def lettered_code_ahead(cursor: Cursor, ahead: int = 0) -> bool:
    """Tell whether a code of letters follows with its name in quotation marks: `GesR "Gesellschaftsregister"`."""
    token = cursor.peek(ahead)
    is_short = token.kind is Kind.WORD and len(token.text) <= _LONGEST_CODE and token.word not in wording.STOPS
    return is_short and cursor.peek(ahead + 1).kind is Kind.TEXT


def _quoted(text: str) -> Value:
    """Divide `"001 Auskunft wurde beantragt"` into code and name."""
    parts = text.split(None, 1)
    code = parts[0].rstrip(":-–.") if parts else ""
    if len(parts) == _CODE_AND_NAME and code.isdigit():
        return Value(code, parts[1].lstrip("-–: "))
    return Value(text)


def _answer_name(cursor: Cursor, number: str) -> str:
    """Take the name of an answer behind its code, if there is one."""
    if cursor.peek().kind is Kind.TEXT:
        name = cursor.next().text
        cursor.skip_stray()
        return name
    start = cursor.at
    bracket = cursor.take_mark("(")
    cursor.take_mark("-–:")
    names = [name for _, name in cursor.names.options(number)]
    count = cursor.name_here(names) or cursor.near_name_here(names)
    if not count:
        cursor.at = start
        return ""
    taken = " ".join(cursor.next().text for _ in range(count))
    cursor.skip_stray()
    if bracket and not cursor.take_mark(")"):
        cursor.at = start
        return ""
    return taken
