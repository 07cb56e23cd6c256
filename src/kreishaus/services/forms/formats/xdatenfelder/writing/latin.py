"""Texts in the characters of String.Latin 1.1, all that XDatenfelder 3.0.0 lets texts have."""

import re
import unicodedata

# From the XML Schema of the data type (KoSIT, xoev-lc:String.Latin 1.1.1).
_SINGLE = (
    "\t\n\r -~¡-¬®-ćĊ-ěĞ-ģĦ-ıĴ-śŞ-ūŮ-žƏƠơƯưƷǍ-ǔǞǟǤ-ǰǴǵǺ-ǿȘ-țȞȟȪȫȮ-ȳəʒ€"
    "ḂḃḊḋḐḑḞ-ḡḤ-ḧḰḱṀṁṄṅṖṗṠ-ṣṪṫẀ-ẅẌ-ẓẞẠ-ầẪ-ẬẮ-ềỄ-ồỖ-ờỤ-ỹ"
)
_ALLOWED = re.compile(f"[MNmnDdLl]\u0302|J\u030c|[{_SINGLE}]")
_INSTEAD = str.maketrans(
    {
        "„": '"', "“": '"', "”": '"', "‟": '"', "‚": "'", "‘": "'", "’": "'", "‹": "'", "›": "'",
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "*", "→": "->", "≥": ">=", "≤": "<=",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "", "\u200b": "", "\ufeff": "",
    }
)  # fmt: skip


def latin(text: str) -> str:
    """Return the text as the standard allows it: quotation marks become plain, what it cannot say a question mark."""
    if is_latin(text):
        return text
    plain = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    return "".join(_one(each) for each in plain)


def is_latin(text: str) -> bool:
    """Tell whether the standard allows the text as it is."""
    return not _ALLOWED.sub("", text)


def _one(letter: str) -> str:
    if is_latin(letter):
        return letter
    bare = unicodedata.normalize("NFKD", letter).translate(_INSTEAD)
    kept = "".join(each for each in bare if is_latin(each))
    return kept or ("" if unicodedata.combining(letter) else "?")
