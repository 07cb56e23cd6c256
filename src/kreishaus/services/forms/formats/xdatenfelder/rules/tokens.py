"""Cut the text of a rule into tokens: FIM numbers, quoted names, codes, comparisons, words.

People write `=`, `==`, `===`, `<>`, forget a quotation mark or put one around a FIM number. All
that is evened out here; one pass over the text, no backtracking.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from kreishaus.services.forms.formats.xdatenfelder.rules.tree import Operator

MAX_LENGTH = 8_000
_LONGEST_QUOTE = 300
_OPENING = "\"'„“”‚‘’«»‹›`´"
_CLOSING = {"'": "'’‘", "‚": "‘’'", "‘": "’‘'", "’": "’'", "`": "`´'", "´": "´`'", "‹": "›", "›": "‹"}
_DOUBLE = '"“”„«»'

_NUMBER_OF_FIM = r"[FG](?:\d{11}|\d{8})(?!\d)(?:V\d+(?:\.\d+)*)?"
_REFERENCE = re.compile(rf"{_NUMBER_OF_FIM}(?:\.?{_NUMBER_OF_FIM})*")
_ONE_NUMBER = re.compile(r"[FG]\d+")
_ABBREVIATION = re.compile(
    r"(?:z\.\s?B\.|d\.\s?h\.|i\.\s?[dS]\.\s?[Rv]\.|bzw\.|ggf\.|usw\.|etc\.|Nr\.|Abs\.|inkl\.)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])")
_WORD = re.compile(r"[^\W_][\w/&-]*")
_COMPARISON = re.compile(r"===|!==|==|!=|<>|<\s?=|>\s?=|=\s?<(?=\s*\d)|=\s?>(?=\s*\d)|=|<|>|≠|≤|≥")

_OPERATORS = {
    "=": Operator.EQUAL,
    "==": Operator.EQUAL,
    "===": Operator.EQUAL,
    "<>": Operator.NOT_EQUAL,
    "!=": Operator.NOT_EQUAL,
    "!==": Operator.NOT_EQUAL,
    "≠": Operator.NOT_EQUAL,
    "<": Operator.LESS,
    # "= < 18 Jahre" is written for "ist < 18 Jahre".
    "= <": Operator.LESS,
    "= >": Operator.GREATER,
    ">": Operator.GREATER,
    "<=": Operator.LESS_OR_EQUAL,
    "=<": Operator.LESS_OR_EQUAL,
    "≤": Operator.LESS_OR_EQUAL,
    ">=": Operator.GREATER_OR_EQUAL,
    "=>": Operator.GREATER_OR_EQUAL,
    "≥": Operator.GREATER_OR_EQUAL,
}
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Kind(Enum):
    """What a token is."""

    REFERENCE = auto()
    TEXT = auto()
    """something in quotation marks"""
    NUMBER = auto()
    OPERATOR = auto()
    WORD = auto()
    MARK = auto()
    STRAY = auto()
    """a quotation mark without its partner"""
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text; `word` is how it is compared: small letters, no umlauts."""

    kind: Kind
    text: str
    word: str
    ids: tuple[str, ...] = ()
    operator: Operator | None = None
    begins_line: bool = False


def fold(text: str) -> str:
    """Return the text in small letters without umlauts, so that two spellings are the same."""
    return text.casefold().translate(_FOLDED)


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a rule, without an end mark. Text beyond `MAX_LENGTH` is the caller's matter."""
    return _Cutter(text[:MAX_LENGTH]).run()


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: list[Token] = []
        self.begins_line = True

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter.isspace():
                self.begins_line |= letter == "\n"
                self.at += 1
            elif not self._piece(letter):
                self._add(Kind.MARK, letter)
                self.at += 1
        return self.found

    def _piece(self, letter: str) -> bool:
        if letter in _OPENING:
            self._quoted(letter)
            return True
        if self.text.startswith(("&&", "||"), self.at):
            self._add(Kind.WORD, "und" if letter == "&" else "oder")
            self.at += 2
            return True
        if match := _REFERENCE.match(self.text, self.at):
            self._reference(match.group())
        elif match := _COMPARISON.match(self.text, self.at):
            sign = match.group() if match.group().startswith("=") else match.group().replace(" ", "")
            self._add(Kind.OPERATOR, match.group(), operator=_OPERATORS[sign])
        elif match := _ABBREVIATION.match(self.text, self.at) or _NUMBER.match(self.text, self.at):
            self._add(Kind.NUMBER if letter.isdigit() else Kind.WORD, match.group())
        elif match := _WORD.match(self.text, self.at):
            self._add(Kind.WORD, match.group().rstrip("/&-"))
            self.at += len(match.group().rstrip("/&-")) or 1
            return True
        else:
            return False
        self.at = match.end()
        return True

    def _add(self, kind: Kind, text: str, *, ids: tuple[str, ...] = (), operator: Operator | None = None) -> None:
        self.found.append(Token(kind, text, fold(text), ids, operator, self.begins_line))
        self.begins_line = False

    def _reference(self, text: str) -> None:
        self._add(Kind.REFERENCE, text, ids=tuple(_ONE_NUMBER.findall(re.sub(r"V\d+(\.\d+)*", "", text))))

    def _quoted(self, mark: str) -> None:
        """Take what stands in quotation marks; a mark that opens nothing is set aside."""
        end = self._closing(mark)
        inside = self.text[self.at + 1 : end] if end else ""
        number = _REFERENCE.search(inside)
        if not end or (number and inside[: number.start()].strip()):
            self._add(Kind.STRAY, mark)
            self.at += 1
            return
        if number:
            self._reference(number.group())
            inside = inside[number.end() :]
        if inside.strip():
            self._add(Kind.TEXT, " ".join(inside.split()))
        self.at = end + 1

    def _closing(self, mark: str) -> int:
        before = self.text[self.at - 1 : self.at]
        after = self.text[self.at + 1 : self.at + 2]
        # A mark between a word and a blank closes something whose beginning is missing.
        if before.isalpha() and not after.isalnum():
            return 0
        partners = _CLOSING.get(mark, _DOUBLE)
        for place in range(self.at + 1, min(len(self.text), self.at + _LONGEST_QUOTE)):
            letter = self.text[place]
            if letter == "\n":
                return 0
            if letter in partners and not (mark in "'’‘" and self.text[place + 1 : place + 2].isalnum()):
                return place
        return 0
