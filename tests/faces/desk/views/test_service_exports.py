import json

import pytest

from kreishaus.workshop.packages import actions
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.workshop.packages.conftest import FORM, files

pytestmark = pytest.mark.django_db
PLACE = "/dienste/hundesteuer/1.0.0/weitergeben/"
HIDING = FORM.replace(
    "rules:\n", "rules:\n  - {id: R7, hide: person.name, when: \"person.email == 'ohne@example.org'\"}\n"
)


def test_the_page_offers_files_and_explains_the_rules(at_desk: AtDesk) -> None:
    _package(form=HIDING)
    client = at_desk(cast.poppinga())

    page = look_at(client, PLACE)

    assert "XDatenfelder 3 Das Datenschema für FIM" in page
    assert "„Name“ ist im Schema Pflicht (1:1), wird aber durch Regel R7 ausgeblendet (abhängig von „E-Mail“)." in page
    assert "Weitergeben: FIM, JSON Schema, XFall" in look_at(client, "/dienste/hundesteuer/1.0.0/")


@pytest.mark.parametrize("kind", ["xdf3", "json-schema", "xfall", "conflicts", "package"])
def test_a_file_is_only_downloaded(at_desk: AtDesk, kind: str) -> None:
    _package()

    answer = at_desk(cast.poppinga()).get(f"{PLACE}{kind}/")

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="hundesteuer-1.0.0.')
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_json_schema_is_the_one_of_the_form(at_desk: AtDesk) -> None:
    _package()

    schema = json.loads(at_desk(cast.poppinga()).get(f"{PLACE}json-schema/").content)

    assert schema["$defs"]["person"]["required"] == ["name"]


@pytest.mark.parametrize("place", [PLACE, f"{PLACE}xdf3/"])
def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, place: str) -> None:
    _package()

    assert at_desk(cast.meyer()).get(place).status_code == 404


def test_an_unknown_kind_is_missing(at_desk: AtDesk) -> None:
    _package()

    assert at_desk(cast.poppinga()).get(f"{PLACE}docx/").status_code == 404


def _package(form: str = FORM) -> None:
    actions.import_files(files=files(form=form), actor="staff:poppinga", at=cast.ONE)
