from random import Random

import pytest

from kreishaus.services.forms.fields import patterns
from kreishaus.services.forms.fields.pattern_samples import sample_of


@pytest.mark.parametrize(
    "pattern",
    [
        "([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}",
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{1,63}$",
        r"[\p{L}0-9. ]*",
        "[1-9][0-9]{12}",
        r"^(?:DE|AT)\d{2}[ ]?(\w{4}){3,}$",
        r"[^a-z]{3}x+?y??",
        r"\p{Lu}\P{L}\x41é",
        "a|b|(c|d)*",
        r"(?i)ja|nein",
        r"[a\-z\]]{4}",
        r"\S\s\D",
        "",
    ],
)
def test_samples_match_their_pattern(pattern: str) -> None:
    for seed in range(30):
        text = sample_of(pattern, Random(seed), longest=80)

        assert text is not None
        assert patterns.matches(pattern, text), text


def test_lengths_are_kept() -> None:
    for seed in range(30):
        text = sample_of("[a-z ]{0,50}", Random(seed), shortest=20, longest=25)

        assert text is not None
        assert 20 <= len(text) <= 25


@pytest.mark.parametrize(
    "pattern", ["[[a-c][0-9]]{2}", "[a-z&&[^b]]", r"\p{Emoji_Presentation}", "[[:alpha:]]", "a{", "(", "[a"]
)
def test_what_is_not_understood_has_no_sample(pattern: str) -> None:
    assert sample_of(pattern, Random(1)) is None


def test_what_cannot_be_so_short_has_no_sample() -> None:
    assert sample_of("Codeliste Regionalschlüssel", Random(1), longest=12) is None


def test_generous_patterns_stay_bounded() -> None:
    text = sample_of("((a*)*)*b", Random(3), longest=500)

    assert text is None or len(text) <= 500
