from datetime import timedelta

import pytest

from kreishaus.faces.desk.chronicle import history_of
from kreishaus.ground.audit import actions as audit
from tests import cast

pytestmark = pytest.mark.django_db
CASE = "case:63-10-2026-0001"


@pytest.mark.parametrize(
    ("actor", "verb", "data", "told"),
    [
        ("staff:meyer", "task.assigned", {"to": "meyer"}, "Frau Meyer hat die Aufgabe übernommen"),
        ("staff:meyer", "task.assigned", {"to": "hinrichs"}, "Frau Meyer hat die Aufgabe an Herrn Hinrichs gegeben"),
        ("staff:meyer", "task.assigned", {"to": ""}, "Frau Meyer hat die Aufgabe in den Eingang zurückgelegt"),
        ("citizen", "message.opened", {"kind": "decision"}, "Die antragstellende Person hat den Bescheid geöffnet"),
        ("system:automatic", "decision.signed", {"outcome": "grant", "automatic": True},
         "Das System hat die Bewilligung automatisch erlassen"),
        ("staff:weg", "decision.signed", {"outcome": "refuse"}, "weg hat die Ablehnung gezeichnet"),
        ("staff:meyer", "etwas.neues", None, "Frau Meyer hat „etwas.neues“ vermerkt"),
    ],
)  # fmt: skip
def test_events_are_told_in_plain_words(actor: str, verb: str, data: dict[str, object] | None, told: str) -> None:
    cast.meyer()
    cast.hinrichs()
    audit.record(subject=CASE, verb=verb, actor=actor, at=cast.NOON, data=data)  # type: ignore[arg-type]

    assert [f"{entry.who} {entry.what}" for entry in history_of(CASE)] == [told]


def test_the_newest_comes_first_and_the_reason_stays() -> None:
    audit.record(subject=CASE, verb="case.opened", actor="citizen", at=cast.NOON)
    later = cast.NOON + timedelta(hours=1)
    audit.record(subject=CASE, verb="case.reopened", actor="system:x", at=later, reason="Neue Nachricht")

    assert [(entry.at, entry.reason) for entry in history_of(CASE)] == [(later, "Neue Nachricht"), (cast.NOON, "")]
