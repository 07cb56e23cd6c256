"""The record objects of xdomea as our own dataclasses, the same for every release.

They know nothing of the database: what is read from a message lands here, what is written comes from here.
Identifiers of other systems are kept letter by letter.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from kreishaus.records.formats.xdomea.parties import NOBODY, Code, Contact, Extension


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long something is kept: years after the closing, or without limit (`years` is None)."""

    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalKind:
    """What happens in the end: A (archive), B (appraise), V (destroy), or a word of the sender's own."""

    code: Code | None = None
    custom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From when to when something ran."""

    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionReference:
    """The position of the filing plan under which an object lies."""

    reference: str = ""
    title: str = ""
    short_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What 4.0 knows about secrecy beyond its level."""

    term_year: int | None = None
    classified_on: date | None = None
    issuer: str = ""
    ends_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathElement:
    """A step of the path to an object in the structure of its home (4.0)."""

    name: str = ""
    kind: Code | None = None
    below: "PathElement | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What every record object can say about itself."""

    subject: str = ""
    reference: str = ""
    lead_office: str = ""
    keeping_office: str = ""
    confidentiality: Code | None = None
    classification: Classification = Classification()
    remark: str = ""
    medium: Code | None = None
    position: PositionReference = PositionReference()
    changed_at: datetime | None = None
    path: PathElement | None = None
    privacy_level: str = ""
    privacy_code: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalMetadata:
    """What decides about the end of an object."""

    retention: Retention | None = None
    disposal: DisposalKind = DisposalKind()
    archive_reference: str = ""
    proposal: Code | None = None
    proposal_reason: str = ""
    kept_until: date | None = None
    transfer_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One change of an object as its log tells it."""

    field: str = ""
    old: str = ""
    new: str = ""
    actor: str = ""
    at: datetime
    remark: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pointer to another object."""

    uuid: str = ""
    kind: Code | None = None
    reference: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What somebody is asked to do in a co-signing step (Verfügung)."""

    creator: Contact = NOBODY
    addressee: Contact = NOBODY
    made_on: date
    made_at: time | None = None
    text: str = ""
    due_on: date | None = None
    due_at: time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What was done in a co-signing step."""

    by: Contact = NOBODY
    done_on: date
    done_at: time | None = None
    remark: str = ""
    note: str = ""
    attachments: tuple["Document", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a workflow."""

    number: str = ""
    status: Code | None = None
    directive: Directive
    handling: Handling | None = None
    parallel_to: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The way of an object through the house (interner Geschäftsgang)."""

    uuid: str
    number: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hash:
    """The fingerprint of a primary file (4.0)."""

    value: str = ""
    algorithm: Code | None = None
    other_algorithm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Whether a primary file is signed, and the files that hold detached signatures."""

    embedded: bool | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryFile:
    """A file of the package; its name begins with a UUID of its own."""

    name: str
    original_name: str = ""
    creator: str = ""
    created_at: datetime | None = None
    signature: Signature = Signature()
    changed_at: datetime | None = None
    hash: Hash = Hash()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A version of a document in one file format."""

    name: Code | None = None
    other_name: str = ""
    version: str = ""
    file: PrimaryFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a document."""

    number: str = ""
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document that hangs on another one."""

    document: "Document"
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its versions; `pieces` is the fifth level of 4.0 (Schriftstücke)."""

    uuid: str
    number: str = ""
    metadata: Metadata = Metadata()
    foreign_reference: str = ""
    received_on: date | None = None
    sent_on: date | None = None
    written_on: date | None = None
    regarding: str = ""
    here: str = ""
    editor: str = ""
    kind: str = ""
    history: tuple[HistoryEntry, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    versions: tuple[Version, ...] = ()
    references: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    senders: tuple[Contact, ...] = ()
    recipients: tuple[Contact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""
    pieces: tuple["Document", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case (Vorgang) with its documents and sub-cases."""

    uuid: str
    number: str = ""
    context_only: bool = False
    metadata: Metadata = Metadata()
    disposal: DisposalMetadata = DisposalMetadata()
    file_subject: str = ""
    kind: str = ""
    closed: bool | None = None
    closed_on: date | None = None
    period: Period = Period()
    history: tuple[HistoryEntry, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    documents: tuple[Document, ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    cases: tuple["Case", ...] = ()
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file (Akte) with its documents, cases and sub-files."""

    uuid: str
    number: str = ""
    context_only: bool = False
    metadata: Metadata = Metadata()
    disposal: DisposalMetadata = DisposalMetadata()
    location: str = ""
    kind: str = ""
    period: Period = Period()
    history: tuple[HistoryEntry, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    documents: tuple[Document, ...] = ()
    cases: tuple[Case, ...] = ()
    files: tuple["File", ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    closed: bool | None = None
    closed_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""


RecordObject = File | Case | Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUnit:
    """A position of a filing plan with what is below it."""

    reference: str = ""
    title: str = ""
    short_title: str = ""
    disposal: DisposalKind = DisposalKind()
    period: Period = Period()
    retired: bool = False
    retention: Retention = Retention()
    units: tuple["PlanUnit", ...] = ()
    see_also: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    extension_xml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A filing plan (Aktenplan)."""

    name: str = ""
    kind: str = ""
    version: str = ""
    units: tuple[PlanUnit, ...] = ()
    period: Period = Period()
    files: tuple[Format, ...] = ()
