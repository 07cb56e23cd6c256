"""The code lists of xdomea."""

import pytest

from kreishaus.records.formats.xdomea.codelists import code, codes, file_format, is_complete
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import Release


def test_the_words_of_disposal() -> None:
    assert list(codes("aussonderungsart")) == ["A", "B", "V"]
    assert list(codes("bewertungsvorschlag")) == ["A", "V"]


def test_a_code_carries_its_meaning() -> None:
    assert code("schriftgutobjekttyp", "003") == Code("003", "Vorgang")


def test_message_kinds_differ_between_releases() -> None:
    assert "0507" not in codes("nachrichtentyp", Release.V2_4)
    assert "0507" in codes("nachrichtentyp", Release.V3_1)


def test_lists_of_four_are_answered_by_the_newest_known() -> None:
    assert is_complete("medium", Release.V4_0)
    assert not is_complete("dateiformat", Release.V4_0)
    assert codes("dateiformat", Release.V4_0)["045"] == "txt - Unicode Text File"


def test_an_unknown_list_has_no_codes() -> None:
    assert codes("gibt-es-nicht") == {}


@pytest.mark.parametrize(
    ("name", "archival", "expected"),
    [
        ("Bescheid.pdf", False, (Code("018"), "")),
        ("Bescheid.PDF", True, (Code("044"), "")),
        ("brief.docx", False, (Code("035"), "")),
        ("brief.doc", False, (Code("003"), "")),
        ("plan.dwg", False, (Code("100"), "dwg")),
        ("ohne", False, (Code("100"), "unbekannt")),
    ],
)
def test_the_format_follows_from_the_ending(name: str, archival: bool, expected: tuple[Code, str]) -> None:
    assert file_format(name, archival=archival) == expected
