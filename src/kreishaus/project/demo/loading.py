"""Filling the demonstration county: organisation, filing plan, catalogue, services, people who can log in."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import connections, transaction
from django.utils.timezone import now

from kreishaus.faces.desk.views.login import DEMO_PASSWORD, HINTS_FILE
from kreishaus.ground.authorities import provision, registry
from kreishaus.ground.authorities.authority import ANY_HOST, Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.people.organisation import actions as organisation
from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.models import Office
from kreishaus.project import environment
from kreishaus.project.demo import county, examples, files, services
from kreishaus.project.demo.county import DemoFilesMissing
from kreishaus.records import actions as records
from kreishaus.records.enums import Access, Disposal
from kreishaus.records.models import FilingPosition

__all__ = ["DemoFilesMissing", "fill_demo"]

KEY = "leer"
_ACTOR = "system:demo"
_SINCE = date(2026, 1, 1)
Progress = Callable[[str], object]


def fill_demo(*, data_dir: Path, progress: Progress, with_examples: bool = True) -> Authority:
    """Create the demonstration county, replacing one that is there.

    :raises DemoFilesMissing: if the text files are not there.
    :raises DatabaseUnreachable: if the PostgreSQL server cannot be used.
    """
    place = county.folder()
    described = county.organisation(place)
    remove_demo(data_dir=data_dir)
    progress("  Datenbank anlegen")
    wish = provision.Wish(
        key=KEY,
        name=described["authority"]["name"],
        # Whoever tries the demonstration may open it under any name of the machine.
        hosts=("localhost", "127.0.0.1", "leer.localhost", ANY_HOST),
        demo=True,
        public_url=settings.PUBLIC_URL,
        **{name: described["authority"][name] for name in ("street", "city", "phone", "email")},
    )
    authority = provision.create_authority(
        data_dir=data_dir, wish=wish, postgres_url=environment.value_of("KREISHAUS_POSTGRES")
    )
    try:
        with acting_for(authority):
            _fill(authority, place, described, progress, with_examples=with_examples)
    except BaseException:
        # Half a county would look like a whole one at the next start.
        remove_demo(data_dir=data_dir)
        raise
    return authority


def remove_demo(*, data_dir: Path) -> None:
    """Remove the demonstration county with everything in it, and nothing else."""
    for authority in registry.authorities(data_dir):
        if authority.key == KEY and authority.demo:
            registry.remove(data_dir, KEY)
            if KEY in connections.settings:
                connections[KEY].close()
            provision.drop_schema(environment.value_of("KREISHAUS_POSTGRES"), KEY)
            shutil.rmtree(authority.folder, ignore_errors=True)


def _fill(
    authority: Authority, place: Path, described: dict[str, object], progress: Progress, *, with_examples: bool
) -> None:
    at = now()
    with transaction.atomic():
        progress("  Ämter, Stellen und Personen")
        offices = _offices(described["authority"], described["offices"], at)  # type: ignore[arg-type]
        hints = _staff(described["staff"], offices, at)  # type: ignore[arg-type]
        progress("  Aktenplan")
        _filing_plan(county.filing_plan(place), offices, at)
        progress("  Leistungskatalog")
        services.load_catalogue(county.catalogue(place), actor=_ACTOR, at=at)
        progress("  Codelisten")
        services.load_code_lists(county.code_lists(place), actor=_ACTOR, at=at)
    (authority.folder / HINTS_FILE).write_text(json.dumps(hints, ensure_ascii=False), encoding="utf-8")
    for folder in county.packages(place):
        progress(f"  Dienst {folder.name}")
        services.publish_package(folder, at=now())
    if with_examples:
        progress("  Beispiele im Eingang")
        examples.submit_examples(place, at=now())
        progress("  Beispiele in den Akten")
        files.keep_examples(at=now())


def _offices(authority: dict[str, str], entries: list[dict[str, str]], at: datetime) -> dict[str, Office]:
    inherited = {key: authority.get(key, "") for key in ("street", "city", "email", "opening_hours")}
    offices: dict[str, Office] = {}
    for entry in entries:
        details = inherited | {key: value for key, value in entry.items() if key not in {"number", "name", "parent"}}
        offices[entry["number"]] = organisation.create_office(
            number=entry["number"],
            name=entry["name"],
            parent=offices.get(entry.get("parent", "")),
            actor=_ACTOR,
            at=at,
            **details,
        )
    return offices


def _staff(entries: list[dict[str, object]], offices: dict[str, Office], at: datetime) -> dict[str, str]:
    """Create the people with password and one-time codes; return what one can try as each."""
    from django.contrib.auth.hashers import make_password

    # One hash for all: hashing thirty times would take ten seconds of the first start.
    hashed = make_password(DEMO_PASSWORD)
    hints: dict[str, str] = {}
    for entry in entries:
        username = str(entry["username"])
        details = {key: value for key, value in entry.items() if key not in {"username", "posts", "try"}}
        staff = organisation.create_staff(username=username, password=None, actor=_ACTOR, at=at, **details)  # type: ignore[arg-type]
        staff.password = hashed
        staff.save(update_fields=["password"])
        TOTP.activate(staff, generate_totp_secret())
        RecoveryCodes.activate(staff)
        hints[username] = str(entry.get("try", ""))
        for post_entry in entry.get("posts", []):  # type: ignore[attr-defined]
            post = organisation.create_post(
                office=offices[post_entry["office"]],
                key=post_entry["key"],
                title=post_entry["title"],
                roles=[Role(role) for role in post_entry["roles"]],
                actor=_ACTOR,
                at=at,
            )
            organisation.appoint(staff=staff, post=post, valid_from=_SINCE, actor=_ACTOR, at=at)
    return hints


def _filing_plan(lines: list[county.FilingLine], offices: dict[str, Office], at: datetime) -> None:
    positions: dict[str, FilingPosition] = {}
    for line in lines:
        positions[line.number] = records.create_position(
            number=line.number,
            title=line.title,
            parent=positions.get(line.parent),
            retention_years=line.retention_years,
            disposal=Disposal(line.disposal),
            access=Access(line.access),
            lead_office=offices.get(line.lead_office),
            actor=_ACTOR,
            at=at,
        )
