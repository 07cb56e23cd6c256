"""A natural person: names and, where it is needed, the day of birth."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields import made_up
from kreishaus.services.forms.fields.composites import Composite, choice_problems, setting
from kreishaus.services.forms.ports import Answer, FieldDefinition, Member, Wording

_SALUTATIONS = (Answer("frau", marked("Frau")), Answer("herr", marked("Herr")), Answer("none", marked("keine Anrede")))
_USUAL = ("given", "family")


class Person(Composite):
    """A person.

    Settings: `parts` (which members are asked: salutation, title, given, family, birth_name,
    birth_date, birth_place, nationality; usually given and family), `optional` (which of them may
    stay empty besides salutation, title and birth_name).
    """

    key = "person"
    title = "Person"
    settings = frozenset({"parts", "optional"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "parts": Wording(
            "Teile",
            "lines",
            "Je Zeile einer: salutation, title, given, family, birth_name, birth_date, birth_place, nationality.",
        ),
        "optional": Wording("Davon freiwillig", "lines", "Je Zeile ein Teil."),
    }
    members: ClassVar[tuple[Member, ...]] = (
        Member("salutation", marked("Anrede"), type="choice", autocomplete="honorific-prefix", options=_SALUTATIONS),
        Member("title", marked("Titel"), max_length=50, example="Dr.", width="quarter"),
        Member("given", marked("Vorname"), required=True, autocomplete="given-name", max_length=80, width="half"),
        Member("family", marked("Nachname"), required=True, autocomplete="family-name", max_length=120, width="half"),
        Member(
            "birth_name", marked("Geburtsname"), max_length=120, width="half",
            hint=marked("Nur wenn er anders lautet."),
        ),
        Member(
            "birth_date", marked("Geburtsdatum"), "date", required=True, autocomplete="bday", type="date",
            width="half",
        ),
        Member("birth_place", marked("Geburtsort"), required=True, max_length=120, width="half"),
        Member("nationality", marked("Staatsangehörigkeit"), required=True, max_length=120, width="half"),
    )  # fmt: skip

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return the members that the field asks for, in the usual order."""
        wanted, optional = set(setting(field, "parts", _USUAL)), set(setting(field, "optional", ()))
        asked = (member for member in self.members if member.key in wanted)
        return tuple(replace(member, required=False) if member.key in optional else member for member in asked)

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return the name on the first line and the birth on the second."""
        del field
        salutation = words.get("salutation", "")
        name = [words.get(key, "") for key in ("title", "given", "family")]
        born = words.get("birth_name") and say("geb. {birth_name}", birth_name=words["birth_name"])
        first = " ".join(filter(None, ("" if salutation == say("keine Anrede") else salutation, *name, born)))
        when = words.get("birth_date") and say("geboren am {birth_date}", birth_date=words["birth_date"])
        where = words.get("birth_place") and say("in {birth_place}", birth_place=words["birth_place"])
        birth = " ".join(filter(None, (when, where if when else where and say("geboren {where}", where=where))))
        nationality = words.get("nationality") and say(
            "Staatsangehörigkeit: {nationality}", nationality=words["nationality"]
        )
        return "\n".join(filter(None, (first, birth, nationality)))

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the settings."""
        known = [member.key for member in self.members]
        yield from choice_problems(field, "parts", known)
        yield from choice_problems(field, "optional", known)
        if not self.members_of(field):
            yield "„parts“ nennt nichts, was gefragt werden kann."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return an invented person."""
        value: dict[str, object] = {
            "salutation": random.choice(_SALUTATIONS).key,
            "title": random.choice(("", "", "Dr.")),
            "given": made_up.first_name(random),
            "family": made_up.family_name(random),
            "birth_name": random.choice(("", made_up.family_name(random))),
            "birth_date": f"{random.randint(1930, 2008)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            "birth_place": random.choice(made_up.TOWNS)[1],
            "nationality": random.choice(made_up.NATIONALITIES),
        }
        asked = self.members_of(field)
        return {member.key: value[member.key] for member in asked if value.get(member.key)}


TYPE = Person()
