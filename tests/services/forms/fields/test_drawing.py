"""Lines drawn by hand."""

import pytest

from kreishaus.services.forms.fields.drawing.field import LONGEST, TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("drawing")


@pytest.mark.parametrize(
    "typed", ['M1 1L2 2"/><script>', "M1 1 Z", "m1 1", "L1 1", "M1.5 2", "M1 1" * LONGEST, "url(#x)", "M1234 1"]
)
def test_anything_but_strokes_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse([typed], FIELD)
    assert TYPE.validate(typed, FIELD) != []
    assert TYPE.picture(typed, FIELD) == ""


def test_the_picture_holds_the_strokes_and_a_name() -> None:
    picture = TYPE.picture("M10 20L30 40", FIELD)

    assert 'd="M10 20L30 40"' in picture
    assert 'role="img" aria-label="Zeichnung"' in picture
