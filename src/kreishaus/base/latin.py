"""The Latin characters that German administration exchanges: DIN 91379 (August 2022), all normative ones.

The standard names 588 single characters and 149 sequences of a letter with marks that Unicode does
not know as one character. XDatenfelder calls texts of this kind `text_latin` (String.Latin+).
Greek, Cyrillic, emoji and typographic quotation marks are no part of it.
"""

import re
import unicodedata

_SINGLE = (
    "0009-000A 000D 0020-007E 00A0-00AC 00AE-017E 0187-0188 018F 0197 01A0-01A1 01AF-01B0 01B7 01CD-01DC "
    "01DE-01DF 01E2-01F0 01F4-01F5 01F8-01FF 0212-0213 0218-021B 021E-021F 0227-0233 0259 0268 0292 "
    "02B9-02BA 02BE-02BF 02C8 02CC 1E02-1E03 1E06-1E07 1E0A-1E11 1E17 1E1C-1E2B 1E2F-1E37 1E3A-1E3B "
    "1E40-1E49 1E52-1E5B 1E5E-1E63 1E6A-1E6F 1E80-1E87 1E8C-1E97 1E9E 1EA0-1EF9 2019 2021 20AC"
)
# Marks -> the letters that may carry them.
_MARKED = {
    "0300": "0043 0046 0047 004B 004D 0050 0053 0054 005A 0063 0066 0067 006B 006D 0070 0073 0074 007A",
    "0301": "004A 006A 00FF 012A 012B",
    "0302": "0044 004B 004C 004D 004E 0064 006B 006C 006D 006E",
    "0304": "0043 0046 0048 004B 004E 0050 0053 0054 005A 0063 0066 0068 006B 006E 0070 0073 0074 007A "
    "00DB 00FB 1E32 1E33 1E62 1E63 1E6C 1E6D 1EE4 1EE5",
    "0306": "0043 004D 004E 0052 005A 0063 006D 006E 0072 007A 00C7 00E7",
    "0307": "004B 0055 006B 0075",
    "0308": "0043 0054 005A 0063 007A 1EA0 1EA1 1ECC 1ECD 1EE4 1EE5",
    "030B": "0041 0061",
    "030C": "004A",
    "030D": "0113 014D",
    "0310": "004D 006D",
    "0315": "0043 004B 0050 0054 0063 006B 0070 0074 010C 010D",
    "031B": "004B 0054 006B 0074",
    "031B+0304": "0053 0073",
    "0323": "0043 0050 0063 0070 010C 010D",
    "0325": "004C 0052 006C 0072",
    "0325+0304": "004C 0052 006C 0072",
    "0326": "0043 0048 004B 004C 004E 0063 0068 006B 006C 006E 017D 017E",
    "0327": "005A 007A 017D 017E",
    "0328+0306": "0043 0063",
    "0331": "0048 0053 0073",
    "035F+0048": "004B",
    "035F+0068": "004B 006B",
}
_SHOWN = 5
_TYPED = str.maketrans(
    {
        "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u2018": "'", "\u201a": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u2026": "...",
    }
)  # fmt: skip


def _character(code: str) -> str:
    return "".join(chr(int(each, 16)) for each in code.split("+"))


def _pattern() -> re.Pattern[str]:
    ranges = (span.partition("-") for span in _SINGLE.split())
    singles = "".join(
        re.escape(_character(first)) + (f"-{re.escape(_character(last))}" if last else "") for first, _, last in ranges
    )
    sequences = sorted(
        (_character(letter) + _character(marks) for marks, letters in _MARKED.items() for letter in letters.split()),
        key=len,
        reverse=True,
    )
    return re.compile(f"(?:{'|'.join(map(re.escape, sequences))}|[{singles}])+")


_LATIN = _pattern()


def foreign_characters(text: str) -> str:
    """Return the characters that DIN 91379 does not know, each once in their order; "" if there are none.

    A letter and its marks written apart count like the composed character.
    """
    left = _LATIN.sub("", unicodedata.normalize("NFC", text))
    return "".join(dict.fromkeys(left))


def plainer(text: str) -> str:
    """Return the text with the signs that telephones put in by themselves (“ ” – …) as one types them."""
    return text.translate(_TYPED)


def in_words(characters: str) -> str:
    """Return foreign characters for a sentence: »Ω«, »🙂«; what cannot be seen by its number."""
    shown = [
        f"»{each}«" if each.isprintable() and not unicodedata.combining(each) else f"U+{ord(each):04X}"
        for each in characters[:_SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(characters) > _SHOWN else "")
