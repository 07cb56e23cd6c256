"""texts/<language>.yaml: strict to read, exact to write, and it knows when the German text has changed."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.workshop.packages.formats.languages import (
    Entry,
    State,
    Translation,
    mark_of,
    read_translation,
    write_translation,
)

GERMAN = {"service.name": "Parken", "car.plate.label": "Kennzeichen", "car.plate.hint": "Vorn"}


def _entry(german: str, text: str) -> Entry:
    return Entry(text, mark_of(german))


def test_writing_is_the_inverse_of_reading() -> None:
    entries = {
        "car.plate.hint": Entry("At the front: “here” # now\nand\tthere"),
        "service.name": _entry("Parken", "Parking"),
        "car.plate.label": _entry("Kennzeichen", "yes"),
    }
    written = write_translation(Translation("en", entries), order=GERMAN)
    read = read_translation(written, "texts/en.yaml", german=GERMAN)
    assert read == Translation("en", entries)
    assert list(read.entries) == list(GERMAN)
    assert write_translation(read, order=GERMAN) == written


def test_a_changed_german_text_makes_it_stale() -> None:
    translation = Translation("en", {"service.name": _entry("Parken", "Parking"), "car.plate.label": Entry("Plate")})
    changed = {**GERMAN, "service.name": "Parken beantragen"}
    assert translation.state_of("service.name", GERMAN["service.name"]) is State.DONE
    assert translation.state_of("service.name", changed["service.name"]) is State.STALE
    assert translation.state_of("car.plate.hint", "Vorn") is State.MISSING
    assert translation.current(changed) == {"car.plate.label": "Plate"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("language: en\ntexts:\n  car.plat.label: Plate\n", 3, "Meinten Sie „car.plate.label“?"),
        ("language: en\ntexts:\n  car.plate.label: {of: abc, text: Plate}\n", 3, "of"),
        ("language: en\ntexts:\n  car.plate.label: {txt: Plate}\n", 3, "Übersetzung"),
        ("language: en\ntexts:\n  car.plate.label: 7\n", 3, "Übersetzung"),
        ("language: tr\ntexts: {}\n", 1, "nennt aber"),
        ("language: klingon\ntexts: {}\n", 1, "language"),
        ("language: en\ntexts: {}\nmore: 1\n", 3, "more"),
        ("language: en\n", None, "Texte"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(Problems) as caught:
        read_translation(text, "texts/en.yaml", german=GERMAN)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert line is None or problem.line == line
