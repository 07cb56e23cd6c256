"""A line of text; the autocomplete token decides about e-mail and telephone inputs."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import ClassVar

from kreishaus.base import latin
from kreishaus.base.words import say
from kreishaus.services.forms.fields import made_up, patterns, typing_habits
from kreishaus.services.forms.fields.pattern_samples import sample_of
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput, Wording

_EMAIL = r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\".]{2,}"

_LATIN = "latin"
_RARELY = 0.05
_ATTEMPTS = 5


class Text(FieldType):
    """A line of text, at most 500 characters unless the field says otherwise."""

    key = "text"
    title = "Text"
    empty: ClassVar[object] = ""
    sample: ClassVar[object] = "Muster"
    settings = frozenset({"min_length", "max_length", "pattern", "example", "characters"})
    """`characters: latin` admits what DIN 91379 knows (text_latin of XDatenfelder)"""
    wording: ClassVar[Mapping[str, Wording]] = {
        "characters": Wording("Zeichenvorrat", "text", "latin: nur Zeichen nach DIN 91379. Leer: alle."),
    }
    mapping: ClassVar[tuple[tuple[str, str], ...]] = (("input", "text"), ("input", "text_latin"))
    longest: ClassVar[int] = 500

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the cleaned line."""
        text = self.cleaned(raw[0]) if raw else ""
        return (latin.plainer(text) if _is_latin(field) else text) or None

    def cleaned(self, text: str) -> str:
        """Return the text as it is stored."""
        return typing_habits.clean_line(text)

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return complaints about length, pattern and address form."""
        if not isinstance(value, str) or typing_habits.has_control_characters(value):
            return [say("Bitte geben Sie hier einen Text ein.")]
        return list(self._complaints(value, field))

    def _complaints(self, value: str, field: FieldDefinition) -> Iterable[str]:
        longest = min(field.max_length or self.longest, self.longest)
        if len(value) > longest:
            yield (
                say(
                    "Bitte kürzen Sie „{label}“ auf höchstens {longest} Zeichen (jetzt sind es {count}).",
                    label=field.label,
                    longest=longest,
                    count=len(value),
                )
            )
            return
        if field.min_length and len(value) < field.min_length:
            yield say(
                "Bitte geben Sie bei „{label}“ mindestens {min_length} Zeichen ein.",
                label=field.label,
                min_length=field.min_length,
            )
        elif field.pattern and not patterns.matches(field.pattern, value):
            yield self._pattern_complaint(field)
        elif _is_latin(field) and (foreign := latin.foreign_characters(value)):
            yield (
                say(
                    "Bitte schreiben Sie „{label}“ mit lateinischen Buchstaben. Diese Zeichen gehen hier "
                    "nicht: {foreign}.",
                    label=field.label,
                    foreign=latin.in_words(foreign),
                )
            )
        elif field.autocomplete == "email" and not patterns.matches(_EMAIL, value):
            yield say("Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.")

    def _pattern_complaint(self, field: FieldDefinition) -> str:
        wanted = patterns.in_words(field.pattern)
        if wanted:
            return say("Bitte geben Sie bei „{label}“ {wanted} ein.", label=field.label, wanted=wanted)
        if field.example:
            return say(
                "Bitte schreiben Sie „{label}“ in dieser Form: {example}", label=field.label, example=field.example
            )
        return say("Bitte prüfen Sie die Schreibweise von „{label}“.", label=field.label)

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the text itself."""
        del field
        return str(value)

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a line that means something: after the label, the pattern, or some words."""
        for candidate in self._made_up(field, random):
            if candidate and not self.validate(candidate, field) and self.cleaned(candidate) == candidate:
                return candidate
        return None

    def _made_up(self, field: FieldDefinition, random: Random) -> Iterable[str | None]:
        shortest, longest = field.min_length or 1, min(field.max_length or self.longest, self.longest)
        at_the_limit = random.random() < _RARELY
        if not at_the_limit:
            yield from made_up.inventions(field, random)
        if field.pattern:
            for _ in range(_ATTEMPTS):
                yield sample_of(field.pattern, random, shortest=shortest, longest=longest)
            return
        if field.autocomplete == "email":
            yield made_up.email(random)
        for _ in range(_ATTEMPTS):
            usual = min(longest, max(shortest, random.randint(5, 60)))
            yield made_up.text(random, random.choice([shortest, longest]) if at_the_limit else usual)
        yield "x" * shortest

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return whether the lengths contradict each other or the pattern is unusable."""
        if field.pattern and (problem := patterns.pattern_problem(field.pattern)):
            yield problem
        if field.config.get("characters", _LATIN) != _LATIN:
            yield f"„characters“ kann nur „{_LATIN}“ sein."
        if field.min_length and field.max_length and field.min_length > field.max_length:
            yield "„min_length“ ist größer als „max_length“."

    def computed(self, result: object) -> object:
        """Return a computed text or number as text."""
        if isinstance(result, bool) or not isinstance(result, str | int | float):
            raise InvalidInput(f"Das Ergebnis passt nicht zum Feldtyp „{self.title}“.")
        return self.cleaned(str(result)) or None


def _is_latin(field: FieldDefinition) -> bool:
    return field.config.get("characters") == _LATIN


TYPE = Text()
