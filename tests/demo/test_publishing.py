"""Nothing stands in the way of publishing the packages of the demo county."""

from pathlib import Path

import pytest

from kreishaus.workshop.packages.actions import import_package_folder
from kreishaus.workshop.packages.queries import report_on
from tests.cast import NOON, SYSTEM
from tests.factories.organisation import an_office
from tests.factories.records import a_position

PACKAGES = sorted((Path(__file__).resolve().parents[2] / "demo" / "services").iterdir())


@pytest.mark.django_db
@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_a_package_can_be_submitted_for_publication_as_it_is(folder: Path) -> None:
    for number in ("10", "32", "36", "39", "40", "51", "80"):
        an_office(number)
    for number in ("10.31", "32.17", "36.12", "36.21", "40.11", "42.11", "51.10", "51.12", "90.10", "91.10"):
        a_position(number)

    report = report_on(import_package_folder(folder=folder, actor=SYSTEM, at=NOON))

    assert [str(obstacle) for obstacle in report.obstacles] == []
    assert (report.key, report.review, report.code_lists_open) == (folder.name, 0, 0)
    assert report.rules_executable == report.rules_total
