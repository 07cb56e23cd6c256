"""Each rule over the content of a message, on a message that breaks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Appraised, ImportResult, Message, Source
from kreishaus.records.formats.xdomea.model import (
    Attachment,
    Case,
    DisposalKind,
    Document,
    File,
    Format,
    Metadata,
    Period,
    PrimaryFile,
    Version,
)
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import Release
from kreishaus.records.formats.xdomea.rules import Rule, Weight, findings
from kreishaus.records.formats.xdomea.rules import content as rules
from tests.records.formats.xdomea import cast

SOURCE = Source(prefix="xdomea", schema_location="urn:xoev-de:xdomea:schema:3.1.0 x.xsd")
DOCUMENT = Document(uuid=cast.DOCUMENT, metadata=Metadata(subject="Bescheid"))
CASE = Case(uuid=cast.CASE, metadata=Metadata(subject="Neubau"), documents=(DOCUMENT,))
FILE = File(uuid=cast.FILE, metadata=Metadata(subject="Bauakte"), cases=(CASE,))


def of(*objects: File | Case | Document, kind: Kind = Kind.DISPOSAL, release: Release = Release.V3_1) -> Message:
    head = replace(cast.envelope(release), kind=None)
    return Message(kind=kind, release=release, envelope=head, objects=objects, source=SOURCE)


def with_file(name: str) -> Document:
    version = Version(number="1", formats=(Format(name=Code("018"), version="1", file=PrimaryFile(name=name)),))
    return replace(DOCUMENT, versions=(version,))


ORDERLY = of(FILE)
BROKEN: dict[str, tuple[Rule[Message], Message, str]] = {
    "same uuid": (rules.SAME_UUID, of(FILE, replace(CASE, uuid=cast.FILE.upper())), "mehrfach vergeben"),
    "attachment again": (
        rules.ATTACHMENT_AGAIN,
        of(
            replace(CASE, documents=(DOCUMENT, Document(uuid=cast.PIECE, attachments=(Attachment(document=DOCUMENT),))))
        ),
        "mehreren Stellen",
    ),
    "unknown code": (rules.CODE_UNKNOWN, of(replace(FILE, metadata=Metadata(medium=Code("999")))), "Liste „medium“"),
    "new code": (
        rules.CODE_NOT_LISTED,
        of(
            replace(CASE, documents=(with_file(cast.PRIMARY),)),
            release=Release.V4_0,
        ),
        "neuere Fassung",
    ),
    "closed on": (rules.CLOSED_ON, of(replace(CASE, closed_on=date(2026, 1, 1))), "z. d. A."),
    "period": (
        rules.PERIOD,
        of(replace(CASE, period=Period(begins_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)))),
        "01.02.2026",
    ),
    "empty": (rules.EMPTY, of(Case(uuid=cast.CASE)), "ist leer"),
    "kind": (
        rules.KIND,
        replace(ORDERLY, envelope=replace(ORDERLY.envelope, kind=Code("0501"))),
        "0501, die Nachricht ist aber eine 0503",
    ),
    "prefix": (rules.PREFIX, replace(ORDERLY, source=replace(SOURCE, prefix="x")), "Namensraumkürzel"),
    "schema location": (rules.SCHEMA_LOCATION, replace(ORDERLY, source=Source(prefix="xdomea")), "schemaLocation"),
    "file named as document": (rules.FILE_NAMED_AS_DOCUMENT, of(with_file(f"{cast.DOCUMENT}.pdf")), "eigene Kennung"),
    "file name": (rules.FILE_NAME, of(with_file("Bescheid.pdf")), "beginnt nicht mit einer Kennung"),
    "offer with files": (rules.OFFER_WITH_FILES, of(with_file(cast.PRIMARY), kind=Kind.OFFER), "keine Dateien"),
    "result twice": (
        rules.RESULT_TWICE,
        replace(
            of(kind=Kind.DISPOSAL_IMPORTED),
            results=(ImportResult(uuid=cast.CASE), ImportResult(uuid=cast.CASE.upper())),
        ),
        "zweimal entschieden",
    ),
}
BROKEN["new code"] = (
    rules.CODE_NOT_LISTED,
    of(
        replace(
            DOCUMENT,
            versions=(Version(formats=(Format(name=Code("777"), file=PrimaryFile(name=cast.PRIMARY)),)),),
        ),
        release=Release.V4_0,
    ),
    "neuere Fassung",
)


def test_an_orderly_message_breaks_no_rule() -> None:
    assert findings(rules.RULES, ORDERLY) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_message_breaks_this_rule_and_no_other(name: str) -> None:
    rule, message, words = BROKEN[name]

    found = findings(rules.RULES, message)

    assert {finding.rule for finding in found} == {rule.key}
    assert words in str(found[0].problem)
    assert found[0].problem.hint != ""


def test_every_rule_is_broken_by_some_message() -> None:
    assert {rule.key for rule, _, _ in BROKEN.values()} == {rule.key for rule in rules.RULES}


def test_what_the_receiver_can_live_with_is_only_noted() -> None:
    noted = {rule.key for rule in rules.RULES if rule.weight is Weight.NOTE}

    assert noted == {
        "content.code-not-listed",
        "content.prefix",
        "content.schema-location",
        "content.file-named-as-document",
        "content.offer-with-files",
    }


def test_two_appraisals_of_one_object_are_refused() -> None:
    appraised = Appraised(uuid=cast.CASE, disposal=DisposalKind(code=Code("A")))
    message = replace(of(kind=Kind.APPRAISAL), appraised=(appraised, appraised))

    assert [finding.rule for finding in findings(rules.RULES, message)] == ["content.result-twice"]


@pytest.mark.parametrize("kind", [Kind.OFFER, Kind.DISPOSAL, Kind.HANDOVER, Kind.INFORMATION])
def test_our_own_full_message_breaks_only_what_is_put_in_on_purpose(kind: Kind) -> None:
    make: Callable[[Kind, Release], Message] = cast.message

    found = findings(rules.RULES, replace(make(kind, Release.V3_1), source=SOURCE))

    assert {finding.rule for finding in found} <= {
        "content.same-uuid",
        "content.attachment-again",
        "content.offer-with-files",
    }
