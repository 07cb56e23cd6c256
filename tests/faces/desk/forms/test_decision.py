import pytest

from kreishaus.faces.desk.forms.decision import DecisionForm

TYPED = {"revision": "1", "subject": "Ihre Zufahrt", "paragraphs": "Sie dürfen bauen."}


@pytest.mark.parametrize(
    ("fee", "amount"), [("", None), ("30,70", 3070), ("30.70 €", 3070), ("1.234,50", 123450), ("0", 0)]
)
def test_fees_are_read_as_people_write_them(fee: str, amount: int | None) -> None:
    form = DecisionForm({**TYPED, "fee": fee})

    assert form.is_valid(), form.errors
    assert form.wording().fee_cents == amount


@pytest.mark.parametrize("fee", ["dreißig", "1.234", "-5", "30,705", "99999999999"])
def test_a_fee_that_is_none_is_refused(fee: str) -> None:
    assert "fee" in DecisionForm({**TYPED, "fee": fee}).errors


def test_paragraphs_are_parted_by_blank_lines_and_conditions_by_lines() -> None:
    form = DecisionForm({**TYPED, "paragraphs": "Eins\r\nweiter\r\n \r\n\r\nZwei", "conditions": "A\r\n\r\n B "})

    assert form.is_valid()
    assert list(form.wording().paragraphs) == ["Eins\nweiter", "Zwei"]
    assert list(form.wording().conditions) == ["A", "B"]


def test_what_is_missing_is_said_once_for_the_summary() -> None:
    form = DecisionForm({"revision": "1"})

    assert form.mistakes == [
        ("id_subject", "Betreff: Bitte schreiben Sie einen Betreff."),
        ("id_paragraphs", "Entscheidung: Bitte schreiben Sie, was entschieden wird."),
    ]
