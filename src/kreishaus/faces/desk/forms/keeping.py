"""Forms about files and cases: what is noted, how long it is kept, who takes part, what it refers to."""

from typing import Any

from django import forms

from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.people.organisation.models import Office
from kreishaus.records.enums import Confidentiality, Medium, ParticipantRole
from kreishaus.records.models import FilingPosition

_DATE = {"type": "date"}


class OneReasonForm(PlainForm):
    """Why something is done that people will ask about later."""

    reason = forms.CharField(
        label="Grund", max_length=300, error_messages={"required": "Bitte nennen Sie den Grund. Er steht im Verlauf."}
    )


class TitleForm(PlainForm):
    """The title of a new part or case."""

    title = forms.CharField(
        label="Titel", max_length=300, error_messages={"required": "Bitte geben Sie einen Titel ein."}
    )


class HoldForm(OneReasonForm):
    """A hold: why, and until when at the longest."""

    until = forms.DateField(
        label="Längstens bis",
        required=False,
        widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"),
        help_text="Leer heißt: bis jemand die Sperre aufhebt.",
    )

    field_order = ("reason", "until")


class RetentionForm(OneReasonForm):
    """Another end of the time something is kept."""

    until = forms.DateField(
        label="Aufzubewahren bis",
        required=False,
        widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"),
        help_text="Leer heißt: ohne Ende.",
    )

    field_order = ("until", "reason")


class ParticipantForm(PlainForm):
    """Somebody who takes part."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Bitte geben Sie einen Namen ein."}
    )
    role = forms.ChoiceField(label="Rolle", choices=ParticipantRole.choices)
    organisation = forms.CharField(label="Firma oder Behörde", max_length=200, required=False)
    street = forms.CharField(label="Straße und Hausnummer", max_length=200, required=False)
    city = forms.CharField(label="PLZ und Ort", max_length=200, required=False)
    email = forms.EmailField(
        label="E-Mail",
        required=False,
        error_messages={"invalid": "Bitte prüfen Sie die Adresse. Sie braucht ein @ und einen Punkt."},
    )
    phone = forms.CharField(label="Telefon", max_length=50, required=False)


class ReferenceForm(PlainForm):
    """A cross reference: a reference of this house, or any other text."""

    target = forms.CharField(
        label="Worauf verweisen Sie?",
        max_length=200,
        help_text="Ein Aktenzeichen aus dem Haus wird zum Link. Auch fremde gehen: Amtsgericht Leer, 3 K 12/26.",
        error_messages={"required": "Bitte nennen Sie das Aktenzeichen."},
    )
    note = forms.CharField(label="Warum?", max_length=300, required=False)


class NewFileForm(PlainForm):
    """A file for one lasting subject."""

    position = forms.ModelChoiceField(
        label="Aktenplan",
        queryset=FilingPosition.objects.none(),
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie die Stelle im Aktenplan."},
    )
    title = forms.CharField(
        label="Titel",
        max_length=300,
        help_text="Worum geht es auf Dauer? Zum Beispiel ein Grundstück oder ein Verein.",
        error_messages={"required": "Bitte geben Sie einen Titel ein."},
    )
    office = forms.ModelChoiceField(
        label="Federführendes Amt",
        queryset=Office.objects.none(),
        error_messages={"required": "Bitte wählen Sie das Amt."},
    )

    def __init__(self, *args: Any, positions: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("position", positions), ("office", offices)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = choices


class KeptForm(PlainForm):
    """What is noted about a file or a case."""

    title = forms.CharField(
        label="Titel", max_length=300, error_messages={"required": "Bitte geben Sie einen Titel ein."}
    )
    begins_on = forms.DateField(
        label="Laufzeit von", required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d")
    )
    confidentiality = forms.ChoiceField(label="Vertraulichkeit", choices=Confidentiality.choices)
    medium = forms.ChoiceField(label="Form", choices=Medium.choices)
    paper_location = forms.CharField(
        label="Standort des Papiers",
        max_length=200,
        required=False,
        help_text="Nur wenn es auch Papier gibt: Raum, Regal, Ordner.",
    )
    reason = forms.CharField(label="Grund der Änderung", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Paper needs a place where one finds it."""
        data = super().clean() or {}
        if data.get("medium") in (Medium.HYBRID, Medium.PAPER) and not data.get("paper_location"):
            self.add_error("paper_location", "Bitte sagen Sie, wo das Papier liegt.")
        return data


class CaseForm(KeptForm):
    """What is noted about a case: besides, the day from which its retention may count."""

    relevant_on = forms.DateField(
        label="Bezugsdatum",
        required=False,
        widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"),
        help_text="Zum Beispiel das Ende einer Erlaubnis. Manche Fristen beginnen damit.",
    )

    field_order = ("title", "begins_on", "relevant_on", "confidentiality", "medium", "paper_location", "reason")
