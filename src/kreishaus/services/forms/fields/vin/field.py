"""The identification number of a vehicle (Fahrzeug-Identifizierungsnummer, ISO 3779)."""

import re
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput

_LENGTH = 17
_SHAPE = re.compile(r"[0-9A-HJ-NPR-Z]{17}", re.ASCII)
_ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECKED = "12345L"
"""where the first character says North America or China, the ninth is a check digit; elsewhere it is free"""


class Vin(Line):
    """Seventeen characters without I, O and Q; what looks like them is read as 1 and 0."""

    key = "vin"
    title = "Fahrzeug-Identifizierungsnummer"
    sample: ClassVar[object] = "WVWZZZ1KZ6W000001"
    settings = frozenset({"example"})
    advises = True

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the number in capitals without blanks."""
        plain = re.sub(r"[\s\-./*]", "", text.upper()).replace("O", "0").replace("I", "1")
        if "Q" in plain:
            raise InvalidInput(say("Ein Q kommt in dieser Nummer nie vor. Meinten Sie eine 0 oder eine 9?"))
        if len(plain) != _LENGTH:
            raise InvalidInput(
                say(
                    "Die Nummer hat {length} Zeichen, hier sind es {count}. Bitte vergleichen Sie sie noch einmal.",
                    length=_LENGTH,
                    count=len(plain),
                )
            )
        if not _SHAPE.fullmatch(plain):
            raise InvalidInput(self.missing(field))
        return plain

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the number."""
        del field
        return say("Bitte geben Sie die 17 Zeichen aus Feld E der Zulassungsbescheinigung ein.")

    def hint(self, field: FieldDefinition) -> str:
        """Return where to find the number."""
        return super().hint(field) or say("17 Zeichen, Feld E in der Zulassungsbescheinigung")

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a doubt where a check digit is usual and does not fit."""
        del field
        if not isinstance(value, str) or not _SHAPE.fullmatch(value) or value[0] not in _CHECKED:
            return []
        if check_digit(value) == value[8]:
            return []
        return [say("Die Prüfziffer an der neunten Stelle passt nicht. Bitte vergleichen Sie die Nummer noch einmal.")]

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a number that a works could have given."""
        del field
        makers = ("WVW", "WDB", "WBA", "VF1", "TMB")
        return random.choice(makers) + "".join(random.choice(_ALPHABET) for _ in range(_LENGTH - 3))


def check_digit(number: str) -> str:
    """Return what the ninth character would be (49 CFR 565.15)."""
    total = sum(
        weight * _VALUES.get(char, 0) if char in _VALUES else weight * int(char)
        for weight, char in zip(_WEIGHTS, number, strict=True)
    )
    return "0123456789X"[total % 11]


TYPE = Vin()
