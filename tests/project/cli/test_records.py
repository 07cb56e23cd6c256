import json
from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from kreishaus.records.formats.xdomea import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import Case, File, Metadata, PositionReference
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.formats.xdomea.walking import record_objects
from tests.project.installation import kreishaus
from tests.records.actions.exchange import stock
from tests.records.formats.xdomea import cast


def a_package(folder: Path) -> Path:
    document = replace(cast.document(3, attachments=False), contacts=(), senders=(), recipients=())
    document = replace(document, workflows=(), references=())
    case = Case(uuid=cast.CASE, metadata=Metadata(subject="Zufahrt", reference="NG-1"), documents=(document,))
    about = Metadata(subject="Bauakte", reference="NG", position=PositionReference(reference="63"))
    file = File(uuid=cast.FILE, metadata=about, cases=(case,))
    message = Message(kind=Kind.HANDOVER, envelope=stock.envelope(), objects=(file,), plans=(cast.plan(3),))
    content = BytesIO()
    report = write_package(content, message, {cast.PRIMARY: lambda: nullcontext(BytesIO(b"%PDF-1.7"))})
    path = folder / report.name
    path.write_bytes(content.getvalue())
    return path


def test_a_file_comes_in_goes_out_and_is_not_taken_over_twice(county: Path, tmp_path: Path) -> None:
    package = a_package(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()

    taken = kreishaus("records", "import", package, "--office", "63", "--json", data=county)
    out = kreishaus("records", "export", "NG", "--into", folder, "--json", data=county)
    again = kreishaus("records", "import", package, "--office", "63", data=county)

    assert (taken.returncode, taken.stderr) == (0, "")
    told = json.loads(taken.stdout)
    assert (told["files"], told["cases"], told["documents"]) == (["NG"], 1, 1)
    written = Path(json.loads(out.stdout)["file"])
    assert written.name.endswith("_Abgabe.Abgabe.0401.zip")
    assert [path.name for path in folder.iterdir()] == [written.name]
    with open_package(written) as opened:
        uuids = [found.item.uuid for found in record_objects(opened.message)]
        assert uuids == [cast.FILE, cast.CASE, cast.DOCUMENT]
        assert len(opened.files) == 1
    assert again.returncode == 1
    assert "ist schon hier" in again.stderr


def test_what_is_not_there_is_said(county: Path, tmp_path: Path) -> None:
    missing = kreishaus("records", "export", "99-99-1999", data=county)
    nowhere = kreishaus("records", "import", tmp_path / "weg.zip", "--office", "63", data=county)
    nobody = kreishaus("records", "import", tmp_path / "weg.zip", "--office", "999", data=county)

    assert (missing.returncode, "99-99-1999" in missing.stderr) == (1, True)
    assert (nowhere.returncode, "Bitte den Pfad prüfen." in nowhere.stderr) == (1, True)
    assert (nobody.returncode, "Das Amt 999 gibt es nicht." in nobody.stderr) == (1, True)
