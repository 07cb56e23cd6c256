"""Values with several parts (a person, an address): a JSON object in which every member has its own input."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base.words import say
from kreishaus.services.forms.fields.spoken_members import spoken
from kreishaus.services.forms.ports import FieldDefinition, FieldType, Member

_FILLED = 0.6
"""how many members that may stay empty are made up"""


class Composite(FieldType):
    """A value with members; each of them is read, checked and shown by the type that it names."""

    grouped: ClassVar[bool] = True
    sample: ClassVar[object] = None

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> None:
        """Return nothing: what is typed arrives member by member (see `assembled`)."""
        del raw, field

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return every complaint, about members as well."""
        return [words for _, words in self.complaints(value, field)]

    def complaints(self, value: object, field: FieldDefinition) -> Iterable[tuple[str, str]]:
        """Yield what is wrong with single members, then what is wrong between them."""
        members = {member.key: member for member in spoken(self.members_of(field))}
        if not isinstance(value, dict) or not value.keys() <= members.keys():
            yield "", say("Bitte füllen Sie „{label}“ noch einmal aus.", label=field.label)
            return
        if not value and not any(member.required for member in members.values()):
            yield "", self.missing(field)
            return
        found = list(self._member_complaints(value, members))
        yield from found or self.between(value, field)

    def _member_complaints(
        self, value: Mapping[str, object], members: Mapping[str, Member]
    ) -> Iterable[tuple[str, str]]:
        for key, member in members.items():
            entry = value.get(key)
            if entry not in (None, "", [], {}):
                yield from ((key, words) for words in kind_of(member).validate(entry, member))
            elif member.required:
                yield key, kind_of(member).missing(member)

    def between(self, value: Mapping[str, object], field: FieldDefinition) -> Iterable[tuple[str, str]]:
        """Return what is wrong although every member is right by itself."""
        del value, field
        return ()

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the value as a person reads it; what has another shape is shown as it is."""
        words = self.words(value, field)
        return self.put_into_words(words, field) if words else str(value)

    def words(self, value: object, field: FieldDefinition) -> dict[str, str]:
        """Return every answered member as a person reads it, in the order in which they are asked."""
        if not isinstance(value, Mapping):
            return {}
        answered = [
            member for member in spoken(self.members_of(field)) if value.get(member.key) not in (None, "", [], {})
        ]
        return {member.key: kind_of(member).display(value[member.key], member) for member in answered}

    @abstractmethod
    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return the whole for the words of its answered members."""

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return every member, those without an answer as well."""
        given = value if isinstance(value, Mapping) else {}
        return {member.key: kind_of(member).seen(given.get(member.key), member) for member in self.members_of(field)}

    def sample_of(self, field: FieldDefinition) -> object:
        """Return typical members."""
        members = {member.key: kind_of(member).sample_of(member) for member in self.members_of(field)}
        return {**members, **self.derived(field)}

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return made-up members: the required ones and some of the others."""
        members = [member for member in self.members_of(field) if member.required or random.random() < _FILLED]
        members = members or list(self.members_of(field))
        return {member.key: kind_of(member).synthetic(member, random) for member in members}

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return nothing: every member stands in its own input."""
        del value, field
        return ""


def kind_of(member: Member) -> FieldType:
    """Return the type that reads, checks and shows a member."""
    from kreishaus.services.forms.fields import field_types

    return field_types()[member.type]


def setting(field: FieldDefinition, name: str, usual: Sequence[str]) -> tuple[str, ...]:
    """Return a setting that is a list of words, the usual one where it is left out."""
    value = field.config.get(name)
    if isinstance(value, str):
        return (value,)
    return tuple(str(entry) for entry in value) if isinstance(value, list) else tuple(usual)


def choice_problems(field: FieldDefinition, name: str, possible: Iterable[str]) -> Iterable[str]:
    """Return what is wrong with a setting that picks some of several words."""
    value = field.config.get(name)
    words = [value] if isinstance(value, str) else value
    if value is None:
        return
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield f"„{name}“ braucht eine Liste von Wörtern."
        return
    known = tuple(possible)
    for word in words:
        if word not in known:
            yield f"„{name}“ kennt „{word}“ nicht. Möglich sind: {', '.join(known)}."
