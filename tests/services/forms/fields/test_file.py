"""Attached files."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.file.field import TYPE, accepted, max_bytes, size_text
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of
from tests.services.forms.fields.examples import FILE


def test_files_never_arrive_as_text() -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse(["nachweis.pdf"], field_of("file"))


def test_another_kind_of_file_is_said_with_its_name() -> None:
    field = field_of("file", accept=["jpg", "png"])

    assert TYPE.validate([FILE], field) == ["Bitte laden Sie „nachweis.pdf“ als JPG oder PNG hoch."]


def test_a_file_too_large_is_said_with_the_limit() -> None:
    large = {**FILE, "size": 6 * 1024 * 1024}

    assert TYPE.validate([large], field_of("file", max_mb=5)) == [
        "„nachweis.pdf“ ist zu groß. Bitte laden Sie höchstens 5 MB hoch."
    ]


@pytest.mark.parametrize("change", [{"sha256": "../../etc"}, {"name": ""}, {"size": "5"}, {"media_type": None}])
def test_an_entry_that_is_no_file_is_refused(change: dict[str, object]) -> None:
    assert TYPE.validate([{**FILE, **change}], field_of("file")) != []


def test_without_settings_the_usual_files_are_welcome() -> None:
    field = field_of("file")

    assert accepted(field) == ("pdf", "jpg", "png")
    assert max_bytes(field) == 10 * 1024 * 1024
    assert TYPE.hint(field) == "PDF, JPG oder PNG, höchstens 10 MB."


def test_conditions_do_not_see_the_hash() -> None:
    assert TYPE.read([FILE]) == [{"name": "nachweis.pdf", "size": 2048, "media_type": "application/pdf"}]


def test_sizes_are_said_in_words() -> None:
    assert [size_text(size) for size in (1, 340_000, 1_300_000)] == ["1 KB", "332 KB", "1,2 MB"]


def test_a_limit_to_the_byte_counts_if_it_is_smaller() -> None:
    def refused(size: int, **limits: int) -> bool:
        entry = {"sha256": "0" * 64, "name": "a.pdf", "size": size, "media_type": "application/pdf"}
        return TYPE.validate([entry], field_of("file", **limits)) != []

    assert not refused(10_000_000, max_mb=10, max_bytes=10_000_000)
    assert refused(10_000_001, max_mb=10, max_bytes=10_000_000)
    assert refused(5_300_000, max_mb=5, max_bytes=10_000_000)
    assert TYPE.hint(field_of("file", max_mb=10, max_bytes=10_000_000)).endswith("höchstens 10 MB.")
    assert TYPE.hint(field_of("file", max_mb=3, max_bytes=2_621_440)).endswith("höchstens 2,5 MB.")


def test_a_limit_must_be_a_number() -> None:
    with pytest.raises(Problems, match="ganze Zahl ab 1"):
        field_of("file", max_bytes="viel")
