"""A span of days with a first and a last one."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.composites import Composite, kind_of
from kreishaus.services.forms.fields.date.field import TYPE as DATE
from kreishaus.services.forms.ports import FieldDefinition, Member, Wording

_DAYS = ("min_days", "max_days")
_USUAL_LABELS = {"start": marked("Von"), "end": marked("Bis")}


class DateRange(Composite):
    """Two days, the second not before the first; both belong to the span.

    Settings: `min` and `max` (for both days), `min_days` and `max_days` (length), `labels`
    (start and end in other words).
    """

    key = "date-range"
    title = "Zeitraum"
    settings = frozenset({"min", "max", "min_days", "max_days", "labels"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "min_days": Wording("Mindestens Tage", "number"),
        "max_days": Wording("Höchstens Tage", "number"),
        "labels": Wording("Andere Namen für Von und Bis", "yaml", "start: Anreise und end: Abreise"),
    }
    members: ClassVar[tuple[Member, ...]] = (
        Member("start", marked("Von"), "date", required=True, type="date", width="half"),
        Member("end", marked("Bis"), "date", required=True, type="date", width="half"),
    )

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return both days with the limits of the field."""
        labels = field.config.get("labels")
        words = labels if isinstance(labels, Mapping) else {}
        return tuple(
            Member(
                key, str(words.get(key, usual)), "date", required=True, type="date", width="half",
                min=field.min, max=field.max,
            )
            for key, usual in _USUAL_LABELS.items()
        )  # fmt: skip

    def derived(self, field: FieldDefinition) -> Mapping[str, object]:
        """Return the number of days, first and last included."""
        del field
        return {"days": 7}

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return both days and how many there are."""
        members = self.members_of(field)
        days = {member.key: kind_of(member).seen(_part(value, member.key), member) for member in members}
        return {**days, "days": _length(value)}

    def between(self, value: Mapping[str, object], field: FieldDefinition) -> Iterable[tuple[str, str]]:
        """Return whether the end comes first, or the span is too short or too long."""
        days = _length(value)
        if days is None:
            return
        shortest, longest = (_limit(field, name) for name in _DAYS)
        first, last = (member.label for member in self.members_of(field))
        if days < 1:
            start = DATE.display(value["start"], field)
            yield (
                "end",
                say(
                    "„{last}“ liegt vor „{first}“ ({start}). Bitte wählen Sie ein späteres Datum.",
                    last=last,
                    first=first,
                    start=start,
                ),
            )
        elif shortest and days < shortest:
            yield (
                "end",
                say(
                    "Der Zeitraum muss mindestens {shortest} umfassen (jetzt {days}).",
                    shortest=_days(shortest),
                    days=_days(days),
                ),
            )
        elif longest and days > longest:
            yield (
                "end",
                say(
                    "Der Zeitraum darf höchstens {longest} umfassen (jetzt {days}).",
                    longest=_days(longest),
                    days=_days(days),
                ),
            )

    def put_into_words(self, words: Mapping[str, str], field: FieldDefinition) -> str:
        """Return both days with the word between them."""
        del field
        if len(words) > 1:
            return say("{start} bis {end}", start=words["start"], end=words["end"])
        return say("ab {start}", start=words["start"]) if "start" in words else say("bis {end}", end=words["end"])

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return how many days the span has."""
        del field
        days = _length(value)
        return _days(days) if days and days > 0 else ""

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return limits that are none or in the wrong order."""
        yield from DATE.problems(field)
        for name in _DAYS:
            if name in field.config and _limit(field, name) is None:
                yield f"„{name}“ zählt Tage und braucht eine ganze Zahl ab 1."
        shortest, longest = (_limit(field, name) for name in _DAYS)
        if shortest and longest and shortest > longest:
            yield "„min_days“ ist größer als „max_days“."
        labels = field.config.get("labels", {})
        if not isinstance(labels, Mapping) or not labels.keys() <= _USUAL_LABELS.keys():
            yield "„labels“ braucht Wörter für start und end."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a span within the limits."""
        shortest, longest = _limit(field, "min_days") or 1, _limit(field, "max_days") or 30
        length = timedelta(days=random.randint(shortest, max(shortest, longest)) - 1)
        first = date.fromisoformat(str(field.min)) if field.min else date(2026, 1, 1)
        last = date.fromisoformat(str(field.max)) if field.max else first + timedelta(days=400)
        room = max(0, (last - length - first).days)
        start = first + timedelta(days=random.randint(0, room))
        return {"start": start.isoformat(), "end": min(last, start + length).isoformat()}


def _part(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Mapping) else None


def _length(value: object) -> int | None:
    start, end = (_day(_part(value, key)) for key in _USUAL_LABELS)
    return (end - start).days + 1 if start and end else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _limit(field: FieldDefinition, name: str) -> int | None:
    value = field.config.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _days(count: int) -> str:
    return "1 Tag" if count == 1 else f"{count} Tage"


TYPE = DateRange()
