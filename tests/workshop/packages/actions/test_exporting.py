from pathlib import Path

import pytest

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.reviewing import Settle
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests.services.forms.codes.lists import places
from tests.workshop.packages.conftest import JANSSEN, MEYER, NOON
from tests.workshop.packages.with_lists import FORM_WITH_LIST, with_lists

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).resolve().parents[4] / "demo" / "services"


def out_and_in(version: PackageVersion, folder: Path) -> PackageVersion:
    actions.export_folder(version=version, folder=folder)
    return actions.import_package_folder(folder=folder, actor=JANSSEN, at=NOON, replace=True)


@pytest.mark.parametrize("key", ["allgemeiner-antrag", "jagdschein", "wunschkennzeichen"])
def test_the_demo_services_go_out_and_in_without_a_change(key: str, tmp_path: Path) -> None:
    version = actions.import_package_folder(folder=DEMO / key, actor=MEYER, at=NOON)
    before, name = dict(version.files), version.digest

    again = out_and_in(version, tmp_path / key)

    assert (again.pk, again.digest, again.files) == (version.pk, name, before)
    ours = {path.relative_to(DEMO / key) for path in (DEMO / key).rglob("*") if path.is_file()}
    for path in ours:
        assert (tmp_path / key / path).read_bytes() == (DEMO / key / path).read_bytes(), path


def test_settled_rules_translations_and_lists_go_out_and_in_without_a_change(tmp_path: Path) -> None:
    proposed = FORM_WITH_LIST + (
        "  - id: R4\n    element: person.email\n    text: WENN Name DANN E-Mail\n    proposal:\n"
        "      - {id: R4.1, require: person.email, when: \"person.name != ''\"}\n"
    )
    more = {
        "texts/en.yaml": b"# by hand\nlanguage: en\ntexts:\n  person.email.label: Mail\n",
        "schema.xdf.xml": b"<xdf:schema xmlns:xdf='urn:xoev-de:fim:standard:xdatenfelder_3.0.0'/>",
    }
    version = actions.import_files(files={**with_lists(places(), form=proposed), **more}, actor=MEYER, at=NOON)
    rules = tuple(contents.form_of(version).schema.open_reviews[2].proposal)
    for edit in (
        Settle("R4", Settlement.RULE, rules=rules),
        Settle("R2", Settlement.CASE_WORKER, "Am Vorgang."),
        Settle("R3", Settlement.NOT_NEEDED, "Gilt hier nicht: „nie“\nund mit zweiter Zeile."),
    ):
        actions.edit_form(version=version, edit=edit, shown="", actor=MEYER, at=NOON)
    form, before = contents.form_of(version).schema, dict(version.files)

    again = out_and_in(version, tmp_path / "hund")

    assert again.files == before
    assert contents.form_of(again).schema == form
    assert contents.form_of(again).schema.open_reviews == ()
    assert (tmp_path / "hund" / "texts" / "en.yaml").read_bytes() == more["texts/en.yaml"]


def test_a_real_schema_with_an_accepted_proposal_goes_out_and_in_without_a_change(
    shared_data: Path, tmp_path: Path
) -> None:
    source = (shared_data / "fim" / "xdf3" / "S05000001381.xml").read_bytes()
    version = actions.import_fim(source=source, name="S05000001381.xml", actor=MEYER, at=NOON).version
    review = next(each for each in contents.form_of(version).schema.open_reviews if each.proposal)
    edit = Settle(review.id, Settlement.RULE, rules=tuple(review.proposal))
    actions.edit_form(version=version, edit=edit, shown="", actor=MEYER, at=NOON)
    form, before = contents.form_of(version).schema, dict(version.files)

    again = out_and_in(version, tmp_path / "fim")

    assert again.files == before
    assert contents.form_of(again).schema == form
    assert {rule.number for rule in form.rules} >= {review.id}
