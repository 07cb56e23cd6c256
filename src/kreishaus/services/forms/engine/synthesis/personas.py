"""Who fills the form in: preferences over questions and answers, in the words that forms use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from types import MappingProxyType

from kreishaus.services.forms.engine.schema import Field, Group

_TYPICAL_ROWS = 3


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of applicant. Patterns are looked for in labels, without regard to case."""

    key: str
    name: str
    optional: float = 0.5
    """how often a voluntary question is answered, from 0 to 1"""
    likes: str = ""
    """answers (by their label) that are taken where they are offered"""
    affirms: str = ""
    """yes-or-no questions that are answered with yes"""
    denies: str = ""
    """yes-or-no questions that are answered with no"""
    counts: tuple[tuple[str, int], ...] = ()
    """groups or numbers (by title or label) and how many there are"""
    answers: str = ""
    """voluntary questions and groups that are always answered"""
    skips: str = ""
    """voluntary questions and groups that are never answered"""

    def answers_optional(self, label: str, random: Random) -> bool:
        """Return whether a voluntary question or group with this label is answered."""
        if self.answers and _search(self.answers, label):
            return True
        if self.skips and _search(self.skips, label):
            return False
        return random.random() < self.optional

    def rows(self, title: str, least: int, most: int, random: Random) -> int:
        """Return how many entries a list gets, from `least` to `most`."""
        for pattern, count in self.counts:
            if _search(pattern, title):
                return min(max(count, least), most)
        if self.optional in {0.0, 1.0}:
            return min(max(least, int(self.optional)), most)
        return random.randint(least, max(least, min(most, least + 2, max(least, _TYPICAL_ROWS))))

    def preferred(self, field: Field) -> object:
        """Return the answer the persona wants to give, None if it has no opinion."""
        if field.type == "yes-no":
            if self.affirms and _search(self.affirms, field.label):
                return True
            return False if self.denies and _search(self.denies, field.label) else None
        if field.options and self.likes:
            liked = [option.key for option in field.options if _search(self.likes, option.label)]
            return (liked if field.type == "multiple-choice" else liked[0]) if liked else None
        if field.type == "integer":
            return next((count for pattern, count in self.counts if _search(pattern, field.label)), None)
        return None

    def title_of(self, item: Field | Group) -> str:
        """Return the words by which preferences find an element."""
        return item.label if isinstance(item, Field) else item.title or item.key


STANDARD = Persona("standard", "Gemischt")
MINIMAL = Persona("minimal", "Nur das Nötigste", optional=0.0)
EVERYTHING = Persona("everything", "Alles ausgefüllt", optional=1.0)
FAMILY = Persona(
    "family", "Verheiratet, zwei Kinder", optional=0.6,
    likes=r"verheiratet|ehe(gatt|partner|frau|mann)|natürliche person|privatperson|\bbürger",
    affirms=r"verheiratet|ehe(gatt|partner)|kind",
    denies=r"unternehmen|gewerb|juristisch|firma",
    counts=((r"\bkind(er|ern)?\b|anzahl.*kinder", 2),),
    answers=r"ehe(gatt|partner)|kind", skips=r"unternehmen|firma|juristische",
)  # fmt: skip
COMPANY = Persona(
    "company", "Firma", optional=0.6,
    likes=r"juristische person|unternehmen|firma|gesellschaft|gewerb|gmbh",
    affirms=r"unternehmen|gewerb|juristisch|firma|handelsregister",
    denies=r"verheiratet|privat|kinder", answers=r"unternehmen|firma|juristische|vertret|register",
    skips=r"ehe(gatt|partner)|\bkind",
)  # fmt: skip

PERSONAS: Mapping[str, Persona] = MappingProxyType(
    {persona.key: persona for persona in (STANDARD, MINIMAL, EVERYTHING, FAMILY, COMPANY)}
)
"""the personas that come with the house, by key; `standard` is the one for exploring"""


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _search(pattern: str, text: str) -> bool:
    return bool(_pattern(pattern).search(text))
