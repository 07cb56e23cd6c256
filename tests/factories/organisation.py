"""Offices, posts and staff for tests; the same number or name gives the same object."""

from collections.abc import Iterable
from datetime import date

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Incumbency, Office, Post, PostRole, Staff

LONG_AGO = date(2020, 1, 1)


def an_office(number: str = "63", name: str = "", *, parent: Office | None = None) -> Office:
    """Return the office with this number, created if missing."""
    office, _ = Office.objects.get_or_create(
        number=number, defaults={"name": name or f"Amt {number}", "parent": parent}
    )
    return office


def a_post(key: str, office: Office, roles: Iterable[Role] = (Role.CASE_WORKER,)) -> Post:
    """Return the post with this key and its roles, created if missing."""
    post, created = Post.objects.get_or_create(key=key, defaults={"office": office, "title": f"Stelle {key}"})
    if created:
        PostRole.objects.bulk_create([PostRole(post=post, role=role) for role in roles])
    return post


def a_member_of_staff(
    username: str,
    *,
    office: Office | None = None,
    roles: Iterable[Role] = (Role.CASE_WORKER,),
    first_name: str = "Silke",
    last_name: str = "",
    form_of_address: str = "Frau",
) -> Staff:
    """Return a member of staff on a post of the office, created if missing; the password is "geheim"."""
    staff = Staff.objects.filter(username=username).first()
    if staff is not None:
        return staff
    staff = Staff.objects.create_user(
        username,
        "geheim",
        first_name=first_name,
        last_name=last_name or username.capitalize(),
        form_of_address=form_of_address,
        email=f"{username}@landkreis-leer.example",
    )
    if office is not None:
        hold(staff, a_post(f"{office.number.replace('.', '-')}-{username}", office, roles))
    return staff


def hold(staff: Staff, post: Post, *, since: date = LONG_AGO, until: date | None = None) -> Incumbency:
    """Let a person hold a post."""
    return Incumbency.objects.create(staff=staff, post=post, valid_from=since, valid_until=until)
