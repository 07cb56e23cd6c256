"""Questions about the organisation: who holds which post today, and what that lets them see."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from . import rules
from .models import Incumbency, Office, Post, Staff
from .rules import Acting


class HoldsNoPost(Exception):
    """The person holds no post (or not the one asked for) on that day."""


def posts_held(staff: Staff, *, on: date) -> list[Post]:
    """Return the posts a person holds on a day, the longest held first."""
    return [incumbency.post for incumbency in _incumbencies(staff, on=on)]


def acting(staff: Staff, *, on: date, post_key: str = "") -> Acting:
    """Return the person at work on that day: on the post asked for, else on the longest held.

    Three queries at most: posts with their roles, and the office tree for posts that look down.

    :raises HoldsNoPost: without a valid incumbency, or without one for `post_key`.
    """
    for incumbency in _incumbencies(staff, on=on):
        if post_key in ("", incumbency.post.key):
            return _acting_on(staff, incumbency.post)
    raise HoldsNoPost(post_key or staff.username)


def offices_below(office_id: UUID) -> frozenset[UUID]:
    """Return the office itself and every office under it, in one query."""
    children = defaultdict(list)
    for child, parent in Office.objects.order_by().values_list("id", "parent_id"):
        children[parent].append(child)
    found: set[UUID] = set()
    waiting = [office_id]
    while waiting:
        current = waiting.pop()
        if current not in found:  # a tree that bites its tail must not hang the house
            found.add(current)
            waiting.extend(children[current])
    return frozenset(found)


def staff_of(office: Office, *, on: date) -> QuerySet[Staff]:
    """Return the active staff who hold a post of the office on that day, by name."""
    return (
        Staff.objects.filter(
            Q(incumbencies__valid_until__isnull=True) | Q(incumbencies__valid_until__gte=on),
            is_active=True,
            incumbencies__post__office=office,
            incumbencies__valid_from__lte=on,
        )
        .distinct()
        .order_by("last_name", "first_name", "username")
    )


def _incumbencies(staff: Staff, *, on: date) -> QuerySet[Incumbency]:
    return (
        Incumbency.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), staff=staff, valid_from__lte=on)
        .select_related("post__office")
        .prefetch_related("post__post_roles")
        .order_by("valid_from", "id")
    )


def _acting_on(staff: Staff, post: Post) -> Acting:
    roles = frozenset(post_role.role for post_role in post.post_roles.all())
    return Acting(
        staff_id=staff.pk,
        username=staff.username,
        name=staff.get_full_name(),
        post_key=post.key,
        post_title=post.title,
        office_id=post.office_id,
        office_number=post.office.number,
        office_name=post.office.name,
        roles=roles,
        office_ids=_visible_offices(post.office_id, roles),
    )


def _visible_offices(office_id: UUID, roles: Iterable[str]) -> frozenset[UUID]:
    held = frozenset(roles)
    if not rules.may_see_content(held):
        return frozenset()
    if rules.looks_everywhere(held):
        return frozenset(Office.objects.order_by().values_list("id", flat=True))
    return offices_below(office_id) if rules.looks_down(held) else frozenset({office_id})
