"""The way through the pages."""

from kreishaus.services.forms.paging import next_page, previous_page
from tests.services.forms.parking import judged


def test_pages_follow_each_other_as_far_as_they_are_visible() -> None:
    evaluation = judged({})

    assert next_page(evaluation, "vehicles") == "person"
    assert next_page(evaluation, "person") is None
    assert previous_page(evaluation, "person") == "vehicles"
    assert previous_page(evaluation, "vehicles") is None
