"""A file to take away: every document in every version as it is, with an index to read without us."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .contents import ContentMissing
from .names import Names, ending_of, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .contents import Chapter, Contents, Item

_COLUMNS = (
    "Vorgang", "Nummer", "Titel", "Fassung", "Art", "Richtung", "Eingegangen", "Angelegt", "Dateiname", "Dateityp",
    "Größe in Byte", "SHA-256", "Datei im Archiv", "Hinweis",
)  # fmt: skip
# A spreadsheet would take a cell that starts like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST = 1980


@dataclass(frozen=True, slots=True)
class Packed:
    """A document in the bundle; without a path it could not be read, and the note says why."""

    chapter: Chapter
    item: Item
    path: str
    note: str = ""


def pack(contents: Contents, target: Path, *, progress: Callable[[int], None] = lambda _done: None) -> list[Packed]:
    """Write the ZIP with all items and `index.html`, `index.csv`, `index.json`; return what is in it.

    A document whose bytes are missing or do not have their checksum is named in the index with the reason.
    """
    names, packed = Names(), []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (chapter, item) in enumerate(contents.items(), start=1):
            packed.append(_pack(archive, names, chapter, item))
            progress(done)
        for name, text in (
            ("index.html", _as_html(contents, packed)),
            ("index.csv", _as_csv(packed)),
            ("index.json", _as_json(contents, packed)),
        ):
            archive.writestr(name, text)
    return packed


def _pack(archive: zipfile.ZipFile, names: Names, chapter: Chapter, item: Item) -> Packed:
    try:
        content = item.content()
    except ContentMissing as error:
        return Packed(chapter, item, "", str(error))
    if sha256(content).hexdigest() != item.sha256:
        return Packed(chapter, item, "", "Die Datei hat nicht mehr ihre Prüfsumme.")
    folder = safe(chapter.reference) or "Vorgang"
    if not item.is_latest:
        folder += "/fruehere-fassungen"
    stem = f"{item.number:04d} {safe(item.title)}".strip()
    if not item.is_latest:
        stem += f" Fassung {item.version}"
    path = names.take(folder, stem, ending_of(item.name, item.media_type))
    archive.writestr(_entry(path, item.filed_at), content)
    return Packed(chapter, item, path)


def _entry(path: str, at: datetime | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path)
    if at is not None and at.year >= _EARLIEST:
        entry.date_time = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _facts(packed: Packed) -> Sequence[str]:
    item = packed.item
    return (
        packed.chapter.reference, str(item.number), item.title, str(item.version), item.kind, item.direction,
        _instant(item.received_at), _instant(item.filed_at), item.name, item.media_type, str(item.size), item.sha256,
        packed.path, packed.note,
    )  # fmt: skip


def _instant(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _as_csv(packed: Sequence[Packed]) -> str:
    output = io.StringIO()
    # The mark at the start tells spreadsheets that these are not the letters of 1990.
    output.write("\ufeff")
    writer = csv.writer(output, delimiter=";")
    writer.writerow(_COLUMNS)
    for one in packed:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _facts(one)])
    return output.getvalue()


def _as_json(contents: Contents, packed: Sequence[Packed]) -> str:
    documents: list[dict[str, Any]] = [
        {
            "case": one.chapter.reference,
            "number": one.item.number,
            "title": one.item.title,
            "version": one.item.version,
            "latest": one.item.is_latest,
            "kind": one.item.kind,
            "direction": one.item.direction,
            "received_at": _instant(one.item.received_at) or None,
            "filed_at": _instant(one.item.filed_at) or None,
            "name": one.item.name,
            "media_type": one.item.media_type,
            "size": one.item.size,
            "sha256": one.item.sha256,
            "path": one.path or None,
            "note": one.note,
        }
        for one in packed
    ]
    whole = {
        "reference": contents.reference,
        "title": contents.title,
        "authority": contents.authority,
        "exported_on": contents.on.isoformat(),
        "cases": [{"reference": each.reference, "title": each.title} for each in contents.chapters],
        "documents": documents,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#171a2b}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #c3c7d8}"
    "code{overflow-wrap:anywhere;font-size:.8rem}a{color:#1d3f9e}div{overflow-x:auto}"
)


def _as_html(contents: Contents, packed: Sequence[Packed]) -> str:
    title = html.escape(f"{contents.reference} {contents.title}")
    tables = "".join(_table(chapter, packed) for chapter in contents.chapters)
    notice = f"<p><strong>{html.escape(contents.demo_notice)}</strong></p>" if contents.demo_notice else ""
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{title}</h1>{notice}<p>{html.escape(contents.authority)}, Stand {contents.on:%d.%m.%Y}, "
        f"{len(packed)} Dateien. Jede Datei ist unverändert. An der Prüfsumme (SHA-256) ist das zu erkennen.</p>"
        f"{tables}</body></html>"
    )


def _table(chapter: Chapter, packed: Sequence[Packed]) -> str:
    rows = "".join(_row(one) for one in packed if one.chapter is chapter)
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("Nr.", "Dokument", "Fassung", "Datum", "Art", "Prüfsumme")
    )
    caption = html.escape(f"{chapter.reference} {chapter.title}")
    return f'<div tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'  # noqa: E501 -- one piece of markup


def _row(one: Packed) -> str:
    item = one.item
    name = html.escape(item.title or item.name or "ohne Titel")
    link = f'<a href="{quote(one.path)}">{name}</a>' if one.path else f"{name}: {html.escape(one.note)}"
    day = item.received_at or item.filed_at
    cells = (
        str(item.number), link, str(item.version), f"{day:%d.%m.%Y}" if day else "",
        html.escape(", ".join(part for part in (item.kind, item.direction) if part)),
        f"<code>{html.escape(item.sha256)}</code>",
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
