"""Forms about a document: what is noted, and giving it back with a new version."""

from typing import Any

from django import forms

from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.records.enums import Direction, DocumentKind
from kreishaus.records.models import Document


class DocumentForm(PlainForm):
    """What is noted about a document."""

    title = forms.CharField(
        label="Titel", max_length=300, error_messages={"required": "Bitte geben Sie einen Titel ein."}
    )
    kind = forms.ChoiceField(label="Art", choices=DocumentKind.choices)
    type = forms.CharField(
        label="Dokumenttyp", max_length=100, required=False, help_text="Zum Beispiel Gutachten, Rechnung, E-Mail."
    )
    direction = forms.ChoiceField(label="Richtung", choices=Direction.choices)
    written_on = forms.DateField(
        label="Datum des Schreibens",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    received_at = forms.DateTimeField(
        label="Eingegangen am",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    sent_at = forms.DateTimeField(
        label="Versandt am",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    sender = forms.CharField(label="Absender", max_length=300, required=False)
    recipients = forms.CharField(
        label="Empfänger",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Je Zeile eine Person oder Stelle.",
    )
    foreign_reference = forms.CharField(label="Fremdes Geschäftszeichen", max_length=120, required=False)
    parent = forms.ModelChoiceField(
        label="Anlage zu", queryset=Document.objects.none(), required=False, empty_label="keinem anderen Dokument"
    )
    reason = forms.CharField(label="Grund der Änderung", max_length=300, required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = Document.objects.filter(case=document.case_id).exclude(pk=document.pk).order_by("number")
