"""Elements that a rule names without their number, or beside it: `das Feld "Art"`, `Abfrage = Ja`, `das Ende (F5)`.

One pass over the tokens before the grammar. A name becomes the number of its element if the whole
schema knows only one with that name and it stands where an element is named. Anything else stays as
it is, and the grammar does not understand it.
"""

from collections.abc import Sequence
from dataclasses import replace

from kreishaus.services.forms.formats.xdatenfelder.rules import wording
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import Names
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, Token, fold, tokens_of

_NOUNS = wording.ELEMENTS - {"angabe", "angaben", "auswahl"}
_LEADING = (
    _NOUNS | wording.ARTICLES | wording.WHEN | wording.THEN | wording.MODALS | wording.SEVERAL
    | {"in", "im", "bei", "beim", "von", "vor", "nach", "als", "entweder", "zeige", "blende", "nur", "datum"}
)  # fmt: skip
_LONGEST_NAME = 25
_BRACKETED, _BRACKETED_WITH_NAME = 3, 4


def settle(tokens: Sequence[Token], names: Names) -> list[Token]:
    """Return the tokens with every element under its number, and no name twice."""
    return _Settler(tokens, names).run()


class _Settler:
    def __init__(self, tokens: Sequence[Token], names: Names) -> None:
        self.tokens = tokens
        self.names = names
        self.found: list[Token] = []
        self.known = _Known(names)

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if count := self._bracketed(at):
                self.found.append(self.tokens[at + 1])
                at += count
            elif token.kind is Kind.REFERENCE:
                self._drop_name(token)
                self.found.append(token)
                at += 1
            elif named := self._named(at):
                number, count = named
                self.found.append(replace(token, kind=Kind.REFERENCE, ids=(number,)))
                at += count
            else:
                self.found.append(token)
                at += 1
        return self.found

    def _bracketed(self, at: int) -> int:
        """Return how many tokens `(F5)` takes behind the name of the element; 0 if it is something else."""
        kinds = [token.text if token.kind is Kind.MARK else token.kind for token in self.tokens[at : at + 4]]
        count = _BRACKETED if kinds[:3] == ["(", Kind.REFERENCE, ")"] else 0
        if kinds == ["(", Kind.REFERENCE, Kind.TEXT, ")"]:
            count = _BRACKETED_WITH_NAME
        return count if count and self._drop_name(self.tokens[at + 1]) else 0

    def _drop_name(self, reference: Token) -> bool:
        """Take the name away that stands before its number, if it is the name in the schema."""
        if self.found and self.found[-1].kind is Kind.REFERENCE:
            return self.found[-1].ids[-1:] == reference.ids[-1:] and bool(self.found.pop())
        for label in sorted(self.names.labels(reference.ids[-1]), key=len, reverse=True):
            words = [token.word for token in tokens_of(label)]
            whole = [fold(label)] if self.found and self.found[-1].kind is Kind.TEXT else words
            behind = [token.word for token in self.found[-len(whole) :]]
            before = self.found[-len(whole) - 1 : -len(whole)]
            if whole and behind == whole and not (before and before[0].kind is Kind.REFERENCE):
                del self.found[-len(whole) :]
                return True
        return False

    def _named(self, at: int) -> tuple[str, int] | None:
        """Return the number of the element that is named here and how many tokens its name has."""
        token = self.tokens[at]
        if token.kind is Kind.TEXT:
            number = self.known.quoted(token.text)
            return (number, 1) if number and self._may_stand_here(at, 1, by_noun=False) else None
        if token.kind is not Kind.WORD or not token.text[0].isupper():
            return None
        number, count = self.known.spelled(self.tokens[at : at + _LONGEST_NAME])
        return (number, count) if number and self._may_stand_here(at, count, by_noun=count == 1) else None

    def _may_stand_here(self, at: int, count: int, *, by_noun: bool) -> bool:
        before = self.found[-1] if self.found else None
        behind = self.tokens[at + count] if at + count < len(self.tokens) else None
        if behind and behind.kind is Kind.REFERENCE:
            return False
        if before is None or before.kind is Kind.MARK:
            is_list = len(self.found) > 1 and self.found[-2].kind is Kind.REFERENCE
            begins = before is None or before.text in ".;" or self.tokens[at].begins_line
            return begins or (is_list and not by_noun)
        if before.kind is not Kind.WORD:
            return False
        if before.word in wording.AND | wording.OR:
            return len(self.found) > 1 and self.found[-2].kind is Kind.REFERENCE
        compared = behind is not None and behind.kind is Kind.OPERATOR
        return before.word in _NOUNS or (before.word in _LEADING and (not by_noun or compared))


class _Known:
    """The names of the schema that mean one element and no answer."""

    def __init__(self, names: Names) -> None:
        self.numbers: dict[str, str] = {}
        self.words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        answers = {fold(name) for name in names.answers()} | wording.YES | wording.NO
        for name, numbers in names.named().items():
            spelled = fold(" ".join(name.split()))
            if len(numbers) == 1 and spelled not in answers:
                (number,) = numbers
                self.numbers[spelled] = number if self.numbers.get(spelled, number) == number else ""
                words = tuple(token.word for token in tokens_of(name))
                if words:
                    self.words.setdefault(words[0], []).append((words, number))
            else:
                self.numbers[spelled] = ""

    def quoted(self, text: str) -> str:
        return self.numbers.get(fold(text), "")

    def spelled(self, tokens: Sequence[Token]) -> tuple[str, int]:
        words = tuple(token.word for token in tokens)
        fitting = [(len(name), number) for name, number in self.words.get(words[0], ()) if words[: len(name)] == name]
        if not fitting:
            return "", 0
        longest = max(count for count, _ in fitting)
        numbers = {number for count, number in fitting if count == longest}
        return (numbers.pop(), longest) if len(numbers) == 1 else ("", 0)
