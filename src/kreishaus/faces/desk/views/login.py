"""Logging in: allauth does the work; the demonstration adds its people and their codes."""

import json
import time
from dataclasses import dataclass

from allauth.account.views import LoginView
from allauth.mfa import app_settings
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from kreishaus.ground.authorities.context import current
from kreishaus.people.organisation.models import Incumbency, Staff

# Known to everybody on purpose: it only opens the demonstration.
DEMO_PASSWORD = "Moin-Moin-2026"  # noqa: S105 -- see above
# Written by the loader of the demonstration: user name -> one sentence.
HINTS_FILE = "demo-people.json"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom a visitor of the demonstration can be."""

    username: str
    name: str
    post: str
    hint: str


class StaffLoginView(LoginView):  # type: ignore[misc] # allauth is untyped
    """The login page; in the demonstration it lists the people one can be."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demonstration's people."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        if current().demo:
            context |= {"demo_people": demo_people(), "demo_password": DEMO_PASSWORD}
        return context


class StaffAuthenticateView(AuthenticateView):  # type: ignore[misc] # allauth is untyped
    """The page that asks for the code; in the demonstration it shows the code, too."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demonstration's code."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        if current().demo:
            user = self.stage.login.user
            context["demo_code"] = current_code(user)
        return context


def demo_people() -> list[DemoPerson]:
    """Return the staff of the demonstration with their posts and what one can try as them."""
    today = localdate()
    held = (
        Incumbency.objects.filter(staff__is_active=True, valid_from__lte=today)
        .select_related("staff", "post__office")
        .order_by("post__office__number", "staff__last_name")
    )
    hints = _hints()
    people: dict[str, DemoPerson] = {}
    for incumbency in held:
        staff = incumbency.staff
        people.setdefault(
            staff.username,
            DemoPerson(
                staff.username,
                f"{staff.form_of_address} {staff.get_full_name()}".strip(),
                f"{incumbency.post.title}, {incumbency.post.office.name}",
                hints.get(staff.username, ""),
            ),
        )
    # The order of the demonstration's file: who is worth being first stands first.
    places = {username: place for place, username in enumerate(hints)}
    return sorted(people.values(), key=lambda person: places.get(person.username, len(places)))


def current_code(user: Staff) -> str:
    """Return the one-time code of this half minute."""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return ""
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter)))


def _hints() -> dict[str, str]:
    try:
        text = (current().folder / HINTS_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    hints: dict[str, str] = json.loads(text)
    return hints


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demonstration's people with one click; does not exist anywhere else."""
    staff = Staff.objects.filter(username=request.POST.get("username", ""), is_active=True).first()
    if not current().demo or staff is None:
        raise Http404
    login(request, staff, backend=_BACKEND)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/eingang/"
    return HttpResponseRedirect(target)
