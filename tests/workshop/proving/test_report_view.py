import html5lib
import pytest

from kreishaus.workshop.proving.report import Budget, prove
from kreishaus.workshop.proving.report_view import ReportView, report_body, report_html
from tests.workshop.proving.package import FORM, ON, proving


def page(form: str = FORM) -> str:
    """Return the report as a page."""
    tried = proving(form=form)
    return report_html(prove(tried, {}, on=ON, budget=Budget(applicants=40)), tried.form)


def test_the_page_is_valid_html_that_needs_nothing_else() -> None:
    shown = page()

    html5lib.HTMLParser(strict=True).parse(shown)
    assert "http" not in shown
    assert "<script" not in shown
    assert "Zu Ihnen → Ihr Hund → Wesenstest" in shown
    assert "Gebühr 600,00" in shown
    assert "Im Brief „Ablehnung“ bleibt" in shown
    assert "Jedes Feld, jede Regel und jede Antwort kam vor." in shown


def test_a_finding_is_shown_with_its_smallest_example() -> None:
    tried = proving(
        form=FORM.replace(
            "rules:\n",
            "rules:\n  - {id: R8, require: dog.remark, when: \"dog.kind == 'small'\"}\n"
            "  - {id: R9, forbid: dog.remark, when: \"dog.kind == 'small'\"}\n",
        )
    )
    report = prove(tried, {}, on=ON, budget=Budget(applicants=10))

    (finding, *_) = ReportView(report, tried.form).findings

    assert [(row.label, row.value) for row in finding.example] == [("Art", "Klein")]
    assert finding.word == "Fehler"


@pytest.mark.parametrize("text", ["<b>", "{{ x }}"])
def test_texts_of_the_form_are_no_markup(text: str) -> None:
    assert (
        text
        not in page(FORM.replace("title: Wesenstest\n    when", f'title: "{text} Seite"\n    when')).split("<style>")[0]
    )


def test_the_body_stands_in_other_pages() -> None:
    tried = proving()
    body = report_body(prove(tried, {}, on=ON, budget=Budget(applicants=5)), tried.form)

    assert "<html" not in body
    assert body.count("<section") == 5
