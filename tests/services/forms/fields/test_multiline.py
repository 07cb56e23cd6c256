"""Several lines of text."""

from kreishaus.services.forms.fields.multiline.field import TYPE
from tests.services.forms.fields.contract import field_of


def test_line_ends_of_all_systems_become_one_kind() -> None:
    assert TYPE.parse(["\r\neins \r\n\r\nzwei\rdrei\n"], field_of("multiline")) == "eins\n\nzwei\ndrei"


def test_it_takes_more_than_a_line() -> None:
    field = field_of("multiline")

    assert TYPE.validate("x" * 20_000, field) == []
    assert TYPE.validate("x" * 20_001, field) != []
