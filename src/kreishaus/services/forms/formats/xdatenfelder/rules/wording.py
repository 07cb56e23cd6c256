"""The closed vocabulary of the rules: small letters, no umlauts. What is not in here is a name or unknown."""

ARTICLES = frozenset(["das", "die", "der", "den", "dem", "des", "dieses", "diese", "diesem", "dieser", "diesen"])
ELEMENTS = frozenset(
    [
        "feld", "felder", "feldes", "feldern", "datenfeld", "datenfelder", "datenfeldes", "datenfelds", "datenfeldern",
        "gruppe", "gruppen", "feldgruppe", "feldgruppen", "datenfeldgruppe", "datenfeldgruppen", "datengruppe",
        "datengruppen", "auswahlfeld", "auswahlfelder", "eingabefeld", "eingabefelder", "element", "elemente",
        "elementes", "angabe", "angaben", "unterfeld", "unterfelder", "auswahl",
    ]
)  # fmt: skip
SEVERAL = frozenset(
    ["folgende", "folgenden", "folgender", "beide", "beiden", "anderen", "andere", "drei", "jeweiligen"]
)
PRONOUNS = frozenset(["es", "sie", "diese", "dieses", "dieser", "beide"])

WHEN = frozenset(["wenn", "falls", "sofern", "sobald"])
THEN = frozenset(["dann", "so"])
ELSE = frozenset(["sonst", "ansonsten", "andernfalls", "anderenfalls"])
AND = frozenset(["und", "sowie"])
OR = frozenset(["oder"])

MODALS = frozenset(
    ["muss", "muessen", "darf", "duerfen", "ist", "sind", "wird", "werden", "soll", "sollen", "kann", "koennen"]
)
NEEDS = frozenset(["muss", "muessen", "ist", "sind", "wird", "werden"])
MAY = frozenset(["darf", "duerfen"])
AUXILIARIES = frozenset(["sein", "werden", "worden", "ist", "sind", "wird", "wurde", "wurden", "wurden"])
NOT = frozenset(["nicht", "kein", "keine", "keinen"])
# Words that colour a sentence without changing what it says.
COLOUR = frozenset(
    ["auch", "ebenfalls", "zwingend", "verpflichtend", "dann", "zusaetzlich", "jeweils", "immer", "unbedingt", "jedoch"]
)
# "in der Antragsstrecke" and the like: where it happens, which for us is always the form.
PLACES = (
    ("in", "der", "antragsstrecke"),
    ("in", "der", "antragsstrecke", "nicht"),
    ("im", "antrag"),
    ("im", "formular"),
    ("im", "onlineantrag"),
    ("im", "online-antrag"),
    ("im", "onlineformular"),
)

FILL = frozenset(
    [
        "befuellt", "ausgefuellt", "gefuellt", "angegeben", "eingegeben", "erfasst", "eingetragen", "beantwortet",
        "hochgeladen", "beigefuegt", "ausgewaehlt", "befuellen", "auszufuellen", "anzugeben", "einzugeben",
        "einzutragen", "erfassen", "beantworten", "hochzuladen", "beizufuegen", "auszuwaehlen", "vorhanden",
    ]
)  # fmt: skip
SHOW = frozenset(
    ["angezeigt", "eingeblendet", "einblenden", "gezeigt", "aktiviert", "sichtbar", "dargestellt", "anzuzeigen",
     "einzublenden", "aktivieren", "anzeigen", "zeigen", "darzustellen"]
)  # fmt: skip
HIDE = frozenset(["ausgeblendet", "deaktiviert", "auszublenden", "deaktivieren", "ausblenden", "verborgen"])
# What is done with an answer of a list, not with a field as a whole.
CHOSEN = frozenset(["ausgewaehlt", "gewaehlt", "angegeben", "angeklickt", "angekreuzt", "angewaehlt"])
PREFILL = frozenset(["vorbefuellt", "vorzubefuellen", "vorbelegt", "vorzubelegen", "vorausgefuellt"])
DUTY = frozenset(
    ["pflicht", "pflichtfeld", "pflichtfelder", "pflichtangabe", "pflichtangaben", "pflichtgruppe", "verpflichtend",
     "erforderlich", "obligatorisch"]
)  # fmt: skip

OPTIONAL = frozenset(["optional", "freiwillig"])

YES = frozenset(["ja", "wahr", "true"])
NO = frozenset(["nein", "falsch", "false"])
TODAY = tuple(
    (*article, *words)
    for article in ((), ("das",), ("dem",), ("der",), ("den",), ("am",))
    for words in (
        ("heute",),
        ("tagesdatum",),
        ("heutigen", "tagesdatum"),
        ("aktuellen", "tagesdatum"),
        *((word, noun) for word in ("heutiges", "heutige", "heutigen", "aktuelles", "aktuelle", "aktuellen")
          for noun in ("datum", "tag")),
        *((noun, "der", "antragstellung") for noun in ("tag", "datum", "zeitpunkt")),
    )
)  # fmt: skip

# Words at which an unquoted name ends.
STOPS = (
    WHEN | THEN | ELSE | AND | OR | MODALS | AUXILIARIES | NOT | FILL | SHOW | HIDE | PREFILL | DUTY | YES | NO
    | {"an", "aus", "ein", "als", "mit", "bei", "den", "leer", "zeige", "blende", "aktiviere", "deaktiviere", "mache",
       "nur", "optional", "bejaht", "verneint", "zu", "zur", "zum", "mindestens", "ausser", "ohne", "bis", "entweder",
       "hat", "gleich", "ungleich", "groesser", "kleiner", "gewaehlt", "belegt"}
)  # fmt: skip

STATE_WORDS = frozenset(["land", "laender", "laendern", "bundesland", "bundeslaender", "bundeslaendern"])
STATES = {
    "bw": "BW", "by": "BY", "be": "BE", "bb": "BB", "hb": "HB", "hh": "HH", "he": "HE", "mv": "MV", "ni": "NI",
    "nw": "NW", "nrw": "NW", "rp": "RP", "rlp": "RP", "sl": "SL", "sn": "SN", "st": "ST", "sh": "SH", "th": "TH",
    "baden-wuerttemberg": "BW", "bayern": "BY", "berlin": "BE", "brandenburg": "BB", "bremen": "HB", "hamburg": "HH",
    "hessen": "HE", "mecklenburg-vorpommern": "MV", "niedersachsen": "NI", "nordrhein-westfalen": "NW",
    "rheinland-pfalz": "RP", "saarland": "SL", "sachsen": "SN", "sachsen-anhalt": "ST", "schleswig-holstein": "SH",
    "thueringen": "TH",
}  # fmt: skip
