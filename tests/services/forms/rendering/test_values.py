"""Answers to read."""

from kreishaus.services.forms.rendering.values import NOT_ANSWERED, Reading, reading
from tests.services.forms.fields.contract import field_of
from tests.services.forms.parking import one_field

LEER = {"street": "Bahnhofstraße", "number": "12", "postcode": "26789", "city": "Leer"}


def read(value: object, **settings: object) -> Reading:
    """Return how an address reads."""
    node = one_field(type="address", **settings).plan.tree.by_path["g.f"]
    assert node.field
    assert node.type
    return reading(node.field, node.type, value, several=node.repeats)


def test_no_answer_says_so() -> None:
    assert read({}).text == NOT_ANSWERED


def test_values_of_several_lines_are_kept_apart() -> None:
    found = read([LEER, None, LEER], repeat="0..3")

    assert found.text == "Bahnhofstraße 12\n26789 Leer\n\nBahnhofstraße 12\n26789 Leer"


def test_a_doubt_comes_with_the_words() -> None:
    places = [{"name": "Hesel", "postcode": "26789"}]

    assert len(read(LEER, places=places).advice) == 1
    assert len(read([LEER, LEER], places=places, repeat="0..3").advice) == 2


def test_a_wrong_value_has_no_doubts_and_no_notes() -> None:
    field = field_of("iban")
    kind = one_field(type="iban").plan.tree.by_path["g.f"].type
    assert kind

    found = reading(field, kind, "DE12", several=False)

    assert (found.text, found.note, found.advice) == ("DE12", "", ())
