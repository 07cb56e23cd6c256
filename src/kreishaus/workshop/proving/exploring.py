"""Exploration: many people who do not exist apply, and everything that follows is worked out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice
from time import monotonic

from kreishaus.casework import enums as casework
from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.engine.synthesis import PERSONAS, Filling, Persona, try_fill
from kreishaus.workshop.proving.coverage import Coverage
from kreishaus.workshop.proving.minimising import minimal
from kreishaus.workshop.proving.outcomes import Outcome, Proving

Progress = Callable[[int, int], None]
"""called with how many of how many are done"""

_MOST_SAMPLES = 40
_MOST_FAILURES = 40
# Who applies, again and again: mostly mixed, now and then the extremes.
_TURNS = ("standard", "standard", "minimal", "everything", "standard", "family", "company", "standard")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong for applicants."""

    kind: str
    message: str
    path: str = ""
    blocks: bool = True
    """whether it stands in the way of publication"""
    count: int = 1
    seed: int = 0
    persona: str = ""
    example: Mapping[str, object] = field(default_factory=dict)
    """the fewest answers that show it, nested like answers"""


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence of pages that applicants went through."""

    pages: tuple[str, ...]
    count: int
    seed: int
    persona: str


@dataclass(slots=True)
class Exploration:
    """What all these applicants have shown."""

    on: date
    seed: int
    coverage: Coverage
    applicants: int = 0
    complete: int = 0
    ways: list[Way] = field(default_factory=list)
    fees: Counter[int] = field(default_factory=Counter)
    """cents -> how many pay that"""
    evidence: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    """outcome -> how many letters were written"""
    complaints: Counter[str] = field(default_factory=Counter)
    """path -> how often something was wrong there before it was mended"""
    failures: list[Failure] = field(default_factory=list)
    samples: list[Answers] = field(default_factory=list)
    """complete answers of the first applicants"""
    seconds: float = 0.0
    stopped: bool = False
    """whether the time was over before everybody had applied"""


def explore(
    proving: Proving,
    *,
    on: date,
    applicants: int,
    seed: int = 0,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Exploration:
    """Let so many applicants apply on that day; stop early once the seconds are over."""
    explorer = _Explorer(proving, Exploration(on, seed, Coverage(proving.form)))
    started = monotonic()
    for number, (each, persona) in enumerate(turns(applicants, seed), start=1):
        explorer.apply(each, persona)
        if progress:
            progress(number, applicants)
        if seconds is not None and monotonic() - started > seconds:
            explorer.found.stopped = number < applicants
            break
    explorer.found.seconds = monotonic() - started
    return explorer.finished()


def turns(applicants: int, seed: int) -> Iterator[tuple[int, Persona]]:
    """Yield seed and persona of each applicant."""
    for number, key in enumerate(islice(cycle(_TURNS), applicants)):
        yield seed * 1_000_000 + number, PERSONAS[key]


class _Explorer:
    """Gathers what happens."""

    def __init__(self, proving: Proving, found: Exploration) -> None:
        self.proving = proving
        self.found = found
        self.ways: dict[tuple[str, ...], Way] = {}
        self.failures: dict[tuple[str, str], Failure] = {}

    def apply(self, seed: int, persona: Persona) -> None:
        """Let one applicant apply."""
        found = self.found
        filling = try_fill(self.proving.form, on=found.on, seed=seed, persona=persona)
        found.applicants += 1
        found.complaints.update(filling.met)
        if not filling.is_complete:
            self._incomplete(filling, seed, persona)
            return
        found.complete += 1
        if len(found.samples) < _MOST_SAMPLES:
            found.samples.append(filling.answers)
        outcome = self.proving.outcome_of(filling.evaluation)
        found.coverage.add(outcome)
        way = self.ways.get(outcome.path)
        self.ways[outcome.path] = Way(
            outcome.path, way.count + 1 if way else 1, way.seed if way else seed, way.persona if way else persona.key
        )
        found.fees[outcome.fee.total_cents] += 1
        found.evidence.update(outcome.evidence)
        self._rules(outcome, filling, seed, persona)
        self._letters(outcome, filling, seed, persona)

    def finished(self) -> Exploration:
        """Return everything, what happened most first."""
        self.found.ways = sorted(self.ways.values(), key=lambda way: (-way.count, way.pages))
        self.found.failures = sorted(self.failures.values(), key=lambda each: (not each.blocks, -each.count))
        return self.found

    def _incomplete(self, filling: Filling, seed: int, persona: Persona) -> None:
        errors = filling.evaluation.errors
        path, messages = next(iter(errors.items()), ("", ["Verborgene Antworten bleiben übrig."]))
        text = f"Das Formular ließ sich nicht vollständig ausfüllen. Es blieb: {' '.join(messages)}"

        def still(answers: Answers) -> bool:
            return messages[0] in self._evaluated(answers).evaluation.errors.get(path, ())

        self._note(Failure("incomplete", text, path), filling, still, seed, persona)

    def _rules(self, outcome: Outcome, filling: Filling, seed: int, persona: Persona) -> None:
        for rule, reason in outcome.evaluation.failures.items():

            def still(answers: Answers, rule: str = rule) -> bool:
                return rule in self._evaluated(answers).evaluation.failures

            text = f"Die Regel {rule} lässt sich nicht berechnen. {reason}"
            self._note(Failure("rule", text, rule), filling, still, seed, persona)

    def _letters(self, outcome: Outcome, filling: Filling, seed: int, persona: Persona) -> None:
        for name in self.proving.service.letters:
            outcome.letter(name)
            self.found.letters[name] += 1
            for gap in outcome.gaps(name):

                def still(answers: Answers, name: str = name, gap: str = gap) -> bool:
                    other = self._evaluated(answers)
                    return other.evaluation.is_complete and gap in other.gaps(name)

                text = f"Im Brief „{casework.Outcome(name).label}“ bleibt „{{{{ {gap} }}}}“ leer."
                self._note(Failure("letter-gap", text, gap, blocks=False), filling, still, seed, persona)
        if self.proving.service.applicant.name and not outcome.applicant.name:

            def nameless(answers: Answers) -> bool:
                other = self._evaluated(answers)
                return other.evaluation.is_complete and not other.applicant.name

            text = "Der Name der antragstellenden Person ist leer. Der Brief hätte keine Anrede."
            self._note(Failure("no-name", text, "applicant.name", blocks=False), filling, nameless, seed, persona)

    def _evaluated(self, answers: Answers) -> Outcome:
        return self.proving.outcome(answers, on=self.found.on)

    def _note(
        self, failure: Failure, filling: Filling, still: Callable[[Answers], bool], seed: int, persona: Persona
    ) -> None:
        """Count a failure; the first time, look for the fewest answers that show it."""
        key = failure.kind, failure.message
        known = self.failures.get(key)
        if known is None and len(self.failures) >= _MOST_FAILURES:
            return
        example = known.example if known else minimal(filling.answers, still)
        self.failures[key] = Failure(
            failure.kind, failure.message, failure.path, failure.blocks, known.count + 1 if known else 1,
            known.seed if known else seed, known.persona if known else persona.key, example,
        )  # fmt: skip
