"""Each rule over a message and the files beside it."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import pytest

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import Case, Document, Format, Hash, PrimaryFile, Signature, Version
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import Release
from kreishaus.records.formats.xdomea.rules import findings
from kreishaus.records.formats.xdomea.rules import parcel as rules
from kreishaus.records.formats.xdomea.rules.parcel import Parcel, algorithm_of
from tests.records.formats.xdomea import cast

CONTENT = b"Bescheid"
STEM = f"{cast.PROCESS}_Aussonderung.Aussonderung.0503"


def message(*files: PrimaryFile, release: Release = Release.V3_1) -> Message:
    formats = tuple(Format(name=Code("018"), version="1", file=file) for file in files)
    document = Document(uuid=cast.DOCUMENT, versions=(Version(number="1", formats=formats),))
    case = Case(uuid=cast.CASE, documents=(document,))
    return Message(kind=Kind.DISPOSAL, release=release, envelope=cast.envelope(release), objects=(case,))


def parcel(told: Message, files: Iterable[str], package: str = f"{STEM}.zip", inner: str = f"{STEM}.xml") -> Parcel:
    return Parcel(told, {name: len(CONTENT) for name in files}, lambda _name: BytesIO(CONTENT), package, inner)


def broken(subject: Parcel) -> dict[str, str]:
    return {finding.rule: str(finding.problem) for finding in findings(rules.RULES, subject)}


def test_an_orderly_parcel_breaks_no_rule() -> None:
    assert broken(parcel(message(PrimaryFile(name=cast.PRIMARY)), [cast.PRIMARY])) == {}


def test_a_file_that_is_named_but_not_there_is_refused() -> None:
    found = broken(parcel(message(PrimaryFile(name=cast.PRIMARY)), []))

    assert cast.PRIMARY in found["parcel.file-missing"]


def test_a_detached_signature_must_be_there_as_well() -> None:
    signed = PrimaryFile(name=cast.PRIMARY, signature=Signature(files=(cast.PRIMARY_OF_ATTACHMENT,)))

    assert cast.PRIMARY_OF_ATTACHMENT in broken(parcel(message(signed), [cast.PRIMARY]))["parcel.file-missing"]
    assert broken(parcel(message(signed), [cast.PRIMARY, cast.PRIMARY_OF_ATTACHMENT])) == {}


def test_a_file_that_nobody_names_is_refused() -> None:
    found = broken(parcel(message(), [cast.PRIMARY]))

    assert list(found) == ["parcel.file-not-referenced"]


def test_a_file_named_twice_is_refused() -> None:
    twice = PrimaryFile(name=cast.PRIMARY)

    assert "2-mal" in broken(parcel(message(twice, twice), [cast.PRIMARY]))["parcel.file-named-twice"]


@pytest.mark.parametrize(
    ("package", "words"),
    [
        ("99999999-0000-4000-8000-000000000000_Aussonderung.Aussonderung.0503.zip", "anderen Prozess"),
        (f"{cast.PROCESS}_Aussonderung.Anbieteverzeichnis.0501.zip", "andere Nachricht"),
    ],
)
def test_a_name_that_tells_something_else_is_refused(package: str, words: str) -> None:
    assert words in broken(parcel(message(), [], package))["parcel.name-differs"]


def test_the_running_number_of_four_is_compared() -> None:
    told = message(release=Release.V4_0)

    assert "laufende Nummer" in broken(parcel(told, [], f"{cast.PROCESS}_0503_2.zip"))["parcel.name-differs"]
    assert broken(parcel(told, [], f"{cast.PROCESS}_0503_1.zip", f"{cast.PROCESS}_0503_1.xml")) == {}
    # Archives up to 3.1 leave the number out.
    assert broken(parcel(told, [], f"{cast.PROCESS}_0503.zip", f"{cast.PROCESS}_0503.xml")) == {}


def test_a_free_name_of_the_package_is_noted() -> None:
    assert list(broken(parcel(message(), [], "abgabe.zip"))) == ["parcel.package-name"]


@pytest.mark.parametrize(
    "value",
    [hashlib.sha256(CONTENT).hexdigest().upper(), base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()],
)
def test_a_right_fingerprint_is_accepted(value: str) -> None:
    file = PrimaryFile(name=cast.PRIMARY, hash=Hash(value=value, algorithm=Code("SHA-256")))

    assert broken(parcel(message(file), [cast.PRIMARY])) == {}


def test_a_wrong_fingerprint_is_refused() -> None:
    file = PrimaryFile(name=cast.PRIMARY, hash=Hash(value="ab" * 32, algorithm=Code("SHA-256")))

    assert "unterwegs verändert" in broken(parcel(message(file), [cast.PRIMARY]))["parcel.hash-wrong"]


def test_an_unknown_way_of_hashing_is_noted() -> None:
    file = PrimaryFile(name=cast.PRIMARY, hash=Hash(value="ab", other_algorithm="MD5"))

    assert list(broken(parcel(message(file), [cast.PRIMARY]))) == ["parcel.hash-unknown"]


def test_algorithms_are_known_by_several_names() -> None:
    assert algorithm_of(Hash(algorithm=Code("SHA-512"))) == "sha512"
    assert algorithm_of(Hash(other_algorithm="sha_256")) == "sha256"
    assert algorithm_of(Hash()) is None


def test_files_of_letters_count_as_well() -> None:
    letter = cast.document(3, uuid=cast.LETTER, attachments=False)
    told = replace(message(), letters=(letter,))

    assert list(broken(parcel(told, []))) == ["parcel.file-missing"]
