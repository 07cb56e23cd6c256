"""Values of settings and names of FIM facts as people read them."""

import json
from collections.abc import Mapping

_LONGEST = 200
_FACTS = {
    "version": "Version", "name": "interner Name", "output_title": "Bezeichnung Ausgabe", "help": "Hilfetext",
    "output_help": "Hilfetext Ausgabe", "description": "Beschreibung", "definition": "Definition",
    "bases": "Handlungsgrundlage", "use_bases": "Handlungsgrundlage der Verwendung", "status": "Freigabestatus",
    "valid_from": "gültig ab", "valid_until": "gültig bis", "status_set_on": "Status gesetzt am",
    "status_set_by": "Status gesetzt durch", "creator": "fachlicher Ersteller", "version_note": "Versionshinweis",
    "released_on": "Freigabedatum", "published_on": "Veröffentlichungsdatum", "keywords": "Stichworte",
    "element": "Art des Elements", "count": "Anzahl", "kind": "Feldart", "type": "Datentyp",
    "limits": "Präzisierung", "content": "Inhalt", "prefill": "Vorbefüllung", "code_list": "Codeliste",
    "media_types": "Dateiarten", "max_bytes": "Dateigröße", "art": "Gruppenart", "profile": "Dokumentsteckbrief",
}  # fmt: skip


def fact_in_words(key: str) -> str:
    """Return the German name of a fact that `fim` keeps."""
    return _FACTS.get(key, key)


def shown(value: object) -> str:
    """Return a value for people: short, without brackets where it can be."""
    if value is None or value in ("", [], {}):
        return "leer"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        text = "; ".join(shown(each) for each in value)
    elif isinstance(value, Mapping):
        text = ", ".join(f"{key}: {shown(inner)}" for key, inner in value.items())
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
