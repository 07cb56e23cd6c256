"""Every real xdomea message is read whole, written again and still means the same."""

import hashlib
import os
import zipfile
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from kreishaus.records.actions.exchange import import_package
from kreishaus.records.formats.xdomea import Kind
from kreishaus.records.formats.xdomea import model as xdomea
from kreishaus.records.formats.xdomea.appraising import selection
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.formats.xdomea.reading import read_message
from kreishaus.records.formats.xdomea.validation import check_schema
from kreishaus.records.formats.xdomea.walking import below, record_objects
from kreishaus.records.formats.xdomea.writing import write_message
from kreishaus.records.models import Case, Document, File, Version
from tests import cast as people
from tests.factories.records import a_position

_SHARED = Path(os.environ.get("KREISHAUS_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
_XDOMEA = _SHARED / "data" / "xdomea"
LOOSE = sorted(
    str(path.relative_to(_XDOMEA))
    for folder in ("patterns", "samples/lavnrw")
    for path in (_XDOMEA / folder).rglob("*.xml")
) or ["absent"]
PACKED = sorted(str(path.relative_to(_XDOMEA)) for path in (_XDOMEA / "samples/x-man").glob("*.zip")) or ["absent"]


def content_of(path: Path) -> bytes:
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        (name,) = (name for name in package.namelist() if name.endswith(".xml"))
        return package.read(name)


def leaves(content: bytes) -> list[str]:
    """Name every text of a message with its path.

    Empty elements, list attributes and idle zeros of seconds do not count.
    """
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    tree = root.getroottree()
    found = []
    for element in root.iter():
        text = (element.text or "").strip().replace(".000Z", "Z").replace(".124Z", ".124000Z")
        if not len(element) and text:
            found.append(f"{tree.getelementpath(element)}={text}")
    return found


def test_all_known_messages_are_here(shared_data: Path) -> None:
    assert len(LOOSE) == 14
    assert len(PACKED) == 3


@pytest.mark.parametrize("name", [*LOOSE, *PACKED])
def test_a_real_message_comes_back_with_every_text(shared_data: Path, name: str) -> None:
    content = content_of(shared_data / "xdomea" / name)

    message = read_message(content, file=name)
    written = write_message(message)

    assert check_schema(content, kind=message.kind, release=message.release) == []
    assert check_schema(written.content, kind=message.kind, release=message.release) == []
    assert message.left_out == ()
    assert written.omissions == ()
    assert read_message(written.content) == message
    assert leaves(written.content) == leaves(content)


@pytest.mark.parametrize("name", [*LOOSE, *PACKED])
def test_a_damaged_message_is_refused_by_the_schema(shared_data: Path, name: str) -> None:
    content = content_of(shared_data / "xdomea" / name)
    message = read_message(content)

    broken = content.replace(b"ProzessID>", b"VorgangsID>")

    assert broken != content
    assert len(check_schema(BytesIO(broken), kind=message.kind, release=message.release)) == 1


def test_the_offer_of_the_state_archive_has_its_known_contents(shared_data: Path) -> None:
    (offer,) = (shared_data / "xdomea/samples/x-man").glob("*0501.zip")

    message = read_message(content_of(offer))

    files = [item for item in message.objects if isinstance(item, xdomea.File)]
    cases = [item for item in message.objects if isinstance(item, xdomea.Case)]
    cases += [case for file in files for case in file.cases]
    assert message.envelope.process == "9a75050f-323a-4e84-94c9-a889aa2b4fe8"
    assert (len(files), len(cases)) == (3, 5)
    assert sum(len(case.documents) for case in cases) == 5


@pytest.mark.parametrize("name", PACKED)
def test_a_real_package_breaks_no_rule_and_can_be_packed_again(shared_data: Path, name: str) -> None:
    again = BytesIO()

    with open_package(shared_data / "xdomea" / name) as package:
        assert package.notes == ()
        report = write_package(again, package.message, {file: partial(package.open, file) for file in package.files})
        with open_package(again, name=report.name) as copy:
            assert copy.message == package.message
            assert copy.files == package.files
            for file in package.files:
                with package.open(file) as old, copy.open(file) as new:
                    assert old.read() == new.read()


@pytest.mark.parametrize("release", ["v3.0.0", "v4.0.0"])
def test_a_sample_set_is_packed_as_its_makefile_says(shared_data: Path, release: str) -> None:
    folder = shared_data / "xdomea/samples/lavnrw" / release
    (message_file,) = folder.glob("*.xml")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path in (message_file, *folder.glob("*.txt")):
            packed.write(path, path.name)

    with open_package(stream, name=f"{message_file.stem}.zip") as package:
        assert [note.rule for note in package.notes] == []
        assert list(package.files.values()) == [13]


def test_the_state_archive_got_what_it_wanted(shared_data: Path) -> None:
    folder = shared_data / "xdomea/samples/x-man"
    with open_package(next(folder.glob("*0501.zip"))) as package:
        offer = package.message
    with open_package(next(folder.glob("*0503.zip"))) as package:
        disposal = package.message

    delivered = {found.item.uuid for found in record_objects(disposal)}
    said = dict.fromkeys(delivered, "A") | {
        found.item.uuid: "V" for found in record_objects(offer) if found.item.uuid not in delivered
    }
    chosen = selection(offer.objects, said, offer.release)

    assert {found.item.uuid for item in chosen for found in below(item)} == delivered


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PACKED if "0505" not in name])
def test_what_others_hand_over_is_taken_into_the_house(shared_data: Path, name: str) -> None:
    taken = BytesIO()
    with open_package(shared_data / "xdomea" / name) as package:
        # The same objects as a hand-over between authorities: nobody publishes a real 0401.
        handover = replace(package.message, kind=Kind.HANDOVER, envelope=replace(package.message.envelope, kind=None))
        write_package(taken, handover, {file: partial(package.open, file) for file in package.files})
        contents = {file: package.open(file).read() for file in package.files}

    result = import_package(
        taken, office=people.building_office(), actor=people.MEYER, at=people.NOON, position=a_position("63.99")
    )

    objects = {found.item.uuid.lower() for found in record_objects(handover)}
    kept = {str(uuid) for model in (File, Case, Document) for uuid in model.objects.values_list("pk", flat=True)}
    assert objects <= kept
    assert result.documents == Document.objects.count()
    assert sorted(Version.objects.values_list("sha256", flat=True)) == sorted(
        hashlib.sha256(content).hexdigest() for content in contents.values()
    )
