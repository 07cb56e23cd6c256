"""A draft in the builder and somebody of the digital office who works on it."""

import pytest
from django.test import Client

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from tests import cast
from tests.faces.desk.pages import AtDesk
from tests.workshop.packages.conftest import NOON
from tests.workshop.packages.engine.forms import CAR

PLACE = "/dienste/hundesteuer/1.0.0/formular/"
SERVICE = """\
key: hundesteuer
version: 1.0.0
name: Bewohnerparken
applicant: {name: person.name}
letters:
  grant: {subject: Ihr Ausweis, paragraphs: ["Guten Tag {{ person.name }}, hier ist er."]}
"""


@pytest.fixture
def draft() -> PackageVersion:
    package = {"service.yaml": SERVICE.encode(), "form.yaml": CAR.encode()}
    return actions.import_files(files=package, actor="staff:ukena", at=NOON)


@pytest.fixture
def desk(at_desk: AtDesk) -> Client:
    return at_desk(cast.poppinga())
