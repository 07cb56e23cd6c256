"""Small code lists written by us."""

from kreishaus.services.forms.codes import CodeTable, Column, Reference, choose

PLACES_URN = "urn:de:kreishaus:liste:gemeinden"
_PLACES = (
    ("001", "Weener", "Stadt", "im Rheiderland"),
    ("002", "Leer (Ostfriesland)", "Stadt", ""),
    ("003", "Westoverledingen", "Gemeinde", ""),
    ("004", "Ostrhauderfehn", "Gemeinde", ""),
    ("005", "Neustadt", "Ortsteil", "im Norden"),
    ("006", "Neustadt", "Ortsteil", "im Süden"),
    ("010", "Bunde", "Gemeinde", ""),
    ("011", "Uplengen", "Gemeinde", ""),
)
COLUMNS = (Column("nr", "Nummer", required=True), Column("ort", "Ort"), Column("art", "Art"), Column("hinweis"))


def places(version: str = "2026", *, rows: tuple[tuple[str, ...], ...] = _PLACES) -> CodeTable:
    """Return a list with four columns."""
    return CodeTable(urn=PLACES_URN, version=version, name="Gemeinden", columns=COLUMNS, rows=rows, keys=("nr",))


def many(count: int, version: str = "1") -> CodeTable:
    """Return a list with as many entries as wanted."""
    return CodeTable(
        urn="urn:de:kreishaus:liste:viele",
        version=version,
        name="Viele",
        columns=(Column("code"), Column("name")),
        rows=tuple((f"{number:05}", f"Eintrag {number}") for number in range(1, count + 1)),
    )


def at_hand(reference: Reference) -> CodeTable | None:
    """Find the lists of these tests: eight places, 500 entries, and one that is a declaration."""
    found = choose(reference, [places("2025", rows=places().rows[:7]), places(), many(500), DECLARATION])
    return found if isinstance(found, CodeTable) else None


MANY_URN = "urn:de:kreishaus:liste:viele"
DECLARATION = CodeTable(
    urn="urn:de:kreishaus:liste:zustimmung",
    version="1",
    name="Zustimmung",
    columns=(Column("code"), Column("name")),
    rows=(("01", "Ich stimme zu."),),
)
