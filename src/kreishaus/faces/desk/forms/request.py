"""The message by which an office asks for more."""

from django import forms

from kreishaus.faces.desk.forms.plain import PlainForm


class RequestForm(PlainForm):
    """Subject and text of a request for information (Nachforderung)."""

    subject = forms.CharField(
        label="Betreff",
        max_length=200,
        initial="Wir brauchen noch etwas von Ihnen",
        error_messages={"required": "Bitte schreiben Sie einen Betreff."},
    )
    body = forms.CharField(
        label="Text",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Was fehlt, warum, und bis wann? Kurze Sätze helfen.",
        error_messages={"required": "Bitte schreiben Sie, was noch fehlt."},
    )
