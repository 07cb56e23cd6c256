from typing import Any

from kreishaus.services.forms.engine.places import answer_at
from kreishaus.workshop.proving.minimising import leaves, minimal, only

ANSWERS: dict[str, Any] = {
    "a": {"x": 1, "y": 2, "z": {"deep": 3}},
    "rows": [{"x": 1}, {"x": 2, "names": ["p", "q"]}, {"x": 3}],
    "files": {"f": [{"sha256": "00", "name": "a.pdf"}]},
}


def test_every_answer_is_a_leaf() -> None:
    assert [path for path, _ in leaves(ANSWERS)] == [
        "a.x", "a.y", "a.z.deep", "rows[0].x", "rows[1].x", "rows[1].names", "rows[2].x", "files.f",
    ]  # fmt: skip


def test_what_does_not_matter_is_left_out() -> None:
    def fault(answers: dict[str, Any]) -> bool:
        return answer_at(answers, "a.z.deep") == 3 and answer_at(answers, "rows[1].x") == 2

    assert minimal(ANSWERS, fault) == {"a": {"z": {"deep": 3}}, "rows": [{}, {"x": 2}]}


def test_a_fault_without_any_answer_needs_none() -> None:
    assert minimal(ANSWERS, lambda _answers: True) == {}


def test_the_number_of_tries_is_bounded() -> None:
    many = {"g": {f"f{number}": number for number in range(200)}}
    tried = []

    def fault(answers: dict[str, Any]) -> bool:
        tried.append(1)
        return answer_at(answers, "g.f7") == 7 and answer_at(answers, "g.f150") == 150

    assert minimal(many, fault, most=10_000) == {"g": {"f7": 7, "f150": 150}}
    assert len(tried) < 200

    tried.clear()
    minimal(many, lambda _answers: bool(tried.append(1)), most=20)
    assert len(tried) <= 20


def test_rows_keep_their_numbers() -> None:
    assert only(ANSWERS, ["rows[2].x"]) == {"rows": [{}, {}, {"x": 3}]}
