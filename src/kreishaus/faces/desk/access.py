"""Who may enter the desk: logged in, with a second factor, on a post."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from kreishaus.casework import queries as casework
from kreishaus.people.organisation import queries as organisation
from kreishaus.people.organisation.models import Staff
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries as records
from kreishaus.records.models import Case, File
from kreishaus.services.applications.models import Application

POST_IN_SESSION = "post"
_SECOND_FACTOR_IN_SESSION = "second_factor"


class StaffRequest(HttpRequest):
    """A request of somebody who has entered the desk."""

    acting: Acting
    user: Staff


View = Callable[..., HttpResponseBase]


def staff_only(view: View) -> View:
    """Let staff with a second factor and a post pass; lead everybody else to what is missing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not _has_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        entering = cast("StaffRequest", request)
        try:
            entering.acting = organisation.acting(
                entering.user, on=localdate(), post_key=request.session.get(POST_IN_SESSION, "")
            )
        except organisation.HoldsNoPost:
            request.session.pop(POST_IN_SESSION, None)
            return render(request, "desk/no_post.html", status=403)
        response = view(entering, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def case_or_404(request: StaffRequest, reference: str) -> Case:
    """Return the case, or show the page for a missing one: a denied case looks the same."""
    case = records.case_or_none(request.acting, reference)
    if case is None:
        raise Http404
    return case


def file_or_404(request: StaffRequest, reference: str) -> File:
    """Return the file, or show the page for a missing one: a denied file looks the same."""
    file = records.file_or_none(request.acting, reference)
    if file is None:
        raise Http404
    return file


def application_or_404(request: StaffRequest, reference: str) -> Application:
    """Return the application with this reference, or show the page for a missing one."""
    application = casework.application_or_none(request.acting, reference)
    if application is None:
        raise Http404
    return application


def _has_second_factor(request: HttpRequest) -> bool:
    if request.session.get(_SECOND_FACTOR_IN_SESSION):
        return True
    exists = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
    if exists:
        # Asked once for each session: the second factor cannot be taken off.
        request.session[_SECOND_FACTOR_IN_SESSION] = True
    return bool(exists)
