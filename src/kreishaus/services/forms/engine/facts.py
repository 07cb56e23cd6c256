"""What a form knows about the authority that uses it: conditions read it as `facts.<name>`.

Facts are no answers. They stand in form.yaml, so that the same package works in another Land after
one line is changed; an open fact (`""`) reads as unanswered and keeps the form from publication.
"""

from kreishaus.services.forms.engine.reading import Settings, did_you_mean

PREFIX = "facts."
STATES = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
"""the Länder by the letters of ISO 3166-2:DE"""
KNOWN = {"state": STATES}
TITLES = {"state": "Land"}


def facts_of(settings: Settings) -> dict[str, str]:
    """Read the facts of a form; one may be open, but not misspelled."""
    facts: dict[str, str] = {}
    for name, value in settings.mapping("facts").items():
        if name not in KNOWN:
            hint = did_you_mean(name, KNOWN) or f"Möglich sind: {', '.join(KNOWN)}."
            settings.problem("facts", f"„{name}“ gibt es unter „facts“ nicht.", hint=hint)
        elif value and value not in KNOWN[name]:
            hint = f"Möglich sind: {', '.join(KNOWN[name])}."
            settings.problem("facts", f"„{value}“ ist kein Wert für „{name}“.", hint=hint)
        else:
            facts[name] = str(value or "")
    return facts
