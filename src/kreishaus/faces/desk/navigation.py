"""The frame of every desk page: the areas a post reaches, the counter of the inbox, who is acting."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from kreishaus.casework import queries as casework
from kreishaus.faces.desk.access import StaffRequest
from kreishaus.faces.desk.log_page import may_watch_log
from kreishaus.ground.audit import queries as audit
from kreishaus.people.organisation import queries as organisation
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Post
from kreishaus.people.organisation.rules import Acting
from kreishaus.workshop.packages.rules import may_build

INBOX, CASES, FILES, PLAN, SERVICES, BACKGROUND = "inbox", "cases", "files", "plan", "services", "background"
LOG = "log"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the desk in the left navigation."""

    key: str
    label: str
    icon: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the work: navigation and the acting post."""

    areas: tuple[Area, ...]
    posts: tuple[Post, ...]
    acting: Acting
    waiting: int
    # Alarms that wait for somebody; only counted for those who look after the log.
    alarms: int = 0


def may_watch_background(acting: Acting) -> bool:
    """Say whether the post sees the background jobs: they carry no content of cases."""
    return acting.has(Role.IT_OPERATIONS, Role.DIGITAL_OFFICE)


def may_see_cases(acting: Acting) -> bool:
    """Say whether the post works with cases at all."""
    return bool(acting.office_ids)


def areas(acting: Acting, *, waiting: int) -> tuple[Area, ...]:
    """Return the areas that this post reaches, in the order of the navigation."""
    found = []
    if may_see_cases(acting):
        found.append(Area(INBOX, "Eingang", "inbox", reverse("desk:inbox"), waiting))
        found.append(Area(CASES, "Vorgänge", "document", reverse("desk:cases")))
        found.append(Area(FILES, "Akten", "file", reverse("desk:files")))
    if may_see_cases(acting):
        found.append(Area(PLAN, "Aktenplan", "archive", reverse("desk:plan")))
    if may_build(acting):
        found.append(Area(SERVICES, "Dienste", "service", reverse("desk:services")))
    if may_watch_background(acting):
        found.append(Area(BACKGROUND, "Hintergrund", "gear", reverse("desk:background")))
    if may_watch_log(acting):
        found.append(Area(LOG, "Protokoll", "seal", reverse("desk:log")))
    return tuple(found)


def frame_of(request: StaffRequest) -> Frame:
    """Return the frame for the acting post."""
    acting = request.acting
    waiting = casework.inbox_count(acting) if may_see_cases(acting) else 0
    posts = organisation.posts_held(request.user, on=localdate())
    alarms = audit.open_alarm_count() if may_watch_log(acting) else 0
    return Frame(areas(acting, waiting=waiting), tuple(posts), acting, waiting, alarms)


def desk_page(
    request: StaffRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    area: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page of the desk inside its frame."""
    return render(request, template, {"frame": frame_of(request), "area": area, **(context or {})}, status=status)
