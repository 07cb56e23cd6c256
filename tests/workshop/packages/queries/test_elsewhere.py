import pytest

from kreishaus.services.forms.engine.schema import Field
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.queries.elsewhere import asked_elsewhere, marks_of
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
SETTLED = FORM[: FORM.index("reviews:")].replace("label: E-Mail}", "label: E-Mail, autocomplete: email}")


def test_other_services_online_that_ask_the_same_are_named() -> None:
    online = actions.import_files(files=files(form=SETTLED), actor="staff:meyer", at=NOON)
    actions.submit_for_publication(version=online, actor="staff:meyer", at=NOON)
    actions.publish(version=online, actor="staff:janssen", at=NOON)
    service = SERVICE.replace("hundesteuer", "katzensteuer").replace("Hund anmelden", "Katze anmelden")
    mine = actions.import_files(files=files(service=service, form=SETTLED), actor="staff:meyer", at=NOON)
    mail = Field("mail", "email", "E-Mail", autocomplete="email")

    assert asked_elsewhere(mine, mail) == ("Hund anmelden",)
    assert asked_elsewhere(online, mail) == ()
    assert asked_elsewhere(mine, Field("x", "text", "X")) == ()


def test_the_same_element_of_fim_is_the_same_datum() -> None:
    assert marks_of(Field("x", "text", "X", fim={"id": "F60000000227"})) == {"fim:F60000000227"}
