"""An appointment to choose."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.time_slot import field as time_slot
from kreishaus.services.forms.fields.time_slot.field import TYPE, day_in_words, is_moment, register_source
from kreishaus.services.forms.ports import FieldDefinition, Slot
from tests.services.forms.fields.contract import entered, field_of, form_with, shown_page
from tests.services.forms.rendering.reading import all_of, text_of

SLOTS = ["2026-12-02T09:00", "2026-12-01T09:30", "2026-12-01T09:00"]


class Booked:
    """A source that knows of a booking."""

    def slots(self, field: FieldDefinition) -> Sequence[Slot]:
        """Return two slots, one of them taken."""
        del field
        return [Slot("2026-12-01T09:00", 20, free=False), Slot("2026-12-01T09:20", 20, free=True)]


@pytest.fixture
def booked() -> Iterator[None]:
    """Let another source offer the slots."""
    register_source(Booked())
    yield
    time_slot._SOURCES.pop()


def test_slots_stand_under_their_day_in_order_of_time() -> None:
    page = shown_page(form_with("time-slot", slots=SLOTS), None)

    assert [text_of(label) for label in all_of(page, "label")] == [
        "09:00 bis 09:30 Uhr",
        "09:30 bis 10:00 Uhr",
        "09:00 bis 09:30 Uhr",
    ]
    assert "Dienstag, 1.12.2026" in text_of(page)
    assert "Mittwoch, 2.12.2026" in text_of(page)


def test_what_is_not_offered_is_refused() -> None:
    assert entered("time-slot", ["2026-12-01T11:00"], slots=SLOTS).errors == {
        "g.f": ["Bitte wählen Sie bei „Feld“ einen Termin aus."]
    }


@pytest.mark.usefixtures("booked")
def test_another_source_can_say_what_is_free() -> None:
    field = field_of("time-slot")

    assert TYPE.validate("2026-12-01T09:20", field) == []
    assert TYPE.validate("2026-12-01T09:00", field) == [
        "Dieser Termin ist inzwischen vergeben. Bitte wählen Sie einen anderen."
    ]
    assert [text_of(label) for label in all_of(shown_page(form_with("time-slot"), None), "label")] == [
        "09:20 bis 09:40 Uhr"
    ]


@pytest.mark.usefixtures("booked")
def test_the_slot_that_somebody_chose_stays_visible_when_it_is_gone() -> None:
    page = shown_page(form_with("time-slot"), "2026-12-01T09:00", with_errors=True)

    chosen = [element for element in all_of(page, "input") if element.get("checked") is not None]
    assert [element.get("value") for element in chosen] == ["2026-12-01T09:00"]


def test_without_slots_the_page_says_what_to_do() -> None:
    assert "Bitte rufen Sie uns an" in text_of(shown_page(form_with("time-slot"), None, with_errors=True))


def test_moments_are_those_that_exist() -> None:
    assert [text for text in (*SLOTS[:1], "2026-02-30T09:00", "2026-12-01T25:00", "9 Uhr") if is_moment(text)] == SLOTS[
        :1
    ]
    assert day_in_words("2026-11-26T09:00") == "Donnerstag, 26.11.2026"


@pytest.mark.parametrize(
    "settings",
    [
        {"slots": "x"},
        {"slots": ["morgen"]},
        {"slots": [SLOTS[0]] * 2},
        {"slots": SLOTS, "minutes": 0},
        {"minutes": True},
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        field_of("time-slot", **settings)
