"""An xdomea message: who sends what to whom, and what it carries."""

from dataclasses import dataclass, field
from datetime import datetime

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.model import DisposalKind, Document, Plan, RecordObject
from kreishaus.records.formats.xdomea.parties import NOBODY, Code, Contact, Extension
from kreishaus.records.formats.xdomea.releases import DEFAULT, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The software that wrote a message."""

    instance: str = ""
    product: str = ""
    version: str = ""
    vendor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The head of a message.

    `process` binds the messages of one exchange. From 4.0 on every message has a UUID of its own, answers
    name the message they answer, and one process may need several messages of one kind (`sequence` of `total`).
    """

    process: str
    created_at: datetime
    sender: Contact = NOBODY
    recipient: Contact = NOBODY
    kind: Code | None = None
    further_recipients: tuple[Contact, ...] = ()
    system: System = System()
    note: str = ""
    receipt_wanted: bool = False
    archive_reference_wanted: bool = False
    message: str = ""
    answers_to: str = ""
    sequence: int = 1
    total: int = 1
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """What the archive decided about one object."""

    uuid: str
    disposal: DisposalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an import went as a whole (up to 2.4 and in 4.0)."""

    successful: bool
    errors: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """How the import of one object went, with the reference that the archive gave it."""

    uuid: str
    successful: bool = True
    errors: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    archive_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the text of a message looked like beyond its content."""

    prefix: str = ""
    schema_location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A whole message. `left_out` names elements that were in the text but have no place here."""

    kind: Kind
    envelope: Envelope
    release: Release = DEFAULT
    letters: tuple[Document, ...] = ()
    objects: tuple[RecordObject, ...] = ()
    plans: tuple[Plan, ...] = ()
    appraised: tuple[Appraised, ...] = ()
    outcome: Outcome | None = None
    results: tuple[ImportResult, ...] = ()
    source: Source = field(default=Source(), compare=False)
    left_out: tuple[str, ...] = field(default=(), compare=False)
