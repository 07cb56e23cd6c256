"""A month."""

import pytest

from kreishaus.services.forms.fields.month.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("month")


@pytest.mark.parametrize(
    "typed", ["12/2026", "12.2026", "12 2026", "12-2026", "2026-12", "Dezember 2026", "dez. 2026", "DEZ 2026"]
)
def test_a_month_is_understood(typed: str) -> None:
    assert TYPE.parse([typed], FIELD) == "2026-12"


def test_march_has_many_spellings() -> None:
    assert {TYPE.parse([f"{name} 2026"], FIELD) for name in ("März", "Maerz", "Mrz.", "mär")} == {"2026-03"}


@pytest.mark.parametrize("typed", ["13/2026", "0/2026", "2026", "Sommer 2026", "12/26", "12/9999"])
def test_what_is_no_month_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="12/2026"):
        TYPE.parse([typed], FIELD)


def test_it_is_read_with_its_name_and_typed_with_its_number() -> None:
    assert TYPE.display("2026-03", FIELD) == "März 2026"
    assert TYPE.typed("2026-03", FIELD) == "03/2026"
