import pytest

from kreishaus.faces.desk.forms.service import spoken_duration, written_duration


@pytest.mark.parametrize(
    ("spoken", "written"),
    [("6 Wochen", "P6W"), ("1 Tag", "P1D"), ("3 monate", "P3M"), ("10 Jahre", "P10Y"), ("", ""), ("bald", "bald")],
)
def test_periods_are_written_as_people_say_them(spoken: str, written: str) -> None:
    assert written_duration(spoken) == written


@pytest.mark.parametrize(("written", "spoken"), [("P6W", "6 Wochen"), ("", ""), ("bald", "bald")])
def test_periods_are_shown_in_words(written: str, spoken: str) -> None:
    assert spoken_duration(written) == spoken
