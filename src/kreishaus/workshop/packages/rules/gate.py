"""Everything about a version that somebody should know before it goes online, by how much it matters.

- what *blocks* has to be mended first (`publication`);
- a *warning* needs a reason by the person who hands the version over in spite of it;
- a *note* is only told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.readability import grade
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.advice import doubles, hardest_first, overall, personal_questions, texts_of
from kreishaus.workshop.packages.rules.publication import publication_obstacles

READABLE = 40
"""score of all texts below which handing over needs a reason"""
_REMEMBERED = 64
_NAMED = 5


class Severity(StrEnum):
    """How much a remark matters."""

    BLOCK = "block"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know; `place` says where it can be mended, as the path of a problem does."""

    severity: Severity
    place: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """All remarks on a version."""

    remarks: tuple[Remark, ...]

    def of(self, severity: Severity) -> list[Remark]:
        """Return the remarks of one kind."""
        return [remark for remark in self.remarks if remark.severity is severity]

    @property
    def is_open(self) -> bool:
        """Whether nothing blocks."""
        return not self.of(Severity.BLOCK)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to say why the version goes online in spite of a warning."""
        return bool(self.of(Severity.WARNING))


def gate_of(version: PackageVersion) -> Gate:
    """Return everything about a version, what blocks first."""
    blocks = [_block(problem) for problem in publication_obstacles(version)]
    try:
        form, service = contents.form_of(version).schema, contents.definition_of(version).service
    except Problems:
        return Gate(tuple(blocks))
    return Gate((*blocks, *_advice(_Content(version.digest, form.digest), form, service)))


@dataclass(frozen=True, slots=True)
class _Content:
    """What the advice depends on: the files of the package, and the lists that its form took from the store."""

    package: str
    form: str


_known: dict[_Content, tuple[Remark, ...]] = {}


def _advice(content: _Content, form: FormSchema, service: ServiceDefinition) -> tuple[Remark, ...]:
    found = _known.get(content)
    if found is None:
        while len(_known) >= _REMEMBERED:
            _known.pop(next(iter(_known)), None)
        found = _known[content] = (*_purposes(form, service), *_texts(form, service), *_doubles(form))
    return found


def _block(problem: Problem) -> Remark:
    return Remark(Severity.BLOCK, problem.path, problem.message, problem.hint)


def _purposes(form: FormSchema, service: ServiceDefinition) -> Iterator[Remark]:
    bare = [each for each in personal_questions(form, service) if not each.purpose]
    if bare:
        names = ", ".join(f"„{each.label}“" for each in bare[:_NAMED])
        more = " …" if bare[_NAMED:] else ""
        count = "einer persönlichen Angabe" if len(bare) == 1 else f"{len(bare)} persönlichen Angaben"
        text = f"Bei {count} steht nicht, wofür wir sie brauchen: {names}{more}."
        yield Remark(Severity.WARNING, "purposes", text, "Hier für eine ganze Gruppe auf einmal eintragen.")


def _texts(form: FormSchema, service: ServiceDefinition) -> Iterator[Remark]:
    texts = texts_of(form, service)
    found = overall(texts)
    poor = len(hardest_first(texts))
    if found.is_enough and found.score < READABLE:
        text = f"Die Texte sind {grade(found.score)}: {found.score} von 100 Punkten, nötig sind {READABLE}."
        yield Remark(Severity.WARNING, "texts", text, "Die schwersten Texte zuerst vereinfachen.")
    elif poor:
        one = "Ein Text lässt" if poor == 1 else f"{poor} Texte lassen"
        text = f"{one} sich einfacher schreiben. Insgesamt: {found.score} von 100 Punkten."
        yield Remark(Severity.NOTE, "texts", text, "Texte ansehen.")


def _doubles(form: FormSchema) -> Iterator[Remark]:
    for each in doubles(form):
        text = f"„{each.label}“ wird zweimal gefragt ({each.why})."
        yield Remark(Severity.NOTE, f"once:{each.address}", text, "Ansehen und übernehmen.")
