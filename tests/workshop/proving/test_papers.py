import pytest

from kreishaus.ground.typesetting.text import text_of
from kreishaus.services.applications.models import Application
from kreishaus.services.forms.engine.synthesis import fill
from kreishaus.workshop.proving.papers import letter_pdf
from tests.workshop.proving.package import ON, proving


@pytest.mark.django_db
def test_a_sample_letter_is_a_real_pdf_and_nothing_is_stored() -> None:
    tried = proving()
    outcome = tried.outcome(fill(tried.form, on=ON, seed=3), on=ON)

    pdf = letter_pdf(outcome, "grant")

    assert pdf.startswith(b"%PDF-")
    assert "Erika Muster" in text_of(pdf)
    assert Application.objects.count() == 0


@pytest.mark.django_db
def test_a_letter_that_is_not_there_has_no_sample() -> None:
    tried = proving()

    with pytest.raises(KeyError):
        letter_pdf(tried.outcome({}, on=ON), "perhaps")
