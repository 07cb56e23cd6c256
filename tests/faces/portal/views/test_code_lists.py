"""Choosing from a long code list: by the button on the server, and by hits while one types."""

from typing import Any

import pytest

from kreishaus.services.applications.models import Draft, Offering
from kreishaus.workshop.packages import actions
from tests import pages
from tests.faces.portal.visiting import Visitor, begun, send_page, where
from tests.services.forms.codes.lists import MANY_URN, many
from tests.workshop.packages.conftest import FORM, JANSSEN, MEYER, NOON, county
from tests.workshop.packages.with_lists import with_lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county", "dogs")]
PERSON = {"person.name": "Enno", "person.email": "enno@example.org"}
_ = county


@pytest.fixture
def dogs(county: None) -> Offering:
    """Offer a service that asks for an entry of a long list."""
    field = f"          - {{key: place, type: code-list, label: Gemeinde, code_list: {{urn: {MANY_URN}}}}}\nrules:"
    form = FORM.partition("reviews:")[0].replace("rules:", field)
    version = actions.import_files(files=with_lists(many(500), form=form), actor=MEYER, at=NOON)
    actions.submit_for_publication(version=version, actor=MEYER, at=NOON)
    return actions.publish(version=version, actor=JANSSEN, at=NOON)


def asked(visitor: Visitor, offering: Offering, *, code: int = 200, **query: str) -> Any:
    response = visitor.client.get(f"/auswahl/{offering.form.digest}/", query)
    assert response.status_code == code
    return response.json() if code == 200 else None


def test_hits_come_as_the_texts_that_the_field_understands(visitor: Visitor, dogs: Offering) -> None:
    assert asked(visitor, dogs, feld="person.place", q="intrag 49") == {
        "hits": ["Eintrag 49", *(f"Eintrag {number}" for number in (149, 249, 349, 449)),
                 *(f"Eintrag 49{number}" for number in range(10))],
        "more": False,
    }  # fmt: skip


def test_nothing_typed_shows_the_first_entries_and_a_slip_the_nearest(visitor: Visitor, dogs: Offering) -> None:
    first = asked(visitor, dogs, feld="person.place", q="")

    assert (len(first["hits"]), first["more"]) == (20, True)
    assert "Eintrag 7" in asked(visitor, dogs, feld="person.place", q="Eintrg 7")["hits"]


def test_hits_may_be_kept_because_they_never_change(visitor: Visitor, dogs: Offering) -> None:
    response = visitor.client.get(f"/auswahl/{dogs.form.digest}/", {"feld": "person.place", "q": "7"})

    assert response.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("field", ["person.name", "person.weg", "", "a[b.c"])
def test_other_fields_have_no_hits(visitor: Visitor, dogs: Offering, field: str) -> None:
    asked(visitor, dogs, feld=field, q="x", code=404)


def test_an_unknown_form_has_no_hits(visitor: Visitor) -> None:
    assert visitor.client.get(f"/auswahl/{'0' * 64}/", {"feld": "person.place"}).status_code == 404


def test_without_javascript_the_button_lists_hits_to_choose_from(visitor: Visitor) -> None:
    first = visitor.get("/leistungen/hundesteuer/antrag/")
    assert 'data-lists="/auswahl/' in first.content.decode()

    secret = begun(visitor, "hundesteuer", PERSON | {"person.place": "intrag 49", "_search": "person.place"})
    page = visitor.get(f"/antrag/{secret}/seite/person/")
    chosen = send_page(visitor, secret, "person", PERSON | {"person.place": ["intrag 49", "00249"]})

    assert "15 Treffer für „intrag 49“" in page.content.decode()
    assert where(chosen) == f"/antrag/{secret}/pruefen/"
    assert "Eintrag 249" in chosen.content.decode()
    assert Draft.objects.get().answers["person"]["place"] == "00249"


def test_a_slip_is_answered_with_what_was_meant(visitor: Visitor) -> None:
    secret = begun(visitor, "hundesteuer", PERSON | {"person.place": "Eintrg 7"})

    page = visitor.get(f"/antrag/{secret}/seite/person/?pruefen=1")

    assert "„Eintrg 7“ steht nicht in der Liste. Meinten Sie „Eintrag 7“" in page.content.decode()
    assert pages.value_of(page.content, "person.place") == "Eintrg 7"
