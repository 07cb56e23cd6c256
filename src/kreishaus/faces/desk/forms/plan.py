"""Forms about the filing plan: one position, and re-cutting."""

from typing import Any

from django import forms

from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.people.organisation.models import Office
from kreishaus.records.enums import Access, Disposal, RetentionStart, SuccessionKind
from kreishaus.records.validators import usable_pattern

_DATE = {"type": "date"}
_YES_NO = (("True", "ja"), ("False", "nein"))


class PositionForm(PlainForm):
    """What the plan says at one position."""

    title = forms.CharField(
        label="Bezeichnung", max_length=200, error_messages={"required": "Bitte geben Sie eine Bezeichnung ein."}
    )
    note = forms.CharField(
        label="Was gehört hierher?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    retention_years = forms.IntegerField(
        label="Aufbewahrung in Jahren", min_value=0, max_value=200, required=False, help_text="Leer heißt: ohne Ende."
    )
    retention_start = forms.ChoiceField(label="Die Frist beginnt", choices=RetentionStart.choices)
    retention_year_end = forms.TypedChoiceField(
        label="Erst mit dem Ende des Jahres?", choices=_YES_NO, coerce=lambda value: value == "True"
    )
    retention_source = forms.CharField(label="Rechtsgrundlage der Frist", max_length=200, required=False)
    disposal = forms.ChoiceField(label="Danach", choices=Disposal.choices)
    access = forms.ChoiceField(label="Zugriff", choices=Access.choices)
    lead_office = forms.ModelChoiceField(
        label="Federführendes Amt", queryset=Office.objects.order_by("number"), required=False, empty_label="offen"
    )
    pattern = forms.CharField(label="Muster der Aktenzeichen", max_length=100, validators=[usable_pattern])
    valid_from = forms.DateField(
        label="Gültig ab", required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label="Gültig bis", required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d")
    )
    reason = forms.CharField(label="Grund der Änderung", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Check that the position ends after it begins."""
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_until") and data["valid_until"] < data["valid_from"]:
            self.add_error("valid_until", "Das liegt vor dem Beginn. Bitte ein späteres Datum wählen.")
        return data


class RecutForm(PlainForm):
    """How positions go on: which ones, as what, from when, why."""

    kind = forms.ChoiceField(label="Was geschieht?", choices=SuccessionKind.choices)
    others = forms.CharField(
        label="Weitere bisherige Nummern",
        max_length=300,
        required=False,
        help_text="Nur beim Zusammenlegen, mit Leerzeichen dazwischen.",
    )
    new = forms.CharField(
        label="Neue Nummern",
        max_length=300,
        help_text="Mit Leerzeichen dazwischen. Beim Teilen nimmt die erste auf, was niemand zuordnet.",
        error_messages={"required": "Bitte nennen Sie, wie es weitergeht."},
    )
    on = forms.DateField(
        label="Ab wann?",
        widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"),
        error_messages={"required": "Bitte wählen Sie den ersten Tag."},
    )
    reason = forms.CharField(
        label="Grund", max_length=300, error_messages={"required": "Bitte nennen Sie den Grund. Er steht im Verlauf."}
    )
