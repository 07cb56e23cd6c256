"""An appointment, chosen from those that are offered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import ClassVar

from kreishaus.base.words import marked, say
from kreishaus.services.forms.fields.composites import setting
from kreishaus.services.forms.ports import FieldDefinition, FieldType, Slot, SlotSource, Wording

_WEEKDAYS = (
    marked("Montag"),
    marked("Dienstag"),
    marked("Mittwoch"),
    marked("Donnerstag"),
    marked("Freitag"),
    marked("Samstag"),
    marked("Sonntag"),
)
_SLOT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_MOST_SLOTS = 500
_USUAL_MINUTES, _MOST_MINUTES = 30, 24 * 60


class TimeSlot(FieldType):
    """One of the slots that a source offers, stored as the moment when it begins.

    Settings: `slots` (moments such as 2026-12-01T09:00), `minutes` (how long each lasts). Without
    another source (see `ports.SlotSource`) exactly these are offered, to everybody who asks.
    """

    key = "time-slot"
    title = "Termin"
    sample: ClassVar[object] = "2026-12-01T09:00"
    settings = frozenset({"slots", "minutes"})
    wording: ClassVar[Mapping[str, Wording]] = {
        "slots": Wording("Termine", "lines", "Je Zeile einer, zum Beispiel 2026-12-01T09:00"),
        "minutes": Wording("Dauer in Minuten", "number"),
    }
    grouped = True
    radios = True
    changing = True

    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the chosen moment."""
        del field
        text = raw[0].strip()[:40] if raw else ""
        return text or None

    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return a complaint about a slot that is not offered or not free."""
        slots = {slot.start: slot for slot in source().slots(field)}
        if not isinstance(value, str) or value not in slots:
            return [self.missing(field)]
        return (
            [] if slots[value].free else [say("Dieser Termin ist inzwischen vergeben. Bitte wählen Sie einen anderen.")]
        )

    def display(self, value: object, field: FieldDefinition) -> str:
        """Return day and time in words."""
        if not isinstance(value, str) or not is_moment(value):
            return str(value)
        return say(
            "{day}, {start} bis {end} Uhr", day=day_in_words(value), start=value[11:], end=_end(value, _minutes(field))
        )

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the moment."""
        del field
        return str(value)

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for a slot."""
        return say("Bitte wählen Sie bei „{label}“ einen Termin aus.", label=field.label)

    def layout(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return the free slots day by day; the chosen one is among them, whatever happened to it."""
        days: dict[str, list[dict[str, object]]] = {}
        offered = [slot for slot in source().slots(field) if slot.free or slot.start == value]
        for number, slot in enumerate(offered):
            entry = {
                "start": slot.start,
                "time": say("{start} bis {end} Uhr", start=slot.start[11:], end=_end(slot.start, slot.minutes)),
                "chosen": slot.start == value,
                "number": number,
            }
            days.setdefault(day_in_words(slot.start), []).append(entry)
        return {"days": [{"title": title, "slots": slots} for title, slots in days.items()]}

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return slots that are none."""
        slots = setting(field, "slots", ())
        right = isinstance(field.config.get("slots", []), str | list) and all(map(is_moment, slots))
        if not right or len(set(slots)) != len(slots) or len(slots) > _MOST_SLOTS:
            yield f"„slots“ braucht höchstens {_MOST_SLOTS} verschiedene Zeitpunkte wie 2026-12-01T09:00."
        minutes = field.config.get("minutes", _USUAL_MINUTES)
        if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= _MOST_MINUTES:
            yield "„minutes“ muss die Dauer in Minuten sein."

    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return one of the free slots."""
        free = [slot.start for slot in source().slots(field) if slot.free]
        return random.choice(free) if free else None


class OwnSlots:
    """The stand-in: offers what the field lists, and knows of no bookings."""

    def slots(self, field: FieldDefinition) -> Sequence[Slot]:
        """Return the slots of the field in order of time."""
        starts = [slot for slot in setting(field, "slots", ()) if is_moment(slot)]
        return [Slot(start, _minutes(field), free=True) for start in sorted(set(starts))]


_SOURCES: list[SlotSource] = [OwnSlots()]


def source() -> SlotSource:
    """Return who offers slots: the last one that was registered."""
    return _SOURCES[-1]


def register_source(new: SlotSource) -> None:
    """Let somebody else offer the slots: the room of bookings, once it does."""
    _SOURCES.append(new)


def is_moment(text: str) -> bool:
    """Return whether a text is a moment that exists, as it is stored."""
    return bool(_SLOT.fullmatch(text)) and _as_moment(text) == text


def day_in_words(moment: str) -> str:
    """Return the day of a moment with its weekday."""
    day = date.fromisoformat(moment[:10])
    return f"{say(_WEEKDAYS[day.weekday()])}, {day.day}.{day.month}.{day.year}"


def _as_moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        return ""


def _minutes(field: FieldDefinition) -> int:
    minutes = field.config.get("minutes")
    right = isinstance(minutes, int) and not isinstance(minutes, bool) and 1 <= minutes <= _MOST_MINUTES
    return minutes if right else _USUAL_MINUTES  # type: ignore[return-value]


def _end(start: str, minutes: int) -> str:
    at = int(start[11:13]) * 60 + int(start[14:]) + minutes
    return f"{at // 60 % 24:02}:{at % 60:02}"


TYPE = TimeSlot()
