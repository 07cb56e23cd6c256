"""A German number plate in its official spelling."""

import re
from collections.abc import Iterable, Mapping
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.composites import setting
from kreishaus.services.forms.fields.lines import Line
from kreishaus.services.forms.ports import FieldDefinition, InvalidInput, Wording

_MONTHS = r"(?:\s*[(\[]?\s*(0?[1-9]|1[0-2])\s*[-–/.]\s*(0?[1-9]|1[0-2])\s*[)\]]?)?"
_SEPARATE = re.compile(
    rf"([A-ZÄÖÜ]{{1,3}})[\s:.·•*_–-]+([A-Z]{{1,2}})[\s:.·•*_–-]*([1-9]\d{{0,3}})\s*([HE]?)(?:\s|$){_MONTHS}"
)
_TOGETHER = re.compile(rf"([A-ZÄÖÜ]{{2,5}})[\s:.·•*_–-]*([1-9]\d{{0,3}})\s*([HE]?)(?:\s|$){_MONTHS}")
_DIGITS_ONLY = re.compile(r"([A-ZÄÖÜ]{1,3})[\s:.·•*_–-]*(0?\d{1,6})")
_FOREIGN = re.compile(r"[A-Z0-9ÄÖÜ][A-Z0-9ÄÖÜ ./-]{1,14}")
_LONGEST = 8
_MOST_LETTERS = 2
_DISTRICT = re.compile(r"[A-ZÄÖÜ]{1,3}")
_WRONG = marked("Bitte geben Sie das Kennzeichen mit Leerzeichen ein, zum Beispiel LER AB 123.")
_APART = marked(
    "Bitte trennen Sie Ort und Buchstaben mit einem Leerzeichen, zum Beispiel LER AB 123. "
    "Sonst wissen wir nicht, wo der Ort aufhört."
)


class LicencePlate(Line):
    """A plate such as `LER DV 7`, `LÖ A 12H` or `LER DV 7 04-10` (season, electric, historic).

    Settings: `districts` (the own ones: with them `LERDV7` is understood as well), `foreign` (true:
    plates of other countries are taken as they are).
    """

    key = "licence-plate"
    title = "Kfz-Kennzeichen"
    sample: ClassVar[object] = "LER DV 7"
    settings = frozenset({"example", "districts", "foreign"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "districts": Wording(
            "Eigene Unterscheidungszeichen", "lines", "Zum Beispiel LER. Damit wird auch LERAB12 verstanden."
        ),
        "foreign": Wording("Auch ausländische Kennzeichen", "check"),
    }

    def normal(self, text: str, field: FieldDefinition) -> str:
        """Return district, letters and number with one blank between them, suffix and season behind."""
        plain = " ".join(text.upper().replace("ẞ", "SS").split())
        if match := _SEPARATE.fullmatch(plain):
            return _spelt(match[1], match[2], *match.groups()[2:])
        if match := _TOGETHER.fullmatch(plain):
            district = self._district(match[1], field)
            if district:
                return _spelt(district, match[1][len(district) :], *match.groups()[1:])
        if field.config.get("foreign") is True and _FOREIGN.fullmatch(plain):
            return plain
        if match and not _DIGITS_ONLY.fullmatch(plain):
            raise InvalidInput(say(_APART))
        # Authorities, dealers (06) and collectors (07) have no letters in the middle.
        if match := _DIGITS_ONLY.fullmatch(plain):
            return f"{match[1]} {match[2]}"
        raise InvalidInput(say(_WRONG))

    def _district(self, letters: str, field: FieldDefinition) -> str:
        """Return where the district ends if that is certain."""
        own = [
            each
            for each in setting(field, "districts", ())
            if letters.startswith(each) and 0 < len(letters) - len(each) <= _MOST_LETTERS
        ]
        if len(own) == 1:
            return own[0]
        # Two letters can only be one and one, five only three and two.
        return {2: letters[:1], 5: letters[:3]}.get(len(letters), "")

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the plate."""
        del field
        return say(_WRONG)

    def hint(self, field: FieldDefinition) -> str:
        """Return an example unless the field brings its own."""
        return super().hint(field) or say("Zum Beispiel LER AB 123, LER AB 12E oder LER AB 12 04-10")

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the settings."""
        if not all(_DISTRICT.fullmatch(each) for each in setting(field, "districts", ())):
            yield "„districts“ braucht Unterscheidungszeichen wie LER."
        if not isinstance(field.config.get("foreign", False), bool):
            yield "„foreign“ muss true oder false sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a plate, some of them electric, historic or seasonal."""
        district = random.choice(setting(field, "districts", ("LER", "LÖ", "B", "EMD")))
        letters = "".join(random.choice("ABCDEFGJKLMNPRSTUVWX") for _ in range(random.randint(1, 2)))
        suffix = random.choice(("", "", "E", "H"))
        season = random.choice(("", "", " 04-10"))
        return f"{district} {letters} {random.randint(1, 99)}{suffix}{season}"


def _spelt(district: str, letters: str, number: str, suffix: str, first: str | None, last: str | None) -> str:
    if len(district) + len(letters) + len(number) + len(suffix) > _LONGEST:
        raise InvalidInput(
            say(
                "Ein Kennzeichen hat höchstens {longest} Buchstaben und Ziffern. Bitte prüfen Sie die Angabe.",
                longest=_LONGEST,
            )
        )
    if first and last and int(first) == int(last):
        raise InvalidInput(say("Bitte geben Sie den ersten und den letzten Monat der Saison ein, zum Beispiel 04-10."))
    season = f" {int(first):02}-{int(last):02}" if first and last else ""
    return f"{district} {letters} {number}{suffix}{season}"


TYPE = LicencePlate()
