"""The people our tests are about. Who is who never changes, so that a test reads like a story.

*Meyer* is a clerk of the building office (63), *Hinrichs* leads it. *Janssen* is a clerk of the
public order office (32) and never allowed to see what is not his. *Theesen* runs the machines and
sees no file at all. *Poppinga* and *Ukena* make services in the digital office (80).
*Frau de Vries* is a citizen, *Werft GmbH* a company.
"""

from datetime import UTC, date, datetime

from kreishaus.people.organisation import queries
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Office, Staff
from kreishaus.people.organisation.rules import Acting
from tests.factories.organisation import a_member_of_staff, an_office

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # 12 o'clock in Leer
ONE = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

MEYER = "staff:meyer"
JANSSEN = "staff:janssen"
HINRICHS = "staff:hinrichs"
CITIZEN = "citizen"
SYSTEM = "system:test"

DE_VRIES = {"given_name": "Hilke", "family_name": "de Vries", "email": "hilke.devries@example.org"}
WERFT = {"name": "Werft GmbH", "email": "info@werft.example"}


def building_office() -> Office:
    """Return the Bauamt, office 63."""
    return an_office("63", "Bauamt")


def order_office() -> Office:
    """Return the Ordnungsamt, office 32."""
    return an_office("32", "Ordnungsamt")


def digital_office() -> Office:
    """Return the Digitalamt, office 80."""
    return an_office("80", "Amt für Digitalisierung und Wirtschaft")


def meyer() -> Staff:
    """Return Silke Meyer, clerk of the building office."""
    return a_member_of_staff("meyer", office=building_office())


def hinrichs() -> Staff:
    """Return Okko Hinrichs, head of the building office."""
    return a_member_of_staff(
        "hinrichs", office=building_office(), roles=(Role.HEAD_OF_OFFICE,), first_name="Okko", form_of_address="Herr"
    )


def janssen() -> Staff:
    """Return Hinrich Janssen, clerk of the public order office."""
    return a_member_of_staff("janssen", office=order_office(), first_name="Hinrich", form_of_address="Herr")


def theesen() -> Staff:
    """Return Fokke Theesen, who runs the machines and sees no file."""
    return a_member_of_staff(
        "theesen",
        office=an_office("16", "IT-Betrieb"),
        roles=(Role.IT_OPERATIONS,),
        first_name="Fokke",
        form_of_address="Herr",
    )


def poppinga() -> Staff:
    """Return Wiebke Poppinga, who builds services."""
    return a_member_of_staff("poppinga", office=digital_office(), roles=(Role.DIGITAL_OFFICE,), first_name="Wiebke")


def ukena() -> Staff:
    """Return Keno Ukena, who publishes what Poppinga built."""
    return a_member_of_staff(
        "ukena", office=digital_office(), roles=(Role.DIGITAL_OFFICE,), first_name="Keno", form_of_address="Herr"
    )


def at_work(staff: Staff, *, on: date = TODAY, post_key: str = "") -> Acting:
    """Return the person at work on that day."""
    return queries.acting(staff, on=on, post_key=post_key)
