"""The page of a service version: what came in, what is missing, what can be done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kreishaus.base.problems import Problem
from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.code_list_page import TakenList, taken_lists
from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.faces.desk.gate_page import HandOver, hand_over_of, mending_place
from kreishaus.people.organisation.rules import Acting
from kreishaus.records.models import FilingPosition
from kreishaus.records.queries import filing_plan
from kreishaus.services.forms.engine.schema import Review
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.enums import PackageState, Settlement
from kreishaus.workshop.packages.formats.folder import SCHEMA
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries import VersionDetail
from kreishaus.workshop.packages.rules import may_build, may_publish

_WORDS_OF_REPORT = (
    ("fields", "Felder"),
    ("groups", "Feldgruppen"),
    ("rules_total", "Regeln im Schema"),
    ("rules_executable", "davon ausführbar"),
    ("review", "davon zu klären"),
    ("code_lists_open", "Codelisten ohne Inhalt"),
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is missing before publication, with the place where it can be mended."""

    text: str
    hint: str
    address: str


@dataclass(frozen=True, slots=True)
class SettledReview:
    """A rule with how it was settled, in words."""

    review: Review
    place: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A version of a service package."""

    version: PackageVersion
    detail: VersionDetail
    figures: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    asked: HandOver | None
    """what is asked before handing over, once nothing blocks any more"""
    settled: tuple[SettledReview, ...]
    people: Mapping[str, str]
    may_build: bool
    may_publish: bool
    is_own: bool

    @property
    def changed_by(self) -> str:
        """Who changed it last."""
        return self.people.get(self.version.changed_by, "")

    @property
    def submitted_by(self) -> str:
        """Who submitted it."""
        return self.people.get(self.version.submitted_by, "")

    @property
    def published_by(self) -> str:
        """Who published it."""
        return self.people.get(self.version.published_by, "")

    @property
    def is_draft(self) -> bool:
        """Whether the version may still be changed."""
        return self.version.state == PackageState.DRAFT

    @property
    def has_schema(self) -> bool:
        """Whether the service was made from a FIM schema."""
        return SCHEMA in self.version.files

    @property
    def is_published(self) -> bool:
        """Whether the version is the one online."""
        return self.version.state == PackageState.PUBLISHED

    @property
    def next_number(self) -> str:
        """The number that the next version would usually have."""
        *front, last = self.version.version.split(".")
        return ".".join([*front, str(int(last) + 1)])

    @property
    def is_submitted(self) -> bool:
        """Whether the version waits for a second person."""
        return self.version.state == PackageState.IN_REVIEW

    @property
    def code_lists(self) -> tuple[str, ...]:
        """The code lists about which nobody has decided."""
        return self.detail.code_lists_open

    @property
    def lists(self) -> tuple[TakenList, ...]:
        """The code lists that the form names."""
        return taken_lists(self.detail)

    @property
    def can_carry(self) -> bool:
        """Whether lists of the store could be put into the package."""
        return any(one.table and not one.in_package for one in self.detail.code_lists)


def service_page(version: PackageVersion, acting: Acting) -> ServicePage:
    """Return the page of a version."""
    detail = packages.detail_of(version)
    return ServicePage(
        version=version,
        detail=detail,
        figures=_figures(version),
        notes=_notes(version),
        obstacles=tuple(_obstacle(problem, version) for problem in detail.obstacles),
        asked=hand_over_of(version, acting) if version.is_open and not detail.obstacles else None,
        settled=tuple(_settled(detail, review) for review in detail.reviews if review.settled is not None),
        people=_people(version),
        may_build=may_build(acting),
        may_publish=may_publish(acting, version),
        is_own=version.submitted_by == acting.actor,
    )


def positions(*, on: date) -> list[FilingPosition]:
    """Return the filing plan for the list of suggestions."""
    return list(filing_plan(on=on))


def _figures(version: PackageVersion) -> tuple[tuple[str, int], ...]:
    report = version.report or {}
    return tuple((label, report[key]) for key, label in _WORDS_OF_REPORT if isinstance(report.get(key), int))


def _notes(version: PackageVersion) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for note in (version.report or {}).get("notes") or ():
        counted[note["message"]] = counted.get(note["message"], 0) + 1
    return tuple(message if count == 1 else f"{message} ({count}-mal)" for message, count in counted.items())


def _obstacle(problem: Problem, version: PackageVersion) -> Obstacle:
    return Obstacle(problem.message, problem.hint, mending_place(problem.path, version))


def _settled_by(by: str) -> str:
    if by == "structure":
        return "erfüllt das Formular ohnehin"
    return str(Settlement(by).label) if by in Settlement.values else by


def _settled(detail: VersionDetail, review: Review) -> SettledReview:
    settled = review.settled
    by = settled.by if settled else ""
    note = settled.note if settled else ""
    return SettledReview(review, _place(detail, review), _settled_by(by), note)


def _place(detail: VersionDetail, review: Review) -> str:
    return place_in_words(detail.form, review.element) if detail.form else review.element


def _people(version: PackageVersion) -> dict[str, str]:
    actors = {version.imported_by, version.changed_by, version.submitted_by, version.published_by} - {""}
    names = chronicle.names_of({actor.removeprefix("staff:") for actor in actors})
    return {actor: chronicle.actor_name(actor, names) for actor in actors}
