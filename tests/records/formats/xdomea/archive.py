"""A small archive of our own: it takes offers, decides, receives what is handed over and compares."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Appraised, Envelope, ImportResult, Message, System
from kreishaus.records.formats.xdomea.model import Case, DisposalKind, Document, File, RecordObject
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.formats.xdomea.parties import Code, Contact, Organisation
from tests.records.formats.xdomea import cast

ARCHIVE = Contact(institution=Organisation(name="Kreisarchiv"))


@dataclass
class Answer:
    """A package that the archive sends back."""

    name: str
    content: bytes


@dataclass
class Archive:
    """Plays the other side: 0501 → 0504 and 0502, 0503 → 0507 and 0506."""

    decide: Callable[[File | Case], str | None]
    wanted: set[str] = field(default_factory=set)
    held: dict[str, bytes] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    surplus: set[str] = field(default_factory=set)

    def take_offer(self, name: str, content: bytes) -> tuple[Answer, Answer]:
        """Take an offer; return its receipt and the appraisal."""
        with open_package(BytesIO(content), name=name) as package:
            offer = package.message
            assert package.files == {}
        appraised = []
        for item, decision in self._decided(offer.objects, None):
            if decision == "A":
                self.wanted.add(item.uuid)
            own = None if isinstance(item, Document) else self.decide(item)
            if own is not None:
                appraised.append(Appraised(uuid=item.uuid, disposal=DisposalKind(code=Code(own))))
        receipt = self._answer(offer, Kind.OFFER_RECEIVED)
        appraisal = replace(self._answer(offer, Kind.APPRAISAL), appraised=tuple(appraised))
        return self._sent(receipt), self._sent(appraisal)

    def take_disposal(self, name: str, content: bytes) -> list[Answer]:
        """Take what is handed over; return receipt (from 3.0 on) and the result of the import."""
        with open_package(BytesIO(content), name=name) as package:
            disposal = package.message
            delivered = {item.uuid for item, real in self._delivered(disposal.objects) if real}
            for entry in package.files:
                with package.open(entry) as stream:
                    self.held[entry] = stream.read()
        self.missing, self.surplus = self.wanted - delivered, delivered - self.wanted
        results = tuple(
            ImportResult(
                uuid=item.uuid,
                successful=item.uuid in self.wanted,
                errors=() if item.uuid in self.wanted else ("nicht als archivwürdig bewertet",),
                archive_reference=f"Rep. 1 Nr. {number}" if item.uuid in self.wanted else "",
            )
            for number, (item, real) in enumerate(self._delivered(disposal.objects), start=1)
            if real and not isinstance(item, Document)
        )
        answers = [self._answer(disposal, Kind.DISPOSAL_RECEIVED)] if self._knows_receipt(disposal) else []
        answers.append(replace(self._answer(disposal, Kind.DISPOSAL_IMPORTED), results=results))
        return [self._sent(answer) for answer in answers]

    def _decided(self, items: tuple[RecordObject, ...], above: str | None) -> Iterator[tuple[RecordObject, str | None]]:
        """Yield each object with what holds for it: a document inherits from the nearest file or case."""
        for item in items:
            if isinstance(item, Document):
                yield item, above
                yield from self._decided(tuple(attachment.document for attachment in item.attachments), above)
                continue
            decision = self.decide(item) or above
            yield item, decision
            yield from self._decided((*item.documents, *item.cases), decision)
            yield from self._decided(item.files if isinstance(item, File) else (), decision)

    def _delivered(self, items: tuple[RecordObject, ...]) -> Iterator[tuple[RecordObject, bool]]:
        for item in items:
            if isinstance(item, Document):
                yield item, True
                yield from self._delivered(tuple(attachment.document for attachment in item.attachments))
                continue
            yield item, not item.context_only
            yield from self._delivered((*item.documents, *item.cases))
            yield from self._delivered(item.files if isinstance(item, File) else ())

    @staticmethod
    def _knows_receipt(message: Message) -> bool:
        return Kind.DISPOSAL_RECEIVED.exists_in(message.release)

    @staticmethod
    def _answer(message: Message, kind: Kind) -> Message:
        asked = message.envelope
        envelope = Envelope(
            process=asked.process,
            created_at=cast.NOON,
            sender=ARCHIVE,
            recipient=asked.sender,
            system=System(product="Magazin", vendor="Kreisarchiv"),
            message=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{asked.process}/{kind.number}")),
            answers_to=asked.message,
        )
        if message.release.generation != 4:
            envelope = replace(envelope, message="", answers_to="", system=System(product="Magazin", version="1"))
        return Message(kind=kind, release=message.release, envelope=envelope)

    @staticmethod
    def _sent(message: Message) -> Answer:
        stream = BytesIO()
        report = write_package(stream, message, {})
        assert report.omissions == ()
        return Answer(report.name, stream.getvalue())
