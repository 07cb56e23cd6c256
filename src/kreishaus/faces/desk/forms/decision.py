"""The wording of a decision as a form: one text area for the paragraphs, one line for each condition."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from kreishaus.base.money import NotAnAmount, cents, euro
from kreishaus.casework.actions import Wording
from kreishaus.casework.models import Decision
from kreishaus.faces.desk.forms.plain import PlainForm

_BLANK_LINES = re.compile(r"\n[ \t]*\n+")
_MOST_CENTS = 2_000_000_000


class DecisionForm(PlainForm):
    """Everything a case worker may change in a decision."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label="Betreff", max_length=250, error_messages={"required": "Bitte schreiben Sie einen Betreff."}
    )
    salutation = forms.CharField(label="Anrede", max_length=250, required=False)
    paragraphs = forms.CharField(
        label="Entscheidung",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Eine Leerzeile beginnt einen neuen Absatz.",
        error_messages={"required": "Bitte schreiben Sie, was entschieden wird."},
    )
    conditions = forms.CharField(
        label="Nebenbestimmungen",
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eine je Zeile. Sie werden nummeriert.",
    )
    reasons = forms.CharField(
        label="Begründung",
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Bei einer Ablehnung immer nötig (§ 39 VwVfG).",
    )
    fee = forms.CharField(
        label="Gebühr in Euro", max_length=20, required=False, help_text="Zum Beispiel 30,70. Leer heißt: keine Gebühr."
    )
    legal_remedy = forms.CharField(
        label="Rechtsbehelfsbelehrung", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_fee(self) -> int | None:
        """Return the fee in cents."""
        text = str(self.cleaned_data["fee"]).strip()
        if not text:
            return None
        try:
            amount = cents(text)
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 <= amount <= _MOST_CENTS:
            raise forms.ValidationError("Bitte prüfen Sie den Betrag.")
        return amount

    def wording(self) -> Wording:
        """Return what was typed as the wording of a decision."""
        typed = self.cleaned_data
        return Wording(
            subject=typed["subject"],
            salutation=typed["salutation"],
            paragraphs=_paragraphs(typed["paragraphs"]),
            conditions=[line.strip() for line in typed["conditions"].splitlines() if line.strip()],
            reasons=_unix(typed["reasons"]).strip(),
            legal_remedy=_unix(typed["legal_remedy"]).strip(),
            fee_cents=typed["fee"],
        )


def initial_of(decision: Decision) -> dict[str, Any]:
    """Return the stored wording as the form shows it."""
    return {
        "revision": decision.revision,
        "subject": decision.subject,
        "salutation": decision.salutation,
        "paragraphs": "\n\n".join(decision.paragraphs),
        "conditions": "\n".join(decision.conditions),
        "reasons": decision.reasons,
        "fee": "" if decision.fee_cents is None else euro(decision.fee_cents).removesuffix("€").strip(),
        "legal_remedy": decision.legal_remedy,
    }


def again_at(typed: Mapping[str, Any], revision: int) -> DecisionForm:
    """Return the form with what was typed, ready to be saved over the newer revision."""
    return DecisionForm({**{name: typed.get(name, "") for name in DecisionForm.base_fields}, "revision": revision})


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINES.split(_unix(text)) if part.strip()]


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
