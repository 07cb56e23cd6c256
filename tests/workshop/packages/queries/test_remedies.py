import pytest

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.remedies import Remedy, known_remedies
from tests.workshop.packages.conftest import FORM, NOON, SERVICE, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
SETTLED = FORM[: FORM.index("reviews:")]


def put(key: str, remedy: str, *, online: bool = True) -> PackageVersion:
    service = SERVICE.replace("hundesteuer", key).replace("Sie können Klage erheben.", remedy)
    service = service.replace("Hund anmelden", key.title())
    version = actions.import_files(files=files(service=service, form=SETTLED), actor="staff:meyer", at=NOON)
    if online:
        actions.submit_for_publication(version=version, actor="staff:meyer", at=NOON)
        actions.publish(version=version, actor="staff:janssen", at=NOON)
    return version


def test_the_text_that_most_services_use_stands_first() -> None:
    put("hund", "Klage.")
    put("katze", "Widerspruch.")
    put("pferd", "Widerspruch.")
    mine = put("huhn", "Nichts.", online=False)

    assert known_remedies(mine) == [Remedy("Widerspruch.", ("Katze", "Pferd")), Remedy("Klage.", ("Hund",))]
