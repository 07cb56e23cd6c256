"""Names for form elements, made from their labels: readable, unique among brothers, the same every time."""

from kreishaus.base.german import slug

_LONGEST = 40
# Conditions name answers by key; these words mean something else there.
_RESERVED = frozenset(
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "facts",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "namespace",
        "null",
        "package",
        "return",
        "today",
        "true",
        "var",
        "void",
        "while",
    ]
)


class Keys:
    """The keys given so far among the children of one parent."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def key_for(self, *labels: str) -> str:
        """Return a fresh key from the first label that has letters: "Straße (Haupt)" gives `strasse_haupt`.

        A second equal label gets the ending `_2`, a third `_3`.
        """
        stem = next((key for label in labels if (key := _identifier(label))), "feld")
        key, number = stem, 1
        while key in self._given:
            number += 1
            key = f"{stem}_{number}"
        self._given.add(key)
        return key


def _identifier(label: str) -> str:
    key = slug(label, _LONGEST).replace("-", "_")
    if key[:1].isdigit():
        key = f"n_{key}"
    return f"{key}_" if key in _RESERVED else key
