"""A bank account as IBAN; the name of the bank helps to see a slip."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from random import Random
from typing import ClassVar, NamedTuple

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.composites import choice_problems, setting
from kreishaus.services.forms.fields.countries import countries
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput, Wording

_SHAPE = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{8,30}", re.ASCII)
_DE_LENGTH = 22
_BLOCK = 4
# Published by the banks themselves as examples; nobody's account.
_SAMPLES = (
    "DE89370400440532013000", "DE02120300000000202051", "DE02500105170137075030", "DE02100500000054540402",
    "DE02200505501015871393", "DE02300209000106531065",
)  # fmt: skip
_FOREIGN_SAMPLES = ("NL91ABNA0417164300", "AT611904300234573201")


class Bank(NamedTuple):
    """What the number of an account says about its bank."""

    name: str
    bic: str


class Iban(Line):
    """An account, stored without blanks. `countries` limits where it may be (two letters each)."""

    key = "iban"
    title = "Bankverbindung (IBAN)"
    sample: ClassVar[object] = _SAMPLES[0]
    settings = frozenset({"example", "countries"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "countries": Wording("Nur Konten in", "lines", "Länder mit zwei Buchstaben, je Zeile eines. Leer: überall."),
    }
    advises = True

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the number in capitals without blanks and the word IBAN in front."""
        plain = re.sub(r"^IBAN:?|[\s.\-–_/]", "", text.upper())
        if not _SHAPE.fullmatch(plain):
            raise InvalidInput(self.missing(field) if plain[:2].isalpha() else _numbers_only(plain))
        if plain.startswith("DE") and len(plain) != _DE_LENGTH:
            counted = say(
                "Eine deutsche IBAN hat {de_length} Zeichen, diese hat {count}.", de_length=_DE_LENGTH, count=len(plain)
            )
            raise InvalidInput(say("{counted} Bitte vergleichen Sie sie mit Ihrer Karte.", counted=counted))
        problem = say(_problem(plain), land=plain[:2])
        if problem:
            raise InvalidInput(problem)
        allowed = setting(field, "countries", ())
        if allowed and plain[:2] not in allowed:
            names = ", ".join(countries().get(code, code) for code in allowed)
            raise InvalidInput(say("Bitte nennen Sie ein Konto in: {names}.", names=names))
        return plain

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the number."""
        del field
        return say("Bitte geben Sie Ihre IBAN ein, zum Beispiel DE89 3704 0044 0532 0130 00.")

    def as_read(self, value: str) -> str:
        """Return the number in blocks of four."""
        return " ".join(value[at : at + _BLOCK] for at in range(0, len(value), _BLOCK))

    def hint(self, field: FieldDefinition) -> str:
        """Return where to find the number."""
        return super().hint(field) or say("Sie steht auf Ihrer Bankkarte und auf jedem Kontoauszug.")

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return bank and BIC."""
        if not isinstance(value, str) or self.validate(value, field):
            return ""
        bank = _bank(value)
        return f"{bank.name}{f', BIC {bank.bic}' if bank.bic else ''}" if bank else ""

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a doubt about a German account whose bank does not exist."""
        del field
        if isinstance(value, str) and value.startswith("DE") and _bank(value) is None:
            return [say("Zu dieser IBAN kennen wir keine Bank. Bitte vergleichen Sie sie noch einmal.")]
        return []

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return countries that do not exist."""
        yield from choice_problems(field, "countries", countries())

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return the number of an account that is nobody's."""
        allowed = setting(field, "countries", ("DE", "NL", "AT"))
        numbers = [number for number in (*_SAMPLES, *_FOREIGN_SAMPLES) if number[:2] in allowed]
        if numbers:
            return random.choice(numbers)
        from schwifty import IBAN

        return str(IBAN.random(country_code=random.choice(allowed), random=random))


def _numbers_only(plain: str) -> str:
    if plain.isdigit():
        return say("Das ist wohl eine Kontonummer. Bitte geben Sie die IBAN ein, sie beginnt mit DE.")
    return say("Eine IBAN beginnt mit zwei Buchstaben, zum Beispiel DE89 3704 0044 0532 0130 00.")


@lru_cache(maxsize=1024)
def _problem(plain: str) -> str:
    """Return what is wrong with a number of the right shape, still to be said; "" if nothing is."""
    from schwifty import IBAN
    from schwifty.exceptions import InvalidChecksumDigits, InvalidCountryCode, SchwiftyException

    try:
        IBAN(plain)
    except InvalidChecksumDigits:
        return marked(
            "Diese IBAN enthält einen Tippfehler: Die Prüfziffer passt nicht. Bitte vergleichen Sie Ziffer für Ziffer."
        )
    except InvalidCountryCode:
        return say(
            "Ein Land mit dem Kürzel „{land}“ kennen wir nicht. Eine deutsche IBAN beginnt mit DE.", land=plain[:2]
        )
    except SchwiftyException:
        return marked("Diese IBAN ist zu kurz oder zu lang. Bitte vergleichen Sie sie mit Ihrer Karte.")
    return ""


@lru_cache(maxsize=1024)
def _bank(value: str) -> Bank | None:
    from schwifty import IBAN

    account = IBAN(value, allow_invalid=True)
    name = account.bank_name
    return Bank(str(name), str(account.bic or "")) if name else None


TYPE = Iban()
