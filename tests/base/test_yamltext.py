from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.base.yamlsource import load
from kreishaus.base.yamltext import dump, edited

SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=40)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=12,
)
TREES = st.dictionaries(st.text(min_size=1, max_size=8), DATA, min_size=1, max_size=4)


@given(TREES)
def test_what_is_dumped_is_read_back_the_same(data: dict[str, Any]) -> None:
    assert load(dump(data), "").data == data


@given(TREES, st.data())
def test_an_edit_changes_exactly_one_value(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from(list(data)) | st.text(min_size=1, max_size=5))
    value = draw.draw(DATA)

    text = edited(dump(data), {(key,): value})

    assert load(text, "").data == {**data, key: value}


def test_an_edit_keeps_comments_and_order() -> None:
    text = (
        "# Unser Dienst\n"
        "key: hund   # bleibt\n"
        "competent: {office: '32', area: all}\n"
        "filing:\n"
        "  position: '10.1'  # Hundesteuer\n"
        "  retention: P5Y\n"
        "summary: |\n"
        "  Zeile eins\n"
        "  Zeile zwei\n"
        "\n"
        "# Ende\n"
    )

    changed = edited(
        text,
        {
            ("competent", "office"): "20",
            ("filing", "position"): "20.3",
            ("filing", "access"): "office",
            ("deadline", "decide_within"): "P6W",
            ("summary",): "Kurz.",
        },
    )

    assert changed == (
        "# Unser Dienst\n"
        "key: hund   # bleibt\n"
        'competent: {office: "20", area: all}\n'
        "filing:\n"
        '  position: "20.3"  # Hundesteuer\n'
        "  retention: P5Y\n"
        "  access: office\n"
        "summary: Kurz.\n"
        "deadline:\n"
        "  decide_within: P6W\n"
        "\n"
        "# Ende\n"
    )


def test_an_edit_reaches_an_item_of_a_list() -> None:
    text = "reviews:\n  - id: R1\n    text: WENN a\n  - {id: R2, text: b}\n"

    changed = edited(
        text,
        {
            ("reviews", 0, "settled"): {"by": "rule", "note": ""},
            ("reviews", 1, "settled"): {"by": "not-needed", "note": "Gilt nicht: alt"},
        },
    )

    assert changed == (
        "reviews:\n"
        "  - id: R1\n"
        "    text: WENN a\n"
        "    settled:\n"
        "      by: rule\n"
        '      note: ""\n'
        '  - {id: R2, text: b, settled: {by: not-needed, note: "Gilt nicht: alt"}}\n'
    )


def test_long_text_is_written_as_lines() -> None:
    assert dump({"a": [{"text": "eins\nzwei\n", "n": 1}, "x"]}) == (
        "a:\n  - text: |\n      eins\n      zwei\n    n: 1\n  - x\n"
    )


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        dump({"amount": 30.7})


def test_many_edits_of_one_list_are_done_together() -> None:
    text = dump({"reviews": [{"id": f"R{n}", "text": "WENN a\nDANN b"} for n in range(50)]})

    changed = edited(text, {("reviews", n, "settled"): {"by": "rule"} for n in range(50)})

    assert load(changed, "").data == {
        "reviews": [{"id": f"R{n}", "text": "WENN a\nDANN b", "settled": {"by": "rule"}} for n in range(50)]
    }


def test_two_edits_below_a_missing_key_meet_there() -> None:
    changed = edited("a: 1\n", {("deadline", "decide_within"): "P6W", ("deadline", "fiction"): False})

    assert changed == "a: 1\ndeadline:\n  decide_within: P6W\n  fiction: false\n"
