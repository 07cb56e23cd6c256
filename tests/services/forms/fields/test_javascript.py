r"""Patterns mean what HTML says they mean: `\d` is ASCII, `[` inside of a class is a bracket."""

import pytest

from kreishaus.services.forms.fields.javascript import for_the_checker
from kreishaus.services.forms.fields.patterns import matches, pattern_problem


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        (r"\d{3}", "123", "१२३"),
        (r"\D+", "abc१", "a1"),
        (r"\w+", "a_1", "ä"),
        (r"\W", "ä", "a"),
        (r"[\d\w.-]+", "a-1.2", "é"),
        (r"[^\d]", "x", "5"),
        (r"[\D]", "x", "5"),
        (r"a\/b", "a/b", "a\\/b"),
        (r"\u00e4", "ä", "a"),
        (r"\u{1F600}", "😀", "😁"),
        (r"\uD83D\uDE00", "😀", "😁"),
        (r"\x41", "A", "B"),
        (r"(?<jahr>\d{4})-(?<monat>\d\d)", "2026-03", "2026"),
        (r"[a[b]+", "a[b", "c"),
        (r"[a&&b]+", "a&b", "c"),
        (r"[a~~]+", "~a", "b"),
        (r"[^]", "x", ""),
        (r"x[]?", "x", "y"),
        (r"\bwort\b", "wort", "worte"),
        (r"\0", "\0", "0"),
        (r"\cJ", "\n", "J"),
        (r"a.c", "abc", "a\rc"),
        (r"\p{L}+", "äé", "1"),
        (r"\-\.\@", "-.@", "x"),
        (r"[\]\\]+", "]\\", "["),
        (r"[.]", ".", "x"),
        ("[1-9][0-9]{12}", "1234567890123", "0234567890123"),
    ],
)
def test_a_pattern_of_the_web_is_understood(pattern: str, fits: str, fails: str) -> None:
    assert pattern_problem(pattern) == ""
    assert matches(pattern, fits)
    assert not matches(pattern, fails)


@pytest.mark.parametrize("pattern", [r"(?=a)a", r"(?!b)a", r"(?<=a)b", r"(?<!a)b", r"(a)\1", r"(?<x>a)\k<x>"])
def test_what_has_no_counterpart_is_reported(pattern: str) -> None:
    assert "Vorausschau" in pattern_problem(pattern)


def test_an_explosive_pattern_takes_no_time() -> None:
    assert not matches(r"(a+)+b", "a" * 5_000)


def test_what_both_dialects_share_stays_as_it_is() -> None:
    shared = r"([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}"

    assert for_the_checker(shared) == shared
