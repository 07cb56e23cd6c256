"""A version in the notations of others."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from kreishaus.base.yamlsource import load
from kreishaus.services.forms.formats.xdatenfelder import convert, read_schema
from kreishaus.workshop.packages import actions, queries
from kreishaus.workshop.packages.formats.folder import read_folder
from kreishaus.workshop.packages.models import PackageVersion
from tests.workshop.packages.conftest import FORM, MEYER, NOON, files

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> PackageVersion:
    return actions.import_files(files=files(), actor=MEYER, at=NOON)


def test_every_format_is_written_and_always_the_same(version: PackageVersion) -> None:
    for key, each in queries.FORMATS.items():
        first, second = queries.exported(version, key), queries.exported(version, key)

        assert first == second
        assert first.content != b""
        assert first.name == f"hundesteuer-1.0.0{each.ending}"


def test_fim_gets_the_form_and_gives_it_back(version: PackageVersion) -> None:
    content = queries.exported(version, "xdf3").content

    form = queries.form_or_none(version)
    assert form is not None
    assert convert(read_schema(content, name="x")).form == form.to_data()


def test_the_schemas_are_usable(version: PackageVersion) -> None:
    schema = json.loads(queries.exported(version, "json-schema").content)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    assert validator.is_valid({"person": {"name": "Hilke"}})
    assert not validator.is_valid({"person": {}})
    etree.XMLSchema(etree.fromstring(queries.exported(version, "xfall").content))


def test_the_conflicts_can_be_read_by_programs(version: PackageVersion) -> None:
    [conflict] = load(queries.exported(version, "conflicts").content.decode(), "x").data

    assert conflict["kind"] == "conditionally-required"
    assert conflict["message"] == "„E-Mail“ wird durch Regel R1 zur Pflicht (abhängig von „Name“)."


def test_the_package_holds_every_file_byte_for_byte(version: PackageVersion) -> None:
    archive = zipfile.ZipFile(io.BytesIO(queries.exported(version, "package").content))

    found = {name.removeprefix("hundesteuer/"): archive.read(name) for name in archive.namelist()}
    assert found == files()


def test_a_folder_that_went_out_comes_in_unchanged(version: PackageVersion, tmp_path: Path) -> None:
    actions.export_folder(version=version, folder=tmp_path / "hund")

    again = actions.import_package_folder(folder=tmp_path / "hund", actor=MEYER, at=NOON)

    assert read_folder(tmp_path / "hund") == files()
    assert (again.pk, again.digest, again.changed_at) == (version.pk, version.digest, version.changed_at)


def test_a_form_without_conflicts_has_an_empty_list() -> None:
    version = actions.import_files(
        files=files(form=FORM.partition("rules:")[0], tests="cases: []\n"), actor=MEYER, at=NOON
    )

    assert queries.conflicts_of(version) == ()
