import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.audit.engine.canonical import JSON, MAX_INTEGER, NotCanonical, canonical_json

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    value: JSON = {"Ä": [1, True, None], "b": 'sagt "ja"\n', "a": {}}

    assert canonical_json(value) == '{"a":{},"b":"sagt \\"ja\\"\\n","Ä":[1,true,null]}'.encode()


@given(VALUES)
def test_reading_gives_the_value_back_and_writing_the_same_bytes(value: JSON) -> None:
    written = canonical_json(value)

    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {"a": 1.0},
        float("nan"),
        2**53,
        -(2**53),
        {1: "a"},
        {"a": {2, 3}},
        b"bytes",
        "with \x00",
        ["a", {"b": ["with \x00"]}],
        {"with \x00": 1},
        "lone \ud800",
    ],
)
def test_what_has_no_single_spelling_is_refused(value: JSON) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(value)


def test_text_that_only_looks_like_an_escaped_nul_is_fine() -> None:
    assert canonical_json(r"\u0000") == rb'"\\u0000"'


def test_bottomless_nesting_is_refused() -> None:
    value: list[object] = []
    for _ in range(60):
        value = [value]

    with pytest.raises(NotCanonical, match="nested"):
        canonical_json(value)  # type: ignore[arg-type]
