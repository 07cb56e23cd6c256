import json
from copy import deepcopy

import pytest
from lxml import etree

from kreishaus.services.applications import queries as applications
from kreishaus.services.applications.models import Application
from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.submission import read_json, read_xml, structure_of
from kreishaus.services.forms.queries import schema_of
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.factories.applications import FORM, an_application, an_offering
from tests.services.forms.formats.submission.outside import Receiver

pytestmark = pytest.mark.django_db


def test_the_case_offers_the_answers_for_other_programs(at_desk: AtDesk) -> None:
    application = an_application()

    page = look_at(at_desk(cast.meyer()), f"/vorgang/{application.reference}/")

    assert "Antragsdaten als JSON" in page
    assert "Antragsdaten als XML" in page


@pytest.mark.parametrize("kind", sorted(applications.NOTATIONS))
def test_the_answers_come_as_a_file_that_holds_all_of_them(at_desk: AtDesk, kind: str) -> None:
    application = an_application()

    answer = at_desk(cast.meyer()).get(_address(application, kind))

    structure = structure_of(schema_of(application.offering.form))
    read = {"json": read_json, "xml": read_xml}[kind]
    assert read(structure, answer.content) == application.answers
    assert answer["Content-Disposition"].startswith('attachment; filename="antrag-')
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_files_are_valid_under_the_schemas_of_the_service(at_desk: AtDesk) -> None:
    application, client = an_application(), at_desk(cast.meyer())
    receiver = Receiver(schema_of(application.offering.form))

    receiver.json.validate(json.loads(client.get(_address(application, "json")).content))
    receiver.xml.assertValid(etree.fromstring(client.get(_address(application, "xml")).content))


def test_what_lacks_lawfully_is_named_with_the_rule(at_desk: AtDesk) -> None:
    form = deepcopy(FORM)
    reason = next(field for field in form["pages"][1]["groups"][0]["fields"] if field["key"] == "reason")
    reason["required"] = True
    offering = an_offering()
    offering.form = store_form(parse_form(form), at=cast.NOON)
    offering.save()
    application = an_application(offering, width="narrow", reason=None)

    page = look_at(at_desk(cast.meyer()), f"/vorgang/{application.reference}/")

    assert "Diese Angaben fehlen zu Recht:" in page
    assert "„Begründung“ ist im Schema Pflicht (1:1), wird aber" in page


@pytest.mark.parametrize("kind", ["json", "docx"])
def test_another_office_and_another_notation_find_nothing(at_desk: AtDesk, kind: str) -> None:
    application = an_application()
    staff = cast.janssen() if kind == "json" else cast.meyer()

    assert at_desk(staff).get(_address(application, kind)).status_code == 404


def _address(application: Application, kind: str) -> str:
    return f"/vorgang/{application.reference}/antragsdaten/{kind}/"
