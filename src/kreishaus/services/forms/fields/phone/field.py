"""A telephone number, stored as E.164 and shown as people dial it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import made_up
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput, Wording

_STORED = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
_HOME = "DE"
_HOME_CODE = "+49"
_FEWEST = 5
_WRONG = marked("Bitte geben Sie eine Telefonnummer mit Vorwahl ein, zum Beispiel 0491 926 0 oder +31 592 123456.")


class Phone(Line):
    """A number; without a country code it is German. with `mobile: true` one that takes text messages is wanted."""

    key = "phone"
    title = "Telefonnummer"
    sample: ClassVar[object] = "+494919260"
    settings = frozenset({"example", "mobile"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "mobile": Wording("Gewünscht ist eine Handynummer", "check"),
    }
    advises = True

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return the number with its country code and without anything between the digits."""
        del field
        found = _parsed(text.replace("(0)", ""))
        if found is None:
            raise InvalidInput(say(_WRONG))
        return found

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the number."""
        del field
        return say(_WRONG)

    def as_read(self, value: str) -> str:
        """Return a German number as it is dialled here, any other with its country code."""
        return _written(value)

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a doubt about a number that nobody can have, or that cannot take a text message."""
        if not isinstance(value, str):
            return []
        kind = _kind(value)
        if kind == "unknown":
            return [say("Diese Nummer scheint es nicht zu geben. Bitte prüfen Sie die Ziffern.")]
        if field.config.get("mobile") is True and kind != "mobile":
            return [say("Das ist wohl keine Handynummer. An Festnetznummern können wir keine SMS schicken.")]
        return []

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the settings."""
        if not isinstance(field.config.get("mobile", False), bool):
            yield "„mobile“ muss true oder false sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a number that is kept free for films."""
        return self.normal(made_up.phone(random), field)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, _HOME)
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    # Without its area code a number is dialled from nowhere else.
    local = number.country_code == phonenumbers.country_code_for_region(_HOME) and not _has_area_code(text)
    if local or len(national) < _FEWEST or not phonenumbers.is_possible_number(number):
        return None
    written: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if _STORED.fullmatch(written) else None


def _has_area_code(text: str) -> bool:
    digits = re.sub(r"[^\d+]", "", text)
    return digits.startswith(("0", "+"))


@lru_cache(maxsize=1024)
def _written(value: str) -> str:
    import phonenumbers

    style = phonenumbers.PhoneNumberFormat
    number = phonenumbers.parse(value, _HOME)
    shown: str = phonenumbers.format_number(
        number, style.NATIONAL if value.startswith(_HOME_CODE) else style.INTERNATIONAL
    )
    return shown


@lru_cache(maxsize=1024)
def _kind(value: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(value, _HOME)
    except phonenumbers.NumberParseException:
        return "unknown"
    if not phonenumbers.is_valid_number(number):
        return "unknown"
    kinds = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    return "mobile" if phonenumbers.number_type(number) in kinds else "fixed"


TYPE = Phone()
