"""The words of the standard: namespaces, messages, status codes and which element may stand where."""

import re

NAMESPACES = {
    "urn:xoev-de:fim:standard:xdatenfelder_1": 1,
    "urn:xoev-de:fim:standard:xdatenfelder_2": 2,
    "urn:xoev-de:fim:standard:xdatenfelder_3.0.0": 3,
}
# A later 3.x may add elements; they are reported as unknown, the rest is read.
LATER_VERSION_3 = re.compile(r"urn:xoev-de:fim:standard:xdatenfelder_3\.\d+\.\d+")

MESSAGES = {
    "stammdatenschema": "Stammdatenschema",
    "datenfeldgruppe": "Datenfeldgruppe",
    "datenfeld": "Datenfeld",
    "dokumentsteckbrief": "Dokumentsteckbrief",
}
OTHER_MESSAGES = {
    "codeliste": "eine Codeliste",
    "uebersetzung": "Übersetzungen",
}

STATUS_NAMES = {
    "1": "in Planung",
    "2": "in Bearbeitung",
    "3": "Entwurf",
    "4": "methodisch freigegeben",
    "5": "fachlich freigegeben (silber)",
    "6": "fachlich freigegeben (gold)",
    "7": "inaktiv",
    "8": "vorgesehen zum Löschen",
    "inVorbereitung": "in Vorbereitung",
    "aktiv": "aktiv",
    "inaktiv": "inaktiv",
}
RELEASED = frozenset({"5", "6", "aktiv"})
STATUS_OF_STANDARD = {
    1: frozenset({"inVorbereitung", "aktiv", "inaktiv"}),
    2: frozenset({"inVorbereitung", "aktiv", "inaktiv"}),
    3: frozenset({"1", "2", "3", "4", "5", "6", "7", "8"}),
}

ID_OF_STANDARD = {
    1: re.compile(r"[DSGFRC]\d{8}"),
    2: re.compile(r"[DSGFRC]\d{8}"),
    3: re.compile(r"[DSGFR]\d{11}"),
}

_DESCRIPTION = frozenset(
    [
        "identifikation",
        "id",
        "version",
        "name",
        "bezeichnungEingabe",
        "bezeichnungAusgabe",
        "beschreibung",
        "definition",
        "bezug",
        "status",
        "freigabestatus",
        "statusGesetztAm",
        "statusGesetztDurch",
        "gueltigAb",
        "gueltigBis",
        "fachlicherErsteller",
        "versionshinweis",
        "freigabedatum",
        "veroeffentlichungsdatum",
        "letzteAenderung",
        "stichwort",
        "relation",
    ]
)
_ELEMENT = _DESCRIPTION | {"schemaelementart", "hilfetextEingabe", "hilfetextAusgabe", "regel"}

IDENTIFICATION = frozenset({"id", "version"})
STRUCTURE = frozenset({"anzahl", "bezug", "enthaelt"})
CONTENTS = frozenset({"datenfeld", "datenfeldgruppe"})
RULE = _DESCRIPTION | {"script", "skript", "freitextRegel", "typ", "param", "ziel", "fehler"}
GROUP = _ELEMENT | {"art", "struktur"}
FIELD = _ELEMENT | frozenset(
    [
        "feldart",
        "datentyp",
        "praezisierung",
        "inhalt",
        "vorbefuellung",
        "werte",
        "codelisteReferenz",
        "codeliste",
        "codeKey",
        "nameKey",
        "helpKey",
        "maxSize",
        "mediaType",
    ]
)
PROFILE = _DESCRIPTION | {"istAbstrakt", "isReferenz", "dokumentart", "bezeichnung", "hilfetext"}
SCHEMA = _ELEMENT | {
    "bezeichnung",
    "hilfetext",
    "ableitungsmodifikationenStruktur",
    "ableitungsmodifikationenRepraesentation",
    "dokumentsteckbrief",
    "struktur",
}
