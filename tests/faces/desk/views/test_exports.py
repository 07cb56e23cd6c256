"""Taking a case away from the desk."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.jobs import execution
from kreishaus.records import actions as records
from kreishaus.records.actions import exporting
from kreishaus.records.enums import ExportKind, ExportState
from kreishaus.records.models import Case, Export
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.factories.records import a_case, a_draft
from tests.records.papers.sheets import archivable

pytestmark = pytest.mark.django_db


def a_filled_case(*, count: int = 2) -> Case:
    case = a_case()
    records.add_documents(
        case, [a_draft(f"Plan {number}", archivable()) for number in range(count)], at=cast.NOON, actor=cast.MEYER
    )
    return case


def order(client: Client, case: Case, kind: str) -> Export:
    answer = client.post(f"/vorgang/{case.reference}/ausgeben/", {"art": kind})
    export = Export.objects.get()
    assert answer.headers["Location"] == f"/ausgaben/{export.pk}/"
    return export


def work() -> None:
    while job := execution.claim(at=cast.NOON + timedelta(days=4000)):
        error = execution.run(job, at=cast.NOON)
        assert error is None, error


def test_a_case_becomes_one_pdf_in_the_background(at_desk: AtDesk) -> None:
    case, client = a_filled_case(), at_desk(cast.meyer())

    export = order(client, case, "volume")
    before = look_at(client, f"/ausgaben/{export.pk}/")
    missing = client.get(f"/ausgaben/{export.pk}/datei/")
    work()
    after = look_at(client, f"/ausgaben/{export.pk}/")
    answer = client.get(f"/ausgaben/{export.pk}/datei/")

    assert "0 von 2 Dokumenten" in before
    assert missing.status_code == 404
    assert "Herunterladen" in after
    assert answer["Content-Disposition"].startswith("attachment")
    with pikepdf.open(io.BytesIO(answer.getvalue())) as pdf:
        assert len(pdf.pages) == 3
    export.refresh_from_db()
    events = {event.verb: event for event in audit.history(f"case:{case.reference}")}
    assert events["export.ordered"].actor == "staff:meyer"
    assert (events["export.made"].data or {})["sha256"] == export.sha256
    assert "2 Dokumente als PDF" in look_at(client, f"/vorgang/{case.reference}/")


@pytest.mark.parametrize(("kind", "inside"), [("bundle", "index.html"), ("court", "akte.xml")])
def test_a_case_becomes_a_zip(at_desk: AtDesk, kind: str, inside: str) -> None:
    client = at_desk(cast.meyer())
    export = order(client, a_filled_case(), kind)
    work()

    answer = client.get(f"/ausgaben/{export.pk}/datei/")

    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert inside in archive.namelist()


def test_nobody_else_gets_it_and_not_even_who_ordered_once_the_case_is_hers_no_more(at_desk: AtDesk) -> None:
    case, client = a_filled_case(), at_desk(cast.meyer())
    export = order(client, case, "bundle")
    work()
    address = f"/ausgaben/{export.pk}/datei/"
    assert client.get(address).status_code == 200

    assert at_desk(cast.hinrichs()).get(address).status_code == 404
    records.transfer_case(
        case=case, office=cast.order_office(), at=cast.ONE, actor=cast.MEYER, reason="Zuständig ist das Ordnungsamt."
    )
    assert client.get(address).status_code == 404


def test_an_empty_case_says_so(at_desk: AtDesk) -> None:
    case, client = a_case(), at_desk(cast.meyer())

    answer = client.post(f"/vorgang/{case.reference}/ausgeben/", {"art": "volume"}, follow=True)

    assert "liegt noch kein Dokument, das Sie mitnehmen können" in answer.content.decode()


def test_copies_are_deleted_after_three_days() -> None:
    case = a_filled_case()
    export = exporting.order_export(of=case, kind=ExportKind.BUNDLE, acting=cast.at_work(cast.meyer()), at=cast.NOON)
    exporting.make_export(export=export, at=cast.NOON)
    assert export.path.is_file()

    assert exporting.clear_exports(at=cast.NOON + timedelta(days=2)) == 0
    assert exporting.clear_exports(at=cast.NOON + timedelta(days=4)) == 1

    assert not export.path.exists()
    assert not Export.objects.exists()


def test_a_whole_file_holds_the_cases_the_person_may_see() -> None:
    mine = a_filled_case()
    acting = cast.at_work(cast.meyer())

    export = exporting.order_export(of=mine.file, kind=ExportKind.VOLUME, acting=acting, at=cast.NOON)
    exporting.make_export(export=export, at=cast.NOON)

    assert export.cases == [str(mine.pk)]
    assert export.state == ExportState.DONE
    assert export.path.read_bytes().startswith(b"%PDF")


def test_a_whole_file_is_ordered_from_its_page(at_desk: AtDesk) -> None:
    case, client = a_filled_case(), at_desk(cast.meyer())
    assert "Akte als PDF" in look_at(client, f"/akte/{case.file.reference}/")

    answer = client.post(f"/akte/{case.file.reference}/ausgeben/", {"art": "volume"}, follow=True)

    assert "0 von 2 Dokumenten" in answer.content.decode()
    assert Export.objects.get().file == case.file
