"""Yes or no."""

import pytest

from kreishaus.services.forms.fields.yes_no.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(("typed", "value"), [("ja", True), ("true", True), ("Nein", False), ("false", False)])
def test_words_become_true_or_false(typed: str, value: bool) -> None:
    assert TYPE.parse([typed], field_of("yes-no")) is value


def test_anything_else_is_asked_again() -> None:
    with pytest.raises(InvalidInput, match="Ja oder Nein"):
        TYPE.parse(["vielleicht"], field_of("yes-no"))
    assert TYPE.validate(1, field_of("yes-no")) == ["Bitte wählen Sie bei „Feld“ Ja oder Nein."]
