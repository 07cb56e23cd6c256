from pathlib import Path

import pytest

from kreishaus.workshop.packages.actions import import_files, import_fim
from kreishaus.workshop.packages.queries import report_on, reports, version_or_none
from tests.workshop.packages.conftest import MEYER, NOON, files

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("county")
def test_a_report_counts_and_says_what_is_open() -> None:
    version = import_files(files=files(), actor=MEYER, at=NOON)

    report = report_on(version)

    assert report.as_json() == {
        "key": "hundesteuer",
        "name": "Hund anmelden",
        "version": "1.0.0",
        "state": "draft",
        "fields": 2,
        "groups": 1,
        "rules_total": 3,
        "rules_executable": 1,
        "review": 2,
        "code_lists_open": 0,
        "ready": False,
        "obstacles": [
            {
                "message": "2 Regeln sind noch offen.",
                "file": "form.yaml",
                "line": None,
                "path": "reviews",
                "hint": "Bitte jede Regel klären: als Regel, durch die Sachbearbeitung oder als nicht nötig.",
            }
        ],
    }
    assert report.as_text().splitlines()[:3] == [
        "Hund anmelden (hundesteuer 1.0.0, in Arbeit)",
        "  2 Felder in 1 Gruppen",
        "  1 von 3 Regeln ausführbar, 2 noch offen",
    ]


def test_a_report_on_a_fim_schema_gives_the_figures_of_the_import(shared_data: Path) -> None:
    source = shared_data / "fim" / "xdf3" / "S00000000362.xml"
    imported = import_fim(source=source, name=source.name, actor=MEYER, at=NOON)

    report = report_on(imported.version)

    assert (report.fields, report.groups, report.rules_total, report.review) == (
        imported.report.fields,
        imported.report.groups,
        imported.report.rules_total,
        imported.report.review,
    )


def test_all_versions_are_listed() -> None:
    import_files(files=files(), actor=MEYER, at=NOON)

    assert [report.key for report in reports()] == ["hundesteuer"]
    assert version_or_none("hundesteuer", "1.0.0") == version_or_none("hundesteuer")
    assert version_or_none("gibt-es-nicht") is None
