"""Taking German text apart: sentences, words, syllables."""

import re

# A point behind these ends no sentence; the letters of "z. B." stand alone.
_SHORT = r"Abs|Nr|Art|Satz|bzw|usw|ggf|evtl|inkl|ca|vgl|Str|Dr|Prof|St|Tel|max|min|mind|etc|sog|lfd|gem|lt|Ziff|Buchst"
_KEEPS_ON = re.compile(rf"(?:\b(?:{_SHORT}|[A-Za-zÄÖÜäöü])|\d)\.$")
_END = re.compile(r"(?<=[.!?…])[\"“”')\]]*\s+|\s*\n+\s*|(?<=:)\s+(?=[A-ZÄÖÜ])|;\s+")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:[-'’][A-Za-zÄÖÜäöüß]+)*|\d+(?:[.,]\d+)*")
_SYLLABLE = re.compile(r"au|äu|eu|ei|ai|ie|ey|ay|aa|ee|oo|[aeiouyäöü]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; an entry of a list or a line counts as one."""
    found: list[str] = []
    open_end = ""
    for piece in _pieces(_ADDRESS.sub(" ", text)):
        whole = f"{open_end} {piece}".strip()
        # "§ 5 Abs. 2" and "1. Mai" go on behind the point.
        if _KEEPS_ON.search(whole):
            open_end = whole
            continue
        found.append(whole)
        open_end = ""
    return [each for each in (*found, open_end) if _WORD.search(each)]


def _pieces(text: str) -> list[str]:
    lines = [line.strip(" \t-–•*") for line in text.replace("\r\n", "\n").split("\n")]
    return [piece.strip() for line in lines for piece in _END.split(line) if piece and piece.strip()]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text; "E-Mail-Adresse" is one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one; "Beratungsstelle" has five."""
    return max(1, len(_SYLLABLE.findall(word.lower())))
