"""Walk over the tokens of a rule, with the names of the schema at hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import Kind, Token, fold, tokens_of
from kreishaus.services.forms.formats.xdatenfelder.rules.wording import STOPS

MAX_TOKENS = 1_500
_NEAR = 0.82
_LONGEST_NAME = 25
_END = Token(Kind.END, "", "")


class Names(Protocol):
    """What the schema calls its elements and the answers that they offer."""

    def labels(self, number: str) -> Collection[str]:
        """Return every name of an element, by its FIM number."""

    def options(self, number: str) -> Collection[tuple[str, str]]:
        """Return code and name of every answer that an element offers anywhere."""

    def named(self) -> Mapping[str, Collection[str]]:
        """Return the FIM numbers behind every name in the schema."""

    def answers(self) -> Collection[str]:
        """Return the names of all answers in the schema."""


class NotUnderstood(Exception):
    """A rule says something the grammar does not know; the message says where, in German."""


class Cursor:
    """A place in the tokens of one rule."""

    def __init__(self, tokens: Sequence[Token], names: Names) -> None:
        if len(tokens) > MAX_TOKENS:
            raise NotUnderstood("Die Regel ist zu lang.")
        self.tokens = tokens
        self.names = names
        self.at = 0
        self.doubts: list[str] = []
        self._sequences: dict[str, list[tuple[str, ...]]] = {}

    def peek(self, ahead: int = 0) -> Token:
        """Return a token, the end mark behind the last one."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else _END

    @property
    def word(self) -> str:
        """The next token as a word, "" if it is none."""
        token = self.peek()
        return token.word if token.kind is Kind.WORD else ""

    def next(self) -> Token:
        """Take one token."""
        token = self.peek()
        self.at += 1
        return token

    def doubt(self, reason: str) -> None:
        """Go on, but let a person look at the result."""
        if reason not in self.doubts:
            self.doubts.append(reason)

    def fail(self, expected: str = "") -> NotUnderstood:
        """Return the error that names the place; raise it."""
        rest = " ".join(token.text for token in self.tokens[self.at : self.at + 8]) or "Ende der Regel"
        wanted = f" Erwartet: {expected}." if expected else ""
        return NotUnderstood(f"Ab „{rest}“ nicht verstanden.{wanted}")

    def is_mark(self, marks: str, ahead: int = 0) -> bool:
        """Tell whether one of these signs is next."""
        token = self.peek(ahead)
        return token.kind is Kind.MARK and token.text in marks

    def take_mark(self, marks: str) -> bool:
        """Take one of these signs, if it is next."""
        found = self.is_mark(marks)
        self.at += found
        return found

    def take(self, words: Collection[str]) -> str:
        """Take one of these words and return it, "" if another token is next."""
        word = self.word
        if word and word in words:
            self.at += 1
            return word
        return ""

    def take_all(self, words: Collection[str]) -> int:
        """Take as many of these words as stand here and return how many."""
        count = 0
        while self.take(words):
            count += 1
        return count

    def take_phrase(self, *phrases: Sequence[str]) -> bool:
        """Take the first of these sequences of words that stands here."""
        for phrase in phrases:
            if self.at_phrase(phrase):
                self.at += len(phrase)
                return True
        return False

    def at_phrase(self, phrase: Sequence[str], ahead: int = 0) -> bool:
        """Tell whether this sequence of words stands here."""
        return all(self.peek(ahead + place).word == word for place, word in enumerate(phrase))

    def need(self, words: Collection[str], what: str) -> str:
        """Take one of these words.

        :raises NotUnderstood: if it is not here.
        """
        taken = self.take(words)
        if not taken:
            raise self.fail(what)
        return taken

    def skip_stray(self) -> None:
        """Skip quotation marks without a partner."""
        while self.peek().kind is Kind.STRAY:
            self.at += 1

    def name_here(self, known: Iterable[str]) -> int:
        """Return how many tokens from here spell one of the known names, the longest one; 0 if none."""
        longest = 0
        for name in known:
            for words in self._spelled(name):
                if len(words) > longest and all(self.peek(place).word == word for place, word in enumerate(words)):
                    longest = len(words)
        return longest

    def near_name_here(self, known: Collection[str]) -> int:
        """Return how many tokens from here resemble a known name, 0 if none do.

        The name of the schema may have changed a little since the rule was written.
        """
        words: list[str] = []
        while len(words) < _LONGEST_NAME:
            token = self.peek(len(words))
            plain = token.kind in (Kind.WORD, Kind.NUMBER) or (token.kind is Kind.MARK and token.text in "()-/:")
            if not plain or token.word in STOPS:
                break
            words.append(token.word)
        spelled = " ".join(words)
        names = (" ".join(words) for name in known for words in self._spelled(name))
        return len(words) if spelled and any(likeness(spelled, name) >= _NEAR for name in names) else 0

    def _spelled(self, name: str) -> list[tuple[str, ...]]:
        if name not in self._sequences:
            words = tuple(token.word for token in tokens_of(name) if token.kind is not Kind.STRAY)
            self._sequences[name] = [words] if words else []
        return self._sequences[name]


def likeness(first: str, second: str) -> float:
    """Return how alike two names are, 0 to 1, without regard to spelling habits."""
    return SequenceMatcher(None, fold(first)[:200], fold(second)[:200], autojunk=False).ratio()
