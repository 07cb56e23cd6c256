"""The last check before a change: views ask first, actions do not trust them."""

from kreishaus.casework.rules import may_work_on
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.models import Application


class MayNotWorkOnThis(Exception):
    """The post may not change this case: another office, or a role that only looks."""


def check_may_work_on(acting: Acting, application: Application) -> None:
    """Let only posts pass that work on cases of the application's office.

    :raises MayNotWorkOnThis: for everybody else.
    """
    if not may_work_on(acting, application):
        raise MayNotWorkOnThis(application.reference)
