"""The code lists of a draft, up to publication and beyond."""

from pathlib import Path
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.applications.models import Offering
from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.codes import CodeTable
from kreishaus.services.forms.formats.genericode import read_genericode
from kreishaus.services.forms.queries import schema_of
from kreishaus.workshop.packages.actions import (
    NotADraft,
    UnknownList,
    accept_code_lists,
    carry_lists,
    export_folder,
    import_files,
    import_fim,
    import_package_folder,
    publish,
    settle_reviews,
    submit_for_publication,
    take_list_version,
)
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import detail_of, report_on, service_definition
from kreishaus.workshop.packages.rules import contents, publication_obstacles
from tests.services.forms.codes.lists import PLACES_URN, places
from tests.services.forms.formats.xdatenfelder.written import field_xml, schema_xml, used
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON, SERVICE, files
from tests.workshop.packages.with_lists import FORM_WITH_VERSION, shorter, with_lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def drafted(**more: Any) -> PackageVersion:
    draft = import_files(files=with_lists(**more), actor=MEYER, at=NOON)
    return settle_reviews(version=draft, by=Settlement.CASE_WORKER, note="Prüfen.", actor=MEYER, at=NOON)


def stored(*tables: CodeTable) -> None:
    for table in tables:
        import_code_list(table=table, actor=MEYER, at=NOON)


def online(draft: PackageVersion) -> Offering:
    submit_for_publication(version=draft, actor=MEYER, at=NOON)
    return publish(version=draft, actor=JANSSEN, at=NOON)


def entries(version: PackageVersion) -> int | None:
    codes = contents.form_of(version).schema.fields[-1].codes
    return len(codes) if codes else None


def in_the_way(version: PackageVersion) -> list[str]:
    return [problem.message for problem in publication_obstacles(version)]


def test_a_missing_list_stands_in_the_way_until_it_is_imported() -> None:
    draft = drafted()
    before = in_the_way(draft)

    stored(places())

    assert before == [f"Die Codeliste {PLACES_URN} liegt nicht vor."]
    assert (in_the_way(draft), entries(draft)) == ([], 8)


def test_a_missing_list_can_be_accepted_as_text() -> None:
    draft = accept_code_lists(version=drafted(), names=[PLACES_URN], actor=MEYER, at=NOON)

    assert in_the_way(draft) == []
    assert report_on(draft).code_lists_open == 0
    stored(places())
    assert entries(draft) == 8


def test_lists_that_service_yaml_calls_missing_are_accepted_by_name() -> None:
    service = SERVICE + "code_lists: {missing: [urn:a, urn:b], text: []}\n"
    draft = import_files(files=files(service=service), actor=MEYER, at=NOON)

    accepted = accept_code_lists(version=draft, names=["urn:a"], actor=MEYER, at=NOON)

    assert service_definition(accepted).code_lists_open == ("urn:b",)


def test_the_list_in_the_package_wins_over_the_store() -> None:
    stored(places())

    draft = import_files(files=with_lists(shorter()), actor=MEYER, at=NOON)

    assert entries(draft) == 2
    assert [(one.in_package, one.took_latest) for one in detail_of(draft).code_lists] == [(True, True)]


def test_a_published_form_keeps_its_list_whatever_is_imported_later() -> None:
    stored(places())
    draft = drafted()
    offering = online(draft)

    stored(shorter(), places("2027", rows=places().rows[:1]))

    codes = schema_of(offering.form).fields[-1].codes
    assert codes is not None
    assert (len(codes), codes.table.version) == (8, "2026")
    draft.refresh_from_db()
    assert entries(draft) == 8


def test_a_form_published_with_text_fields_stays_with_them() -> None:
    draft = accept_code_lists(version=drafted(), names=[PLACES_URN], actor=MEYER, at=NOON)
    offering = online(draft)

    stored(places())

    assert schema_of(offering.form).fields[-1].codes is None
    draft.refresh_from_db()
    assert entries(draft) is None


def test_another_version_at_hand_can_be_taken() -> None:
    stored(places("2026"), shorter("2027"))
    draft = drafted(form=FORM_WITH_VERSION)
    [wanted] = detail_of(draft).code_lists

    taken = take_list_version(version=draft, address=wanted.address, wanted="2027", actor=MEYER, at=NOON)

    assert (wanted.is_open, wanted.others) == (True, ("2027", "2026"))
    assert entries(taken) == 2
    assert "version: '2027'" in contents.texts_of(taken, "form.yaml")["form.yaml"].replace('"', "'")


def test_a_list_that_no_field_asks_for_cannot_be_taken() -> None:
    with pytest.raises(UnknownList):
        take_list_version(version=drafted(), address="urn:weg", wanted="1", actor=MEYER, at=NOON)


def test_lists_are_carried_along_in_the_folder(tmp_path: Path) -> None:
    stored(places())
    draft = carry_lists(version=drafted(), actor=MEYER, at=NOON)
    stored(shorter())

    export_folder(version=draft, folder=tmp_path / "paket")
    again = import_package_folder(folder=tmp_path / "paket", actor=MEYER, at=NOON)

    assert entries(draft) == 8
    [file] = (tmp_path / "paket" / "codelists").iterdir()
    assert read_genericode(file, file=file.name).table == places()
    assert (again.pk, again.digest) == (draft.pk, draft.digest)
    with pytest.raises(UnknownList):
        carry_lists(version=draft, actor=MEYER, at=NOON)


def test_a_package_with_an_unreadable_list_is_refused() -> None:
    broken = with_lists(places()) | {"codelists/kaputt.xml": b"<a>"}

    with pytest.raises(Problems) as refused:
        import_files(files=broken, actor=MEYER, at=NOON)

    assert [problem.file for problem in refused.value.problems] == ["codelists/kaputt.xml"]


def test_the_same_version_twice_in_a_package_is_refused() -> None:
    with pytest.raises(Problems, match=r"Diese Liste steht schon in codelists/liste-0\.xml"):
        import_files(files=with_lists(places(), shorter()), actor=MEYER, at=NOON)


def test_what_does_not_fit_the_list_stands_in_the_way() -> None:
    stored(places())
    draft = drafted(form=FORM_WITH_VERSION.replace("version: '2025'", "code_key: kennung"))

    [told] = in_the_way(draft)
    assert told.startswith("person.place: Die Codeliste ")
    assert told.endswith("hat keine Spalte „kennung“.")


def test_a_final_version_is_not_changed() -> None:
    stored(places())
    draft = drafted()
    online(draft)

    with pytest.raises(NotADraft):
        take_list_version(version=draft, address=PLACES_URN, wanted="2026", actor=MEYER, at=NOON)


def test_the_report_of_an_import_counts_only_lists_that_are_not_at_hand() -> None:
    reference = (
        f"<codelisteReferenz><canonicalIdentification>{PLACES_URN}</canonicalIdentification></codelisteReferenz>"
    )
    source = schema_xml(used(field_xml(kind="select", more=reference)))
    before = import_fim(source=source, name="a.xml", actor=MEYER, at=NOON)

    stored(places())
    after = import_fim(source=source, name="a.xml", actor=MEYER, at=NOON)

    assert (before.report.code_lists_open, after.report.code_lists_open) == (1, 0)
    assert entries(before.version) == 8
    assert before.version.digest == after.version.digest
