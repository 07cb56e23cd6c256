"""Files among the answers."""

from kreishaus.services.applications.engine import files
from kreishaus.services.applications.engine.files import FileAnswer

PLAN = FileAnswer(sha256="a" * 64, name="plan.pdf", size=10, media_type="application/pdf")
PHOTO = FileAnswer(sha256="b" * 64, name="foto.jpg", size=20, media_type="image/jpeg")


def test_all_files_are_found_in_the_order_of_the_answers() -> None:
    answers = {"evidence": {"plan": [PLAN]}, "vehicle": [{"plate": "x", "consent": [PHOTO]}, {}], "count": 3}

    assert list(files.files_in(answers)) == [PLAN, PHOTO]


def test_a_group_that_only_looks_like_a_file_is_none() -> None:
    assert list(files.files_in({"document": {"name": "Plan", "size": 3}})) == []
