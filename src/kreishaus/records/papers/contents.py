"""What goes into a volume or a bundle: chapters (cases) of items (documents), each with a way to its bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


class ContentMissing(Exception):
    """The bytes of an item cannot be had; the message says why, in words for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One version of one document."""

    number: int
    title: str
    name: str
    """the original file name, perhaps empty"""
    media_type: str
    size: int
    """in bytes"""
    sha256: str
    version: int = 1
    is_latest: bool = True
    kind: str = ""
    """what the document is, in words"""
    direction: str = ""
    filed_at: datetime | None = None
    received_at: datetime | None = None
    written_on: date | None = None
    sent_at: datetime | None = None
    sender: str = ""
    content: Callable[[], bytes] = field(repr=False, compare=False)
    """returns the bytes, or raises ContentMissing"""

    @property
    def plain_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return self.media_type.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One case with its documents in order."""

    reference: str
    title: str
    office: str = ""
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that goes together: a case alone, or a file with its cases."""

    reference: str
    title: str
    authority: str
    on: date
    chapters: Sequence[Chapter]
    demo_notice: str = ""

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(len(chapter.items) for chapter in self.chapters)

    def items(self) -> Iterator[tuple[Chapter, Item]]:
        """Yield every document with its case, in order."""
        for chapter in self.chapters:
            for item in chapter.items:
                yield chapter, item
