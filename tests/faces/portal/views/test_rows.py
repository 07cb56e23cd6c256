"""Lists in lists in lists in the portal, without JavaScript: nothing is lost, the open row stays open."""

from typing import Any

import pytest

from kreishaus.services.applications.models import Draft
from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.engine.parsing import parse_form
from tests import cast, pages
from tests.faces.portal.visiting import Visitor, a_pdf, begun, send_page
from tests.factories.applications import an_offering
from tests.services.forms.nested import nested_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def households(db: None) -> None:
    """Offer a form with households, people and certificates."""
    offering = an_offering()
    offering.form = store_form(parse_form(nested_data()), at=cast.NOON)
    offering.save()


def answers() -> Any:
    """Return what is stored in the one draft."""
    return Draft.objects.get().answers


def test_rows_come_and_go_at_every_depth_with_their_files(visitor: Visitor, households: None) -> None:
    secret = begun(visitor, "zufahrt", {"_add": "household"})
    person = {"household[0].street": "Deich 1", "household[0].person[0].name": "Antje"}
    send_page(visitor, secret, "p", person, _add="household[0].person[0].paper")
    paper = "household[0].person[0].paper[0]"
    scan = {f"{paper}.name": "Abitur", f"{paper}.scan": a_pdf("abitur.pdf")}
    send_page(visitor, secret, "p", scan, _upload=f"{paper}.scan")
    before = answers()

    removed = send_page(visitor, secret, "p", {}, _remove="household[0].person[0]")
    gone = answers()
    send_page(visitor, secret, "p", {}, _undo="1")

    assert before["household"][0]["person"][0]["paper"][0]["scan"][0]["name"] == "abitur.pdf"
    assert "„Person 1“ ist entfernt." in pages.everything(removed.content)
    assert gone["household"][0].get("person") in (None, [])
    assert answers() == before


def test_in_a_long_list_one_row_is_open_and_stays_so(visitor: Visitor, households: None) -> None:
    secret = begun(visitor, "zufahrt", {"_add": "household"})
    draft = Draft.objects.get()
    draft.answers = {"household": [{"street": f"Deich {n}", "person": [{"name": "Antje"}]} for n in range(120)]}
    draft.save()

    opened = send_page(visitor, secret, "p", {}, _open="household[70]").content
    added = send_page(visitor, secret, "p", {"household[70].street": "Hafen"}, _add="household[70].person").content
    wrong = {"household[70].street": "", "household[70].person[1].name": "Enno"}
    refused = send_page(visitor, secret, "p", wrong).content

    assert b'name="household[70].street"' in opened
    assert b'name="household[69].street"' not in opened
    assert b'name="household[70].person[1].name"' in added
    assert b'name="household[70].street"' in refused
    assert "Bitte prüfen Sie noch eine Angabe" in pages.everything(refused)
    assert len(answers()["household"]) == 120
    assert answers()["household"][70]["person"][1]["name"] == "Enno"


def test_a_closed_row_is_closed(visitor: Visitor, households: None) -> None:
    secret = begun(visitor, "zufahrt", {"_add": "household"})
    draft = Draft.objects.get()
    draft.answers = {"household": [{"street": f"Deich {n}", "person": [{"name": "A"}]} for n in range(9)]}
    draft.save()
    send_page(visitor, secret, "p", {}, _open="household[3]")

    closed = send_page(visitor, secret, "p", {"household[3].street": "Hafen"}, _close="household[3]").content

    assert b'name="household[3].street"' not in closed
    assert "Haushalt 4 Hafen" in " ".join(pages.everything(closed).split())
