"""Versions of packages for the desk: lists, one version in detail, what differs from the one online."""

from dataclasses import dataclass

from django.db.models import QuerySet

from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.engine.schema import FormSchema, Review
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.settings import settings_of
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents, publication_obstacles
from kreishaus.workshop.packages.rules.code_lists import WantedList, open_lists, wanted_lists


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting that differs from the version that is online."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """A version with everything its page shows; definition and form are None if they are broken."""

    version: PackageVersion
    service: ServiceDefinition | None
    form: FormSchema | None
    settings: dict[str, object]
    reviews: tuple[Review, ...]
    open_reviews: tuple[Review, ...]
    obstacles: list[Problem]
    changes: list[SettingChange]
    code_lists: tuple[WantedList, ...] = ()
    code_lists_open: tuple[str, ...] = ()


def versions() -> QuerySet[PackageVersion]:
    """Return all versions, what was changed last first."""
    return PackageVersion.objects.select_related("package").order_by("-changed_at", "-id")


def version_or_none(key: str, number: str = "") -> PackageVersion | None:
    """Return a version of a package, without a number the one changed last; None if there is none."""
    found = versions().filter(package__key=key)
    return (found.filter(version=number) if number else found).first()


def published_version(key: str) -> PackageVersion | None:
    """Return the version that is online, or None."""
    return versions().filter(package__key=key, state=PackageState.PUBLISHED).first()


def service_definition(version: PackageVersion) -> ServiceDefinition:
    """Return what service.yaml of the version says.

    :raises Problems: if it cannot be read.
    """
    return contents.definition_of(version).service


def form_or_none(version: PackageVersion) -> FormSchema | None:
    """Return the form of the version, None if it cannot be read."""
    try:
        return contents.form_of(version).schema
    except Problems:
        return None


def detail_of(version: PackageVersion) -> VersionDetail:
    """Return a version with its settings, rules, obstacles and changes."""
    try:
        service: ServiceDefinition | None = contents.definition_of(version).service
        form: FormSchema | None = contents.form_of(version).schema
    except Problems:
        service = form = None
    finished = version.state in (PackageState.PUBLISHED, PackageState.RETIRED)
    return VersionDetail(
        version=version,
        service=service,
        form=form,
        settings=settings_of(service) if service else {},
        reviews=form.reviews if form else (),
        open_reviews=form.open_reviews if form else (),
        obstacles=[] if finished else publication_obstacles(version),
        changes=changed_settings(version) if service else [],
        code_lists=tuple(wanted_lists(form, service, version.files)) if form and service else (),
        code_lists_open=tuple(open_lists(form, service, version.files)) if form and service else (),
    )


def changed_settings(version: PackageVersion) -> list[SettingChange]:
    """Return the settings in which the version differs from the one online; nothing if none is."""
    online = published_version(version.package.key)
    if online is None or online.pk == version.pk:
        return []
    before = settings_of(contents.definition_of(online).service)
    after = settings_of(contents.definition_of(version).service)
    return [SettingChange(name, before[name], after[name]) for name in after if before[name] != after[name]]
