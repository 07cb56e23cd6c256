"""Changes to the organisation; each leaves an event in the audit log."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction

from kreishaus.ground.audit import actions as audit

from .enums import Role
from .models import Incumbency, Office, Post, PostRole, Staff


class OfficeDetails(TypedDict, total=False):
    """Where and how an office can be reached."""

    phone: str
    email: str
    street: str
    city: str
    opening_hours: str
    room: str


class StaffDetails(TypedDict, total=False):
    """How a member of staff is addressed and reached."""

    first_name: str
    last_name: str
    form_of_address: str
    email: str
    phone: str
    room: str


class AlreadyEnded(Exception):
    """The incumbency has an end already; a second one would rewrite who was responsible."""


class EndsBeforeItStarts(Exception):
    """The last day of an incumbency lies before its first."""


@transaction.atomic
def create_office(
    *,
    number: str,
    name: str,
    actor: str,
    at: datetime,
    parent: Office | None = None,
    **details: Unpack[OfficeDetails],
) -> Office:
    """Create an office under its parent."""
    office = Office.objects.create(number=number, name=name, parent=parent, **details)
    audit.record(
        subject=f"office:{number}",
        verb="office.created",
        actor=actor,
        at=at,
        data={"name": name, "parent": parent.number if parent else None},
    )
    return office


@transaction.atomic
def create_post(*, office: Office, key: str, title: str, roles: Iterable[Role], actor: str, at: datetime) -> Post:
    """Create a post of an office with the roles it carries."""
    post = Post.objects.create(office=office, key=key, title=title)
    carried = sorted(set(roles))
    PostRole.objects.bulk_create([PostRole(post=post, role=role) for role in carried])
    audit.record(
        subject=f"post:{key}",
        verb="post.created",
        actor=actor,
        at=at,
        data={"office": office.number, "title": title, "roles": [str(role) for role in carried]},
    )
    return post


@transaction.atomic
def create_staff(
    *, username: str, password: str | None, actor: str, at: datetime, **details: Unpack[StaffDetails]
) -> Staff:
    """Create the account of a member of staff; without a post it can do nothing yet."""
    staff = Staff.objects.create_user(username, password, **details)
    audit.record(subject=f"staff:{username}", verb="staff.created", actor=actor, at=at)
    return staff


@transaction.atomic
def appoint(
    *,
    staff: Staff,
    post: Post,
    valid_from: date,
    actor: str,
    at: datetime,
    valid_until: date | None = None,
) -> Incumbency:
    """Let a person hold a post from a day on, both days included.

    :raises EndsBeforeItStarts: if the last day lies before the first.
    """
    if valid_until is not None and valid_until < valid_from:
        raise EndsBeforeItStarts(post.key)
    incumbency = Incumbency.objects.create(staff=staff, post=post, valid_from=valid_from, valid_until=valid_until)
    audit.record(
        subject=f"staff:{staff.username}",
        verb="staff.appointed",
        actor=actor,
        at=at,
        data={
            "post": post.key,
            "valid_from": valid_from.isoformat(),
            "valid_until": valid_until.isoformat() if valid_until else None,
        },
    )
    return incumbency


@transaction.atomic
def end_incumbency(*, incumbency: Incumbency, last_day: date, actor: str, at: datetime) -> None:
    """End an incumbency after its last day.

    :raises AlreadyEnded: if somebody set an end before.
    :raises EndsBeforeItStarts: if the last day lies before the first.
    """
    if last_day < incumbency.valid_from:
        raise EndsBeforeItStarts(incumbency.post.key)
    ended = Incumbency.objects.filter(pk=incumbency.pk, valid_until__isnull=True).update(valid_until=last_day)
    if not ended:
        raise AlreadyEnded(incumbency.post.key)
    incumbency.valid_until = last_day
    audit.record(
        subject=f"staff:{incumbency.staff.username}",
        verb="staff.relieved",
        actor=actor,
        at=at,
        data={"post": incumbency.post.key, "last_day": last_day.isoformat()},
    )


@transaction.atomic
def deactivate_staff(*, staff: Staff, on: date, actor: str, at: datetime) -> None:
    """Close the account and end every open incumbency with the day before `on`."""
    last_day = on - timedelta(days=1)
    open_ended = Incumbency.objects.filter(staff=staff, valid_until__isnull=True)
    open_ended.filter(valid_from__gte=on).delete()  # never begun
    open_ended.update(valid_until=last_day)
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    staff.is_active = False
    audit.record(subject=f"staff:{staff.username}", verb="staff.deactivated", actor=actor, at=at)
