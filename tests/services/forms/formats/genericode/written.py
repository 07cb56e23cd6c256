"""Genericode files written by us."""

NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
IDENTITY = (
    "<Identification><ShortName>Farben</ShortName><LongName>Liste der Farben</LongName><Version>2</Version>"
    "<CanonicalUri>urn:de:kreishaus:liste:farben</CanonicalUri>"
    "<CanonicalVersionUri>urn:de:kreishaus:liste:farben_2</CanonicalVersionUri></Identification>"
)
COLUMNS = (
    '<Column Id="name"><ShortName>Name</ShortName></Column>'
    '<Column Id="code" Use="required"><ShortName>Code</ShortName></Column>'
)
KEY = '<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="code"/></Key>'


def row(**values: str) -> str:
    """Return one row."""
    inside = "".join(
        f'<Value ColumnRef="{column}"><SimpleValue>{text}</SimpleValue></Value>' for column, text in values.items()
    )
    return f"<Row>{inside}</Row>"


ROWS = row(name="Rot", code="r") + row(name="Blau", code="b")


def genericode(
    *, identity: str = IDENTITY, columns: str = COLUMNS, keys: str = KEY, rows: str = ROWS, prolog: str = ""
) -> bytes:
    """Return a whole file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<CodeList xmlns="{NAMESPACE}">{identity}'
        f"<ColumnSet>{columns}{keys}</ColumnSet><SimpleCodeList>{rows}</SimpleCodeList></CodeList>"
    ).encode()
