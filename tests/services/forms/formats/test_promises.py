"""What the formats promise, for any form and any lawful answers."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import PERSONAS, try_fill
from kreishaus.services.forms.formats.xdatenfelder import Origin, convert, read_schema, write_schema
from tests.services.forms.engine.drawing import forms
from tests.services.forms.formats.submission.outside import Receiver
from tests.services.forms.parking import TODAY

_FEW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@_FEW
@given(forms(), st.integers(0, 10**6), st.sampled_from(sorted(PERSONAS)))
def test_a_complete_submission_is_valid_outside_and_comes_back(schema: FormSchema, seed: int, persona: str) -> None:
    filling = try_fill(schema, on=TODAY, seed=seed, persona=PERSONAS[persona])
    if not filling.is_complete:
        return
    receiver, submitted = Receiver(schema), filling.evaluation.submitted

    assert receiver.complaints(submitted) == []
    assert receiver.returned(submitted) == (submitted, submitted)


@_FEW
@given(forms())
def test_a_form_goes_out_and_comes_back_the_same(schema: FormSchema) -> None:
    content = write_schema(schema, Origin("2026-06-01T08:00:00+00:00"))

    assert convert(read_schema(content, name="export.xml")).form == schema.to_data()
