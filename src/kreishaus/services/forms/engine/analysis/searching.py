"""Look for answers that show something: try every combination that differs, or as many as allowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from kreishaus.services.forms.engine.analysis.domains import Domain, Support
from kreishaus.services.forms.engine.places import answer_at, put
from kreishaus.services.forms.engine.reckoning import Reckoning, is_answered
from kreishaus.services.forms.engine.schema import Answers, FormSchema

_FEW = 64
"""so many combinations are tried at once: they give the smallest examples"""

Question = Callable[[Reckoning], bool]
Example = dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a question."""

    example: Example | None
    """path -> answer: the fewest answers with which it is so; None if none were found"""
    settled: bool
    """found, or every case that differs was tried"""

    @property
    def found(self) -> bool:
        """Whether there is an example."""
        return self.example is not None

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is none."""
        return self.settled and self.example is None


class Searcher:
    """Puts questions to a form within a bound for each question and one for all together."""

    def __init__(
        self, schema: FormSchema, *, on: date, most_each: int = 4_000, most: int = 300_000,
        samples: Sequence[Answers] = (),
    ) -> None:  # fmt: skip
        self.schema = schema
        self.on = on
        self.most_each = most_each
        self.left = most
        self.samples = samples
        """complete answers of synthetic applicants: examples that are often good enough"""
        self.tried = 0
        self.questions = 0
        self.proven = 0

    def find(self, question: Question, support: Support) -> Outcome:
        """Return the fewest answers with which the question is answered with yes."""
        self.questions += 1
        outcome = self._find(question, support)
        self.proven += outcome.settled
        return outcome

    def asks(self, question: Question, answers: Mapping[str, object]) -> bool:
        """Return what the question gets for these answers."""
        self.tried += 1
        self.left -= 1
        return question(Reckoning(self.schema.plan, answers, self.on, ahead=False))

    def _find(self, question: Question, support: Support) -> Outcome:
        bound = min(self.most_each, max(self.left, 0))
        if support.size > _FEW and (example := self._in_samples(question, support.domains)) is not None:
            return Outcome(example, settled=True)
        if support.size <= bound:
            for values in product(*(domain.values for domain in support.domains)):
                if self.asks(question, built(support.domains, values)):
                    return Outcome(self._shrunk(question, support.domains, values), settled=True)
            return Outcome(None, settled=support.exact)
        for values in self.drawn(support, bound):
            if self.asks(question, built(support.domains, values)):
                return Outcome(self._shrunk(question, support.domains, values), settled=True)
        return Outcome(None, settled=False)

    def _in_samples(self, question: Question, domains: Sequence[Domain]) -> Example | None:
        """Return what shows it in the answers of one of the applicants."""
        for answers in self.samples[: max(self.left, 0)]:
            if self.asks(question, answers):
                return self._of_sample(question, answers, domains)
        return None

    def drawn(self, support: Support, bound: int) -> list[tuple[object, ...]]:
        """Return combinations at random, after each value of each field alone."""
        random = Random(support.size)  # noqa: S311 -- nothing secret: the same question, the same combinations
        empty = tuple(domain.values[0] for domain in support.domains)
        alone = [
            (*empty[:place], value, *empty[place + 1 :])
            for place, domain in enumerate(support.domains)
            for value in domain.values[1:]
        ]
        mixed = [tuple(random.choice(domain.values) for domain in support.domains) for _ in range(bound // 2)]
        return [empty, *alone, *mixed][:bound]

    def _shrunk(self, question: Question, domains: Sequence[Domain], values: Sequence[object]) -> Example:
        """Leave out every answer without which it is still so."""
        kept = list(values)
        for place, domain in enumerate(domains):
            if not is_answered(kept[place]):
                continue
            without = [*kept[:place], domain.values[0], *kept[place + 1 :]]
            if not is_answered(domain.values[0]) and self.asks(question, built(domains, without)):
                kept = without
        return {domain.path: value for domain, value in zip(domains, kept, strict=True) if is_answered(value)}

    def _of_sample(self, question: Question, answers: Answers, domains: Sequence[Domain]) -> Example:
        values = [answer_at(answers, domain.path) for domain in domains]
        if self.asks(question, built(domains, values)):
            return self._shrunk(question, domains, values)
        return {domain.path: value for domain, value in zip(domains, values, strict=True) if is_answered(value)}


def built(domains: Sequence[Domain], values: Sequence[object]) -> Answers:
    """Return answers with these values at the places of the domains."""
    answers: Answers = {}
    for domain, value in zip(domains, values, strict=True):
        if is_answered(value):
            put(answers, domain.path, value)
    return answers
