"""Files among the answers: put in, taken out, found again; what else was typed stays."""

from typing import Any

import pytest

from kreishaus.services.applications.engine import files
from kreishaus.services.applications.engine.files import FileAnswer

PLAN = FileAnswer(sha256="a" * 64, name="plan.pdf", size=10, media_type="application/pdf")
PHOTO = FileAnswer(sha256="b" * 64, name="foto.jpg", size=20, media_type="image/jpeg")


def test_a_file_is_added_beside_what_was_typed() -> None:
    answers = {"person": {"name": "de Vries"}, "evidence": {"note": "liegt bei"}}

    changed = files.with_file(answers, "evidence.plan", PLAN)

    assert changed == {"person": {"name": "de Vries"}, "evidence": {"note": "liegt bei", "plan": [PLAN]}}
    assert answers == {"person": {"name": "de Vries"}, "evidence": {"note": "liegt bei"}}


def test_the_same_file_is_there_only_once() -> None:
    once = files.with_file({}, "evidence.plan", PLAN)

    assert files.with_file(once, "evidence.plan", PLAN) == once


def test_a_file_finds_its_row_in_a_repeated_group() -> None:
    answers = {"vehicle": [{"plate": "LER-A 1"}]}

    changed = files.with_file(files.with_file(answers, "vehicle[0].consent", PLAN), "vehicle[1].consent", PHOTO)

    assert changed == {"vehicle": [{"plate": "LER-A 1", "consent": [PLAN]}, {"consent": [PHOTO]}]}


def test_taking_a_file_out_leaves_the_others() -> None:
    answers = {"evidence": {"plan": [PLAN, PHOTO]}}

    assert files.without_file(answers, "evidence.plan", PLAN["sha256"]) == {"evidence": {"plan": [PHOTO]}}


@pytest.mark.parametrize(
    ("answers", "path"),
    [({"vehicle": []}, "vehicle[5].consent"), ({"person": {"name": "x"}}, "person.name"), ({"a": "x"}, "a.b.c")],
)
def test_a_path_that_leads_nowhere_is_refused(answers: dict[str, Any], path: str) -> None:
    with pytest.raises(files.NoSuchPlace):
        files.with_file(answers, path, PLAN)


def test_all_files_are_found_in_the_order_of_the_answers() -> None:
    answers = {"evidence": {"plan": [PLAN]}, "vehicle": [{"plate": "x", "consent": [PHOTO]}, {}], "count": 3}

    assert list(files.files_in(answers)) == [PLAN, PHOTO]
