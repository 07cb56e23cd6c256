"""Every real FIM schema goes out again: valid for FIM, and the import of the export gives the same form."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from kreishaus.base.yamlsource import load
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import Origin, convert, read_schema, write_schema
from kreishaus.services.forms.formats.xdatenfelder.writing.annotations import URI
from tests.conformance.test_xdatenfelder import REAL
from tests.services.forms.parking import parking

AT = Origin("2026-06-01T08:00:00+00:00", by="Landkreis Leer", bases=("§ 1 Probegesetz",))
OWN = Path(__file__).parent / "everything.xdf.xml"

DEMO = Path(__file__).resolve().parents[2] / "demo" / "services"
PACKAGES = sorted(file.parent.name for file in DEMO.glob("*/form.yaml"))


@cache
def official(folder: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(folder / "fim" / "xsd" / "xdatenfelder" / "3.0.0" / "xdatenfelder.xsd"))


def complaints(content: bytes, shared_data: Path) -> list[str]:
    schema = official(shared_data)
    schema.validate(etree.fromstring(content))
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]


@pytest.mark.parametrize("name", [*REAL, OWN.name])
def test_a_schema_comes_back_the_same(name: str, shared_data: Path) -> None:
    source = OWN if name == OWN.name else shared_data / "fim" / name
    form = parse_form(convert(read_schema(source, name=source.name)).form)

    content = write_schema(form, AT)

    assert complaints(content, shared_data) == []
    assert convert(read_schema(content, name="export.xml")).form == form.to_data()
    if not name.startswith("xdf2/"):
        # Version 3 says all of it in its own words; a schema of version 2 keeps its old numbers in our notes.
        assert URI.encode() not in content


@pytest.mark.parametrize("name", PACKAGES)
def test_a_service_of_the_demonstration_comes_back_the_same(name: str, shared_data: Path) -> None:
    form = parse_form(load((DEMO / name / "form.yaml").read_text(encoding="utf-8"), "form.yaml").data)

    content = write_schema(form, AT)

    assert complaints(content, shared_data) == []
    assert convert(read_schema(content, name="export.xml")).form == form.to_data()


def test_a_form_of_ones_own_is_valid_for_fim(shared_data: Path) -> None:
    assert complaints(write_schema(parking(), AT), shared_data) == []


def test_the_synthetic_schema_is_valid_for_fim(shared_data: Path) -> None:
    assert complaints(OWN.read_bytes(), shared_data) == []
