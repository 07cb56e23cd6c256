"""Keys of texts follow the elements they name."""

from kreishaus.workshop.packages.formats.languages import keys_followed


def test_keys_move_with_their_element() -> None:
    entries = {"car.plate.label": 1, "car.plates.label": 1, "pages.one.title": 1, "rules.R1.message": 1}
    assert keys_followed(entries, {"car.plate": "owner.number", "@one": "@first"}) == {
        "car.plate.label": "owner.number.label",
        "pages.one.title": "pages.first.title",
    }


def test_the_innermost_move_decides() -> None:
    moved = {"car": "vehicle", "car.plate": "vehicle.number"}
    assert keys_followed({"car.plate.label": 1, "car.title": 1}, moved) == {
        "car.plate.label": "vehicle.number.label",
        "car.title": "vehicle.title",
    }
