"""The settings of a service as a form; their names are those of the package."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.base.problems import Problem
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.people.organisation.models import Office
from kreishaus.services.catalogue.enums import Audience
from kreishaus.workshop.packages.enums import Process, SignOff
from kreishaus.workshop.packages.formats.settings import SETTINGS

_SPOKEN = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>Tag|Woche|Monat|Jahr)(e|en|n)?", re.IGNORECASE | re.ASCII)
_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}
_CEL = "CEL über die Felder des Formulars, zum Beispiel: person.vorname + ' ' + person.name"
_FIELD_OF = {".".join(str(step) for step in path): name for name, path in SETTINGS.items()}


class SettingsForm(PlainForm):
    """What only the authority knows about a service: office, filing position, deadlines, texts."""

    name = forms.CharField(label="Name der Leistung", max_length=250)
    summary = forms.CharField(
        label="In einem Satz",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Diesen Satz lesen die Leute in der Suche.",
    )
    office = forms.ChoiceField(label="Zuständiges Amt", required=False)
    filing_position = forms.CharField(
        label="Stelle im Aktenplan",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"list": "aktenplan"}),
        help_text="Nummer oder ein Stichwort tippen, dann auswählen.",
    )
    file_title = forms.CharField(label="Titel der Akte", max_length=300, required=False)
    retention = forms.CharField(label="Aufbewahrung", max_length=40, required=False, help_text="Zum Beispiel: 5 Jahre.")
    process = forms.ChoiceField(label="Ablauf", choices=Process.choices)
    sign_off = forms.ChoiceField(label="Den Bescheid zeichnet", choices=SignOff.choices)
    decide_within = forms.CharField(
        label="Entscheidung innerhalb von",
        max_length=40,
        required=False,
        help_text="Zum Beispiel: 6 Wochen oder 3 Monate.",
    )
    fee_text = forms.CharField(label="Kosten (Text im Katalog)", max_length=300, required=False)
    duration_text = forms.CharField(label="Dauer (Text im Katalog)", max_length=300, required=False)
    legal_basis = forms.CharField(
        label="Rechtsgrundlagen",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eine je Zeile, zum Beispiel: § 15 BJagdG. Dahinter kann eine Adresse stehen: § 15 BJagdG | https://…",
    )
    legal_remedy = forms.CharField(
        label="Rechtsbehelfsbelehrung", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    applicant_name = forms.CharField(label="Wo steht der Name?", max_length=1000, required=False, help_text=_CEL)
    applicant_email = forms.CharField(label="Wo steht die E-Mail-Adresse?", max_length=1000, required=False)
    applicant_address = forms.CharField(
        label="Wo steht die Anschrift?",
        max_length=1000,
        required=False,
        help_text="Eine Liste von Zeilen in eckigen Klammern, mit Komma getrennt.",
    )
    title = forms.CharField(label="Titel des Vorgangs", max_length=1000, required=False, help_text=_CEL)
    life_situation = forms.CharField(label="Lebenslage", max_length=100, required=False)
    keywords = forms.CharField(
        label="Stichwörter", max_length=2000, required=False, help_text="Mit Komma getrennt. Danach suchen die Leute."
    )
    audience = forms.MultipleChoiceField(
        label="Für wen?", choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(office.number, str(office)) for office in Office.objects.order_by("number")]
        self.fields["office"].choices = [("", "Bitte wählen"), *offices]  # type: ignore[attr-defined]

    def clean_filing_position(self) -> str:
        """Return the number alone: the list of suggestions shows it with its title."""
        return str(self.cleaned_data["filing_position"]).strip().partition(" ")[0]

    def clean_retention(self) -> str:
        """Return the period as service.yaml writes it."""
        return written_duration(self.cleaned_data["retention"])

    def clean_decide_within(self) -> str:
        """Return the period as service.yaml writes it."""
        return written_duration(self.cleaned_data["decide_within"])

    def clean_keywords(self) -> list[str]:
        """Return the keywords as a list."""
        return [word.strip() for word in str(self.cleaned_data["keywords"]).split(",") if word.strip()]

    def clean_legal_basis(self) -> list[dict[str, str]]:
        """Return the laws as service.yaml writes them."""
        lines = str(self.cleaned_data["legal_basis"]).splitlines()
        pairs = [line.partition("|") for line in lines if line.strip()]
        laws = [{"text": text.strip(), "url": url.strip()} for text, _, url in pairs]
        return [{name: value for name, value in law.items() if value} for law in laws]

    def changes(self) -> dict[str, object]:
        """Return what was typed under the names of the package's settings."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in SETTINGS}
        return {name: _unix(value) if isinstance(value, str) else value for name, value in typed.items()}

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem at the field it belongs to."""
        for problem in problems:
            text = f"{problem.message} {problem.hint}".strip()
            self.add_error(_FIELD_OF.get(problem.path), text)


def initial_of(settings: Mapping[str, object], *, digest: str) -> dict[str, object]:
    """Return the settings as the form shows them; the digest notices when somebody else changes them."""
    keywords = settings.get("keywords")
    joined = ", ".join(str(word) for word in keywords) if isinstance(keywords, list) else ""
    periods = {name: spoken_duration(str(settings.get(name) or "")) for name in ("retention", "decide_within")}
    laws = settings.get("legal_basis")
    written = "\n".join(map(_law, laws)) if isinstance(laws, list) else ""
    return {**settings, **periods, "keywords": joined, "legal_basis": written, "shown": digest}


def _law(law: Mapping[str, str]) -> str:
    return f"{law.get('text', '')} | {law['url']}" if law.get("url") else law.get("text", "")


def spoken_duration(written: str) -> str:
    """Return "6 Wochen" for "P6W"; anything else stays as it is."""
    try:
        return parse_duration(written).in_words
    except NotADuration:
        return written


def written_duration(spoken: str) -> str:
    """Return "P6W" for "6 Wochen"; anything else stays as it is, and the package says what is wrong."""
    found = _SPOKEN.fullmatch(spoken.strip())
    return f"P{int(found['count'])}{_UNITS[found['unit'].lower()]}" if found else spoken.strip()


class SendBackForm(PlainForm):
    """Why a submitted version goes back to its makers."""

    reason = forms.CharField(
        label="Warum geht die Fassung zurück?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte schreiben Sie kurz, was zu ändern ist."},
    )


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
