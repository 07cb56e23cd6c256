"""Members in the language that is spoken: their labels are words of the product, not of a form."""

from collections.abc import Iterable
from dataclasses import replace

from kreishaus.base.words import GERMAN, current_language, spoken_in
from kreishaus.services.forms.ports import Member


def spoken(members: Iterable[Member], language: str = "") -> tuple[Member, ...]:
    """Return the members with their words in a language, that which is spoken now if none is named."""
    language = language or current_language()
    if language == GERMAN:
        return tuple(members)
    return tuple(_spoken(member, language) for member in members)


def _spoken(member: Member, language: str) -> Member:
    options = tuple(replace(option, label=spoken_in(language, option.label)) for option in member.options)
    label, hint = spoken_in(language, member.label), spoken_in(language, member.hint)
    return replace(member, label=label, hint=hint, options=options)
