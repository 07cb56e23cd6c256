"""Answers of a real person become those of nobody, and every rule still says the same.

What somebody chose from a list stays: it is what the rules look at, and its words are those of the
form. Everything typed or uploaded is replaced by made-up values, each tried until what is shown,
asked, wrong, charged and required as evidence is exactly as before. If that cannot be done, nothing is given out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from kreishaus.base.expressions.literals import Literals, literals
from kreishaus.services.forms.engine.analysis.options import conditions_of
from kreishaus.services.forms.engine.places import answer_at, copy_of, put
from kreishaus.services.forms.engine.reckoning import Reckoning, is_answered
from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.engine.synthesis.candidates import candidates
from kreishaus.services.forms.engine.tree import Node
from kreishaus.workshop.proving.outcomes import Outcome, Proving

_FRESH = 12
_TOGETHER = 300
_TELLING = 4
_CHOSEN = frozenset({"yes-no", "choice", "multiple-choice", "code-list"})


class CannotAnonymise(Exception):
    """Some answers could not be replaced without changing what the rules say; `labels` names them."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        self.labels = labels
        super().__init__(f"Ohne die echten Angaben käme etwas anderes heraus: {', '.join(labels)}.")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of the real person."""

    node: Node
    path: str
    value: object

    @property
    def is_chosen(self) -> bool:
        """Whether the value comes from a list that the form itself offers."""
        kind, field = self.node.type, self.node.field
        if kind is None or field is None or kind.key not in _CHOSEN:
            return False
        return kind.key in {"yes-no", "code-list"} or bool(field.options)


def anonymised(proving: Proving, answers: Mapping[str, object], *, on: date, as_of: date | None = None) -> Answers:
    """Return made-up answers with the same outcome; `as_of` is the day of the result, `on` that of the original.

    :raises CannotAnonymise: if no such answers were found.
    """
    original = proving.outcome(answers, on=on)
    return _Masking(proving, original, as_of or on).run()


def sameness(outcome: Outcome) -> tuple[object, ...]:
    """Return everything that must not change: what is shown, asked, wrong, charged and required."""
    evaluation = outcome.evaluation
    return (
        frozenset(evaluation.visible),
        frozenset(evaluation.required),
        frozenset(evaluation.forbidden),
        frozenset(evaluation.errors),
        evaluation.visible_pages,
        frozenset(evaluation.failures),
        evaluation.undecided,
        outcome.fee.total_cents,
        outcome.evidence,
    )


def given_in(proving: Proving, answers: Mapping[str, object]) -> list[Given]:
    """Return every answered field with its value, in the order of the form."""
    reckoning = Reckoning(proving.form.plan, answers, date.min, ahead=False)
    return [
        Given(node, path, value)
        for node in proving.form.plan.tree.nodes
        if node.type and node.type.has_value
        for rows in reckoning.instances(node.outer)
        if is_answered(value := answer_at(answers, path := node.path_in(rows)))
    ]


def words_in(value: object) -> Iterator[str]:
    """Yield every text and number in a value, numbers as text; of a file its name and its digest."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if "sha256" not in value or key in {"name", "sha256"}:
                yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


