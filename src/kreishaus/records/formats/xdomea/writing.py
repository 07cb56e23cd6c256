"""Writing messages, element by element, so that a large one never lies in memory as a whole."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO

from kreishaus.records.formats.xdomea.grammar import grammar_of
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message, Outcome
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND, Release
from kreishaus.records.formats.xdomea.shapes import Inexpressible, Writing

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PLACES = {
    Release.V2_3: "http://xdomea.de/schemata/230/",
    Release.V2_4: "http://xdomea.de/schemata/240/",
    Release.V3_0: "http://xdomea.de/schemata/300/",
    Release.V3_1: "http://xdomea.de/schemata/310/",
    Release.V4_0: "http://xdomea.de/schemata/400/",
}
_ANSWERING = frozenset({Kind.APPRAISAL, Kind.OFFER_RECEIVED, Kind.APPRAISAL_RECEIVED, Kind.DISPOSAL_RECEIVED}) | {
    Kind.DISPOSAL_IMPORTED
}
_RESULTS = frozenset({Kind.HANDOVER_IMPORTED, Kind.DISPOSAL_IMPORTED})


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a message, and what its release had no place for."""

    content: bytes
    omissions: tuple[str, ...]


def write_message(message: Message) -> Written:
    """Return the message as XML.

    :raises Inexpressible: if the release cannot say something that must not be lost.
    """
    stream = BytesIO()
    omissions = write_message_to(stream, message)
    return Written(stream.getvalue(), omissions)


def write_message_to(stream: IO[bytes], message: Message) -> tuple[str, ...]:
    """Write the message as XML and return the attributes that its release had no place for.

    :raises Inexpressible: if the release cannot say something that must not be lost.
    """
    from lxml import etree

    message = _prepared(message)
    grammar = grammar_of(message.release)
    with etree.xmlfile(stream, encoding="UTF-8") as sink:
        sink.write_declaration()
        namespaces = {"xdomea": message.release.namespace, "xsi": _XSI}
        with sink.element(grammar.tag(message.kind.element), _root_attributes(message), namespaces):
            run = Writing(sink, grammar)
            grammar.shapes[message.kind.number].write_into(message, run)
    return tuple(run.omissions)


def _root_attributes(message: Message) -> dict[str, str]:
    place = f"{_PLACES[message.release]}xdomea-Nachrichten-{message.kind.group}.xsd"
    attributes = {f"{{{_XSI}}}schemaLocation": f"{message.release.namespace} {place}"}
    if message.release.generation == FOURTH:
        system = message.envelope.system
        attributes |= {"produkt": system.product, "produkthersteller": system.vendor}
        attributes |= {"standard": "xdomea", "version": message.release.value}
        if system.version:
            attributes["produktversion"] = system.version
    return attributes


def _prepared(message: Message) -> Message:
    """Fill in what follows from the rest, and refuse what would not be a message."""
    if not message.kind.exists_in(message.release):
        raise Inexpressible(
            f"Die Nachricht {message.kind.number} gibt es in xdomea {message.release.value} nicht. "
            "Bitte wählen Sie eine andere Fassung."
        )
    envelope = message.envelope
    if envelope.kind is None:
        envelope = replace(envelope, kind=Code(message.kind.number, message.kind.title))
    if message.release.generation == FOURTH:
        _refuse_without_ids(message)
    message = replace(message, envelope=envelope)
    if message.kind in _RESULTS:
        return _with_outcome(message)
    return message


def _refuse_without_ids(message: Message) -> None:
    if not message.envelope.message:
        raise Inexpressible("In xdomea 4.0 braucht jede Nachricht eine eigene UUID. Bitte vergeben Sie eine.")
    if message.kind in _ANSWERING and not message.envelope.answers_to:
        raise Inexpressible(
            "In xdomea 4.0 nennt eine Antwort die UUID der Nachricht, auf die sie antwortet. Bitte geben Sie sie an."
        )


def _with_outcome(message: Message) -> Message:
    """Say in one sentence what the single results say, where the release wants it so."""
    generation = message.release.generation
    if generation not in {SECOND, FOURTH}:
        return message
    results = message.results
    outcome = message.outcome or Outcome(
        successful=all(result.successful for result in results),
        errors=tuple(error for result in results for error in result.errors) if generation == SECOND else (),
    )
    if generation == SECOND:
        outcome = replace(outcome, errors=("; ".join(outcome.errors),) if outcome.errors else ())
        if message.kind is Kind.DISPOSAL_IMPORTED:
            # Up to 2.4 only objects that got a reference are named.
            results = tuple(result for result in results if result.archive_reference)
        else:
            results = ()
    return replace(message, outcome=outcome, results=results)
