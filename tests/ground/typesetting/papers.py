"""Example data for the papers of the house, as the upper rooms hand it over."""

from datetime import date
from typing import Any

DAY = date(2026, 11, 23)
AUTHORITY = {
    "name": "Landkreis Leer",
    "office": "Straßenverkehrsamt",
    "street": "Bergmannstraße 37",
    "city": "26789 Leer",
    "phone": "0491 926-0",
    "email": "verkehr@leer.example",
}
NOTICE = "Dies ist eine Vorführung. Alle Personen sind erfunden."


def decision(**changes: Any) -> dict[str, Any]:
    return {
        "authority": AUTHORITY,
        "clerk": {"name": "Frau Meyer", "phone": "0491 926-1234", "room": "2.14"},
        "recipient": {"lines": ["Frau", "Antje de Vries", "Mühlenstraße 12", "26789 Leer"]},
        "reference": "32-17-2026-0001",
        "date": "2026-11-23",
        "subject": "Bewohnerparkausweis für LER-AB 123",
        "salutation": "Sehr geehrte Frau de Vries,",
        "paragraphs": ["wir erteilen Ihnen den Bewohnerparkausweis für die Zone B."],
        "conditions": ["Der Ausweis liegt gut lesbar hinter der Windschutzscheibe."],
        "reasons": ["Sie wohnen in der Zone B."],
        "fee": {"amount_text": "30,70 €", "basis": "GebOSt Nr. 265", "pay_to": "Bitte überweisen Sie den Betrag."},
        "legal_remedy": "Gegen diesen Bescheid können Sie Klage erheben.",
        "signature": {"name": "Meyer", "title": "Sachbearbeiterin"},
        "demo_notice": NOTICE,
        **changes,
    }


def summary(answer: str = "LER-AB 123", **changes: Any) -> dict[str, Any]:
    rows = [{"label": "Kennzeichen", "value": answer}, {"label": "Anhänger", "value": ""}]
    return {
        "authority": AUTHORITY,
        "title": "Bewohnerparkausweis beantragen",
        "reference": "32-17-2026-0001",
        "submitted_at_text": "23. November 2026 um 14:32 Uhr",
        "pages": [{"title": "Ihr Fahrzeug", "groups": [{"title": "Fahrzeug", "rows": rows}]}],
        "not_sent": [{"label": "Überlassungserklärung", "value": "erklaerung.pdf"}, "Zweites Fahrzeug"],
        "attachments": [{"name": "Fahrzeugschein.pdf", "size_text": "245 KB", "sha256": "ab" * 32}],
        "demo_notice": NOTICE,
        **changes,
    }


def receipt(**changes: Any) -> dict[str, Any]:
    return {
        "authority": AUTHORITY,
        "title": "Ihr Antrag ist eingegangen",
        "reference": "32-17-2026-0001",
        "submitted_at_text": "23. November 2026 um 14:32 Uhr",
        "status_url": "https://leer.example/antrag/stand/8f3kQ0x-abcdefghijklmnopqrstuvwxyz0123456789",
        "decide_by_text": "Wir entscheiden spätestens am 21. Dezember 2026.",
        "next_steps": ["Frau Meyer prüft Ihre Angaben.", "Sie bekommen den Ausweis als PDF."],
        "fingerprint": "cd" * 32,
        "demo_notice": NOTICE,
        **changes,
    }
