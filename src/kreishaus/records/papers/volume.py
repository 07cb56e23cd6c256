"""Bind a whole file into one PDF/A-2b: cover, table of contents, every document, bookmarks, a stamp on each page.

Works in batches on the disk, so that two thousand documents need no more memory than a few.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kreishaus.base.german import short_date
from kreishaus.ground.typesetting.compiler import typeset

from .parts import How, data_title, part_of
from .stamping import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

    from .contents import Chapter, Contents, Item

_BATCH_PAGES = 80
_BATCH_PARTS = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of contents: which document, its first leaf, how many pages, and how they came about."""

    chapter: Chapter
    item: Item
    leaf: int
    pages: int
    how: How


@dataclass(frozen=True, slots=True)
class Volume:
    """What was bound."""

    entries: tuple[Entry, ...]
    leaves: int
    """pages of documents, without cover and table of contents"""


def bind(contents: Contents, target: Path, *, progress: Callable[[int], None] = lambda _done: None) -> Volume:
    """Write the volume to the target and return what it holds; `progress` hears how many documents are done.

    :raises press.FontsMissing: if the fonts have not been built.
    """
    with tempfile.TemporaryDirectory(prefix="kreishaus-band-") as folder:
        batches = _Batches(Path(folder))
        entries: list[Entry] = []
        leaf = 1
        for done, (chapter, item) in enumerate(contents.items(), start=1):
            part = part_of(item, authority=contents.authority, on=contents.on)
            pages = len(part.pdf.pages)
            entries.append(Entry(chapter, item, leaf, pages, part.how))
            batches.add(part.pdf, chapter.reference, item.number, leaf=leaf)
            leaf += pages
            progress(done)
        volume = Volume(tuple(entries), leaf - 1)
        _put_together(contents, volume, batches.files(), target)
    return volume


class _Batches:
    """Stamped pages, written to the disk as soon as there are many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []
        self._begin()

    def _begin(self) -> None:
        import pikepdf

        self._target = pikepdf.new()
        self._stamp: Stamp | None = None
        self._sources: list[pikepdf.Pdf] = []

    def add(self, source: pikepdf.Pdf, reference: str, number: int, *, leaf: int) -> None:
        """Append and stamp the pages of one document."""
        self._stamp = self._stamp or Stamp(self._target)
        first, count = len(self._target.pages), len(source.pages)
        self._target.pages.extend(source.pages)
        for place in range(count):
            left = f"{reference} · Dok. {number} · S. {place + 1} von {count}"
            self._stamp.put(self._target.pages[first + place], left, f"Blatt {leaf + place}")
        self._sources.append(source)
        if len(self._target.pages) >= _BATCH_PAGES or len(self._sources) >= _BATCH_PARTS:
            self._write()

    def files(self) -> list[Path]:
        """Return the files with all pages, in order."""
        if self._sources:
            self._write()
        return self._files

    def _write(self) -> None:
        import pikepdf

        path = self._folder / f"{len(self._files):05d}.pdf"
        self._target.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        self._files.append(path)
        self._target.close()
        for source in self._sources:
            source.close()
        self._begin()


def _put_together(contents: Contents, volume: Volume, files: list[Path], target: Path) -> None:
    import pikepdf

    folder = target.parent
    front, whole = folder / f"{target.name}.front", folder / f"{target.name}.whole"
    try:
        front.write_bytes(typeset("volume", _front(contents, volume), title=_title(contents), on=contents.on))
        with pikepdf.open(front) as cover:
            before = len(cover.pages)
        # qpdf itself copies from file to file; page lists in Python would hold every stream in memory.
        parts = [{"file": str(path), "range": "1-z"} for path in (front, *files)]
        pikepdf.Job({"inputFile": str(front), "outputFile": str(whole), "pages": parts}).run()
        with pikepdf.open(whole) as pdf:
            _mark(pdf, volume, before)
            _claim(pdf)
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finally:
        front.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)


def _mark(pdf: pikepdf.Pdf, volume: Volume, before: int) -> None:
    """Add bookmarks, and let leaf 1 be the first page of the first document."""
    import pikepdf

    chapters = {entry.chapter.reference for entry in volume.entries}
    with pdf.open_outline() as outline:
        # Typst made bookmarks for its own headings; ours lead to the documents as well.
        outline.root.clear()
        outline.root.append(pikepdf.OutlineItem("Deckblatt und Inhalt", 0))
        branch, at = outline.root, ""
        for entry in volume.entries:
            page = before + entry.leaf - 1
            if len(chapters) > 1 and at != entry.chapter.reference:
                at = entry.chapter.reference
                head = pikepdf.OutlineItem(f"{at} {entry.chapter.title}", page)
                outline.root.append(head)
                branch = head.children
            branch.append(pikepdf.OutlineItem(f"{entry.item.number}. {data_title(entry.item)}", page))
    style = [0, pikepdf.Dictionary(S=pikepdf.Name.r)]
    if volume.leaves:
        style += [before, pikepdf.Dictionary(S=pikepdf.Name.D)]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(style))
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _claim(pdf: pikepdf.Pdf) -> None:
    """Say what the whole is: archivable, but tagged no more, because pictures and foreign pages have no tags."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"
        for name in ("pdfuaid:part", "xmpTPg:NPages"):
            if name in metadata:
                del metadata[name]
    if "/MarkInfo" in pdf.Root:
        del pdf.Root["/MarkInfo"]
    if "/StructTreeRoot" in pdf.Root:
        del pdf.Root["/StructTreeRoot"]
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]


def _title(contents: Contents) -> str:
    return f"{contents.reference} {contents.title}".strip() or "Akte"


def _front(contents: Contents, volume: Volume) -> dict[str, Any]:
    how = Counter(entry.how for entry in volume.entries)
    chapters: dict[str, list[Entry]] = {chapter.reference: [] for chapter in contents.chapters}
    for entry in volume.entries:
        chapters[entry.chapter.reference].append(entry)
    offices = sorted({chapter.office for chapter in contents.chapters if chapter.office})
    return {
        "authority": {"name": contents.authority, "office": ", ".join(offices)},
        "title": contents.title or contents.reference,
        "reference": contents.reference,
        "facts": [
            {"label": "Aktenzeichen", "value": contents.reference},
            {"label": "Stand", "value": short_date(contents.on)},
            {"label": "Vorgänge", "value": str(len(contents.chapters))},
            {"label": "Dokumente", "value": str(contents.count)},
            {"label": "Blätter", "value": str(volume.leaves)},
        ],
        "ways": [{"label": f"Dokumente, {way.value}", "value": str(how[way])} for way in How if how[way]],
        "chapters": [
            {"reference": chapter.reference, "title": chapter.title, "rows": _rows(chapters[chapter.reference])}
            for chapter in contents.chapters
        ],
        "demo_notice": contents.demo_notice,
    }


def _rows(entries: list[Entry]) -> list[dict[str, str]]:
    return [
        {
            "number": str(entry.item.number),
            "title": data_title(entry.item),
            "note": ", ".join(part for part in (entry.item.kind, entry.item.direction, _day(entry.item)) if part),
            "how": entry.how.value if entry.how == How.STAND_IN else "",
            "pages": str(entry.pages),
            "leaf": str(entry.leaf),
        }
        for entry in entries
    ]


def _day(item: Item) -> str:
    filed = item.received_at or item.filed_at
    return short_date(filed.date()) if filed else ""
