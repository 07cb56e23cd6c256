"""A postal address, in Germany or abroad."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import made_up
from kreishaus.services.forms.fields.composites import Composite, choice_problems, setting
from kreishaus.services.forms.fields.countries import GERMANY, choices, countries
from kreishaus.services.forms.ports import FieldDefinition, Member, Wording

_POSTCODE = re.compile(r"\d{5}", re.ASCII)
_NUMBER = re.compile(r"\s*\d+\s*[a-zA-Z]?(?:\s*[-–/]\s*\d+\s*[a-zA-Z]?)?", re.ASCII)
_NUMBER_IN_STREET = re.compile(r"(\D+?)[\s,]+(\d.{0,11})", re.ASCII)
_LAST_POSTCODE, _FIRST_POSTCODE = "99998", "01001"

_STREET = Member("street", marked("Straße"), required=True, autocomplete="address-line1", width="half", max_length=100)
_HOUSE = Member("number", marked("Hausnummer"), required=True, width="quarter", max_length=20)
_ADDITION = Member("addition", marked("Adresszusatz"), width="full", max_length=100, example="Hinterhaus, bei Meyer")
_POST = Member(
    "postcode", marked("Postleitzahl"), required=True, autocomplete="postal-code", width="quarter", max_length=16
)
_CITY = Member("city", marked("Ort"), required=True, autocomplete="address-level2", width="half", max_length=100)
_COUNTRY = Member(
    "country", marked("Land"), type="choice", autocomplete="country", options=choices(), width="half", marked=False
)
_LINES = Member(
    "lines", marked("Weitere Adresszeilen"), type="multiline", max_length=300,
    hint=marked("Nur für Adressen im Ausland."),
)  # fmt: skip
_SOMETIMES = (marked("Bitte geben Sie die Hausnummer an."), marked("Bitte geben Sie die Postleitzahl an."))


class Address(Composite):
    """An address.

    Settings: `parts` (which members are asked; street, postcode and city always are), `abroad` (ask
    for the country and allow foreign addresses), `places` (a list of {name, postcode}: the
    municipalities that are suggested), `within` (true: say so if the place is none of them).
    """

    key = "address"
    title = "Adresse"
    settings = frozenset({"parts", "abroad", "places", "within"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "parts": Wording(
            "Weitere Teile",
            "lines",
            "Möglich: number, addition, country, lines. Je Zeile einer; üblich sind number und addition.",
        ),
        "abroad": Wording("Auch Adressen im Ausland", "check"),
        "places": Wording("Orte im Gebiet", "yaml", 'Je Zeile: - {name: Leer, postcode: "26789"}'),
        "within": Wording("Hinweisen, wenn der Ort nicht im Gebiet liegt", "check"),
    }
    members: ClassVar[tuple[Member, ...]] = (_STREET, _HOUSE, _ADDITION, _POST, _CITY, _COUNTRY, _LINES)
    advises = True

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return the members that the field asks for."""
        abroad = field.config.get("abroad") is True
        wanted = {*setting(field, "parts", ("number", "addition")), "street", "postcode", "city"}
        if abroad:
            wanted |= {"country", "lines"}
        asked = [member for member in self.members if member.key in wanted]
        if not abroad:
            return tuple(asked)
        # Abroad many addresses have neither; `complaints` asks for them in Germany.
        return tuple(
            replace(each, required=False, marked=False) if each.key in {"number", "postcode"} else each
            for each in asked
        )

    def filled_in(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return the members with Germany, which goes without saying, as the country."""
        given = super().filled_in(value, field)
        return {**given, "country": _country(given)} if field.config.get("abroad") is True else given

    def complaints(self, value: object, field: FieldDefinition) -> Iterable[tuple[str, str]]:
        """Yield what is wrong, among it a missing number or postcode of a German address."""
        yield from super().complaints(value, field)
        if not isinstance(value, dict) or not value or _country(value) != GERMANY:
            return
        asked = {member.key: member for member in self.members_of(field)}
        for key, words in zip(("number", "postcode"), map(say, _SOMETIMES), strict=True):
            if key in asked and not asked[key].required and not value.get(key):
                yield key, words
        postcode = value.get("postcode")
        if isinstance(postcode, str) and postcode and not _is_postcode(postcode):
            yield "postcode", say("Bitte geben Sie die Postleitzahl mit fünf Ziffern ein, zum Beispiel 26789.")

    def assembled(self, parts: dict[str, object], field: FieldDefinition) -> object:
        """Return the address; a country alone is no address, and Germany goes without saying."""
        del field
        if parts.get("country") == GERMANY:
            del parts["country"]
        postcode = parts.get("postcode")
        if isinstance(postcode, str) and _country(parts) == GERMANY:
            plain = re.sub(r"^[Dd]\s*-\s*|\s", "", postcode)
            parts["postcode"] = plain or postcode
        street = parts.get("street")
        # "Bahnhofstraße 12" typed into one line: people copy it like that.
        if isinstance(street, str) and not parts.get("number") and (match := _NUMBER_IN_STREET.fullmatch(street)):
            number = match[2].strip()
            if _NUMBER.fullmatch(number):
                parts |= {"street": match[1].strip(), "number": number}
        return None if parts.keys() <= {"country"} else parts

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return the lines as on an envelope."""
        del field
        street = " ".join(filter(None, (words.get("street"), words.get("number"))))
        city = " ".join(filter(None, (words.get("postcode"), words.get("city"))))
        lines = (words.get("addition"), street, *words.get("lines", "").split("\n"), city, words.get("country"))
        return "\n".join(filter(None, lines))

    def layout(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return the places to suggest."""
        del value
        return {"places": sorted({name for _, name in _pairs(field)})}

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return doubts about postcode and place."""
        if not isinstance(value, dict) or _country(value) != GERMANY:
            return []
        postcode, city = str(value.get("postcode", "")), str(value.get("city", ""))
        known = _places(field).get(postcode, [])
        if known and not any(_same_place(city, name) for name in known):
            return [
                say(
                    "Zur Postleitzahl {postcode} gehört bei uns: {known}. Stimmt der Ort „{city}“?",
                    postcode=postcode,
                    known=", ".join(known),
                    city=city,
                )
            ]
        if field.config.get("within") is True and not known:
            return [say("Diese Adresse liegt wohl nicht in unserem Gebiet. Bitte prüfen Sie Postleitzahl und Ort.")]
        return []

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the settings."""
        yield from choice_problems(field, "parts", [member.key for member in self.members])
        for name in ("abroad", "within"):
            if not isinstance(field.config.get(name, False), bool):
                yield f"„{name}“ muss true oder false sein."
        places = field.config.get("places", [])
        if not isinstance(places, list) or len(list(_pairs(field))) != len(places):
            yield '„places“ braucht eine Liste wie - {name: Leer, postcode: "26789"}.'

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return an address that could be."""
        postcode, city = random.choice(list(_pairs(field)) or made_up.TOWNS)
        value = {
            "street": made_up.street(random),
            "number": made_up.house_number(random),
            "addition": random.choice(("", "", "Hinterhaus")),
            "postcode": postcode,
            "city": city,
        }
        asked = {member.key for member in self.members_of(field)}
        return {key: text for key, text in value.items() if text and key in asked}


def _country(value: Mapping[str, object]) -> str:
    country = value.get("country")
    return country if isinstance(country, str) and country in countries() else GERMANY


def _is_postcode(text: str) -> bool:
    return bool(_POSTCODE.fullmatch(text)) and _FIRST_POSTCODE <= text <= _LAST_POSTCODE


def _pairs(field: FieldDefinition) -> Iterable[tuple[str, str]]:
    places = field.config.get("places")
    for place in places if isinstance(places, list) else ():
        if isinstance(place, Mapping) and place.keys() == {"name", "postcode"} and all(map(_is_text, place.values())):
            yield str(place["postcode"]), str(place["name"])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _places(field: FieldDefinition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for postcode, name in _pairs(field):
        found.setdefault(postcode, []).append(name)
    return found


def _same_place(typed: str, name: str) -> bool:
    """Return whether a place is meant: "Leer" is "Leer (Ostfriesland)", "Leer-Loga" as well."""
    wanted = name.split(" (", maxsplit=1)[0].casefold()
    return typed.strip().casefold().startswith(wanted)


TYPE = Address()
