import pytest

from kreishaus.people.organisation.enums import Role
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.applications import an_application
from tests.factories.organisation import a_post, hold

pytestmark = pytest.mark.django_db


def test_who_holds_two_posts_changes_between_them(at_desk: AtDesk) -> None:
    janssen = cast.janssen()
    hold(janssen, a_post("63-aushilfe", cast.building_office(), (Role.CASE_WORKER,)))
    an_application()
    client = at_desk(janssen)
    assert "Hilke de Vries" not in look_at(client, "/eingang/")

    answer = client.post("/stelle/", {"stelle": "63-aushilfe"}, follow=True)

    page = text_of(answer)
    assert "Sie handeln jetzt als Stelle 63-aushilfe." in page
    assert "Hilke de Vries" in page
    assert "Wechseln zu: Stelle 32-janssen" in page


def test_nobody_takes_a_post_of_somebody_else(at_desk: AtDesk) -> None:
    cast.meyer()

    assert at_desk(cast.janssen()).post("/stelle/", {"stelle": "63-meyer"}).status_code == 404


def test_one_post_needs_no_choice(at_desk: AtDesk) -> None:
    assert "Wechseln zu" not in look_at(at_desk(cast.meyer()), "/eingang/")
