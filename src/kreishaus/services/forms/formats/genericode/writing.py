"""Write a code list as XÖV genericode 1.0: reading it again gives the same list."""

from xml.sax.saxutils import escape, quoteattr

from kreishaus.services.forms.codes import CodeTable, Column

NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
_XOEV = "http://xoev.de/schemata/genericode/4"


def write_genericode(table: CodeTable) -> bytes:
    """Return the list as an XML file in UTF-8; the same list gives the same bytes."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gc:CodeList xmlns:gc="{NAMESPACE}" xmlns:xoev="{_XOEV}">',
        "<gc:Identification>",
        f"<gc:ShortName>{escape(table.name)}</gc:ShortName>",
        f"<gc:LongName>{escape(table.long_name)}</gc:LongName>",
        f"<gc:Version>{escape(table.version)}</gc:Version>",
        f"<gc:CanonicalUri>{escape(table.urn)}</gc:CanonicalUri>",
        f"<gc:CanonicalVersionUri>{escape(table.address)}</gc:CanonicalVersionUri>",
        "</gc:Identification>",
        "<gc:ColumnSet>",
        *(_column(column) for column in table.columns),
        *(_key(key, at, table) for at, key in enumerate(table.keys)),
        "</gc:ColumnSet>",
        "<gc:SimpleCodeList>",
        *(_row(row, table.columns) for row in table.rows),
        "</gc:SimpleCodeList>",
        "</gc:CodeList>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _column(column: Column) -> str:
    use = ' Use="required"' if column.required else ' Use="optional"'
    word = {"code": "recommendedCodeColumn", "name": "recommendedNameColumn"}.get(column.recommended)
    said = f"<gc:Annotation><gc:AppInfo><xoev:{word}/></gc:AppInfo></gc:Annotation>" if word else ""
    name = f"<gc:ShortName>{escape(column.name)}</gc:ShortName>"
    return f'<gc:Column Id={quoteattr(column.id)}{use}>{said}{name}<gc:Data Type="string"/></gc:Column>'


def _key(key: str, at: int, table: CodeTable) -> str:
    recommended = any(column.id == key and column.recommended == "code" for column in table.columns)
    mark = "<gc:Annotation><gc:AppInfo><xoev:recommendedKeyColumn/></gc:AppInfo></gc:Annotation>" if recommended else ""
    name = f"key{at + 1}"
    return f'<gc:Key Id="{name}">{mark}<gc:ShortName>{name}</gc:ShortName><gc:ColumnRef Ref={quoteattr(key)}/></gc:Key>'


def _row(row: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    values = "".join(
        f"<gc:Value ColumnRef={quoteattr(column.id)}><gc:SimpleValue>{escape(text)}</gc:SimpleValue></gc:Value>"
        for column, text in zip(columns, row, strict=True)
        if text
    )
    return f"<gc:Row>{values}</gc:Row>"