class _Masking:
    """Replaces answer by answer."""

    def __init__(self, proving: Proving, original: Outcome, as_of: date) -> None:
        self.proving = proving
        self.as_of = as_of
        self.wanted = sameness(original)
        self.answers = copy_of(original.evaluation.submitted)
        self.random = Random(original.form.digest)  # noqa: S311 -- made-up values are no secret
        every = given_in(proving, self.answers)
        self.personal = [
            given for given in every if not given.is_chosen and given.path not in original.evaluation.computed
        ]
        for path in original.evaluation.computed:
            put(self.answers, path, None)
        self.known = _known(proving)
        self.originals = {word for given in self.personal for word in words_in(given.value) if _is_telling(word)}

    def run(self) -> Answers:
        inert = [given for given in self.personal if given.node.path not in self.known]
        for given in inert:
            self._replace_freely(given)
        open_ones = [given for given in self.personal if given.node.path in self.known]
        stuck = [given for given in open_ones if not self._replace_alike(given)]
        if stuck:
            stuck = self._replace_together(stuck)
        if stuck or not self._is_same() or self._survivors():
            labels = tuple(dict.fromkeys(given.node.label for given in stuck or self._survivors() or self.personal))
            raise CannotAnonymise(labels)
        return self.answers

    def _replace_freely(self, given: Given) -> None:
        """Put any made-up value where no rule looks."""
        for value in self._values(given):
            put(self.answers, given.path, value)
            return
        put(self.answers, given.path, None)

    def _replace_alike(self, given: Given) -> bool:
        """Put a made-up value with which everything stays as it is."""
        for value in self._values(given):
            put(self.answers, given.path, value)
            if self._is_same():
                return True
        put(self.answers, given.path, given.value)
        return self._is_constant(given)

    def _replace_together(self, stuck: list[Given]) -> list[Given]:
        """Change several at once: a rule may tie them to each other."""
        choices = [list(self._values(given)) for given in stuck]
        for _ in range(_TOGETHER if all(choices) else 0):
            for given, values in zip(stuck, choices, strict=True):
                put(self.answers, given.path, self.random.choice(values))
            if self._is_same():
                return []
        return stuck

    def _values(self, given: Given) -> Iterator[object]:
        """Yield made-up values that share nothing with the real ones."""
        node = given.node
        assert node.type is not None
        assert node.field is not None
        known = self.known.get(node.path, Literals())
        near = [answer_at(self.answers, other.path) for other in self.personal if other.node.path in self.known]
        fresh = [node.type.synthetic(node.field, self.random) for _ in range(_FRESH)]
        tried = [*fresh, *candidates(node.type, node.field, known, on=self.as_of, random=self.random, near=near)]
        for value in tried:
            alike = self._in_shape(given, value)
            if is_answered(alike) and not self._betrays(given, alike):
                yield alike

    def _in_shape(self, given: Given, value: object) -> object:
        """Return a made-up value as often as the real one was given."""
        node = given.node
        assert node.type is not None
        assert node.field is not None
        if not isinstance(given.value, list) or not is_answered(value):
            return value
        count = len(given.value)
        if node.type.key == "file":
            made = [node.type.synthetic(node.field, self.random) for _ in range(count)]
            return [entry for files in made if isinstance(files, list) for entry in files]
        if node.repeats and not node.type.is_list:
            return [value, *(node.type.synthetic(node.field, self.random) for _ in range(count - 1))]
        return value

    def _is_same(self) -> bool:
        return sameness(self.proving.outcome(self.answers, on=self.as_of)) == self.wanted

    def _is_constant(self, given: Given) -> bool:
        """Return whether the value stands in the rules themselves: then it tells nothing about the person."""
        known = self.known.get(given.node.path, Literals())
        constants = {*known.texts, *map(str, known.numbers)}
        return all(word in constants for word in words_in(given.value))

    def _survivors(self) -> list[Given]:
        """Return the answers of which something is still there."""
        return [
            given
            for given in self.personal
            if not self._is_constant(given) and self._betrays(given, answer_at(self.answers, given.path))
        ]

    def _betrays(self, given: Given, value: object) -> bool:
        """Return whether a value is the real one, or holds any of the words that were really given."""
        return value == given.value or not self.originals.isdisjoint(words_in(value))


def _is_telling(word: str) -> bool:
    """Return whether a word tells something about a person wherever it stands: not a 3, but a name or a day."""
    return len(word) >= _TELLING or not word.isdecimal()


def _known(proving: Proving) -> dict[str, Literals]:
    """Return the fields that rules, fees or evidence read, with the constants they are compared with."""
    found: dict[str, Literals] = {}
    for condition in conditions_of(proving.form.plan):
        constants = literals(condition.expression.source)
        for read in condition.reads.values():
            for member in read.members or ((read.node,) if read.node else ()):
                for leaf in proving.form.plan.tree.leaves(member):
                    found[leaf.path] = found.get(leaf.path, Literals()) + constants
    service = proving.service
    for text in (*(fee.when for fee in service.fees), *(evidence.when for evidence in service.evidence)):
        constants = literals(text) if text else Literals()
        for node in proving.form.plan.tree.nodes:
            if node.field and text and node.path in text:
                found[node.path] = found.get(node.path, Literals()) + constants
    return found
