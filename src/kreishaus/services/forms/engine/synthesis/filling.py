"""Fill a form in: answer what is asked, evaluate, repair, until nothing is missing or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.places import answer_at, copy_of, make_row, part_at, put
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.synthesis.looking import complains, may_answer, pruned, rows_of, takes_answers
from kreishaus.services.forms.engine.synthesis.personas import STANDARD, Persona
from kreishaus.services.forms.engine.synthesis.repairing import is_violated, repairs
from kreishaus.services.forms.engine.tree import Node, Rows

MAX_ROUNDS = 40
_MOST_WEIGHED = 6
_TRIES = 20
"""draws for each entry of a list in which none may come twice"""
_MOST_STUCK = 10
"""rounds of repairing in which nothing gets better"""


@dataclass(frozen=True, slots=True)
class Filling:
    """The answers of one synthetic applicant and what they mean."""

    answers: Answers
    evaluation: Evaluation
    rounds: int
    met: frozenset[str] = frozenset()
    """paths at which rules or types complained on the way"""

    @property
    def is_complete(self) -> bool:
        """Whether the form could be handed in like this."""
        return self.evaluation.is_complete and not self.evaluation.aside_entries


class NotFillable(Exception):
    """No complete answers were found; `filling` holds the best attempt with its errors."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        path, messages = next(iter(filling.evaluation.errors.items()), ("", ["Verborgene Antworten bleiben."]))
        super().__init__(f"Das Formular ließ sich nicht vollständig ausfüllen. {path}: {' '.join(messages)}")


def fill(schema: FormSchema, *, on: date, seed: int = 0, persona: Persona = STANDARD) -> Answers:
    """Return complete answers without hidden ones, as this persona might give them on that day.

    :raises NotFillable: if none were found within a bounded number of rounds.
    """
    filling = try_fill(schema, on=on, seed=seed, persona=persona)
    if not filling.is_complete:
        raise NotFillable(filling)
    return filling.answers


def try_fill(
    schema: FormSchema,
    *,
    on: date,
    seed: int = 0,
    persona: Persona = STANDARD,
    start: Mapping[str, object] | None = None,
) -> Filling:
    """Return the best that was found, complete or not; `start` are answers to begin with."""
    random = Random(f"{persona.key}/{seed}")  # noqa: S311 -- nothing secret: the same seed, the same applicant
    return _Filler(schema, on, random, persona, copy_of(start or {})).run()


class _Filler:
    """One applicant at work."""

    def __init__(self, schema: FormSchema, on: date, random: Random, persona: Persona, answers: Answers) -> None:
        self.schema = schema
        self.on = on
        self.random = random
        self.persona = persona
        self.answers = answers
        self.decided: dict[str, bool] = {}
        """path of a voluntary question or group -> whether it is answered"""
        self.counts: dict[str, int] = {}
        self.chosen: dict[str, Node] = {}
        self.met: set[str] = set()
        self.changed = False

    def run(self) -> Filling:
        evaluation = self._evaluate()
        fewest, stuck = len(evaluation.errors) + 1, 0
        for number in range(1, MAX_ROUNDS + 1):
            self.changed = False
            for page in self.schema.plan.tree.pages:
                for node in page.children:
                    self._element(node, (), evaluation)
            if self.changed:
                evaluation = self._evaluate()
                continue
            if evaluation.errors:
                self.met |= evaluation.errors.keys()
                stuck = 0 if len(evaluation.errors) < fewest else stuck + 1
                fewest = min(fewest, len(evaluation.errors))
                if stuck > _MOST_STUCK:
                    break
                self._repair(evaluation)
                evaluation = self._evaluate()
                continue
            self._tidy(evaluation)
            evaluation = self._evaluate()
            if not evaluation.errors and not evaluation.aside_entries:
                return Filling(self.answers, evaluation, number, frozenset(self.met))
        return Filling(self.answers, evaluation, number, frozenset(self.met))

    def _evaluate(self) -> Evaluation:
        return evaluate(self.schema, self.answers, on=self.on)

    # --- answering -----------------------------------------------------------------------------

    def _element(self, node: Node, rows: Rows, evaluation: Evaluation) -> None:
        path = node.path_in(rows)
        if path not in evaluation.visible or path in evaluation.forbidden:
            return
        if node.field:
            self._field(node, path, evaluation)
        elif self._wanted(node, path, evaluation):
            self._group(node, rows, path, evaluation)

    def _wanted(self, node: Node, path: str, evaluation: Evaluation) -> bool:
        """Return whether the applicant answers the element at all; decided once."""
        required = path in evaluation.required
        if node.group:
            repeat = node.group.repeat
            required = required or repeat is None or repeat.min > 0
        if required:
            return self.decided.get(path) is not False or path in evaluation.required
        if path not in self.decided:
            self.decided[path] = self.persona.answers_optional(node.label, self.random)
        return self.decided[path]

    def _group(self, node: Node, rows: Rows, path: str, evaluation: Evaluation) -> None:
        if not node.repeats:
            self._members(node, rows, path, evaluation)
            return
        for index in range(self._rows(node, path, required=path in evaluation.required)):
            row_path = f"{path}[{index}]"
            if row_path in evaluation.visible:
                self._members(node, (*rows, index), row_path, evaluation)
            elif answer_at(self.answers, row_path) is None:
                make_row(self.answers, path, index)
                self.changed = True

    def _rows(self, node: Node, path: str, *, required: bool) -> int:
        if path not in self.counts:
            repeat = node.item.repeat
            least = max(repeat.min if repeat else 0, 1)
            most = repeat.max if repeat and repeat.max else MAX_ROWS
            self.counts[path] = self.persona.rows(node.label, least, most, self.random)
        return max(self.counts[path], int(required))

    def _members(self, node: Node, rows: Rows, path: str, evaluation: Evaluation) -> None:
        children = list(node.children)
        if node.group and node.group.exclusive:
            open_to = [child for child in children if may_answer(child, rows, evaluation)]
            if not open_to:
                return
            if self.chosen.get(path) not in open_to:
                answered = [child for child in open_to if is_answered(answer_at(self.answers, child.path_in(rows)))]
                self.chosen[path] = self.random.choice(answered or open_to)
            children = [self.chosen[path]]
            self.decided[children[0].path_in(rows)] = True
        for child in children:
            self._element(child, rows, evaluation)

    def _field(self, node: Node, path: str, evaluation: Evaluation) -> None:
        if not takes_answers(node) or path in evaluation.computed or is_answered(answer_at(self.answers, path)):
            return
        if self._wanted(node, path, evaluation):
            self._answer(node, path)

    def _answer(self, node: Node, path: str) -> None:
        """Invent a value; what cannot be invented stays open and is not asked for again."""
        value = self._value(node)
        if is_answered(value):
            put(self.answers, path, value)
            self.changed = True
        self.decided[path] = is_answered(value)

    def _value(self, node: Node) -> object:
        assert node.type is not None
        assert node.field is not None
        preferred = self.persona.preferred(node.field)
        if preferred is not None and not node.type.validate(preferred, node.field):
            return preferred
        repeat = node.field.repeat
        if repeat is None:
            return node.type.synthetic(node.field, self.random)
        least, most = max(repeat.min, 1), repeat.max or MAX_ROWS
        count = self.persona.rows(node.label, least, most, self.random)
        values = [node.type.synthetic(node.field, self.random) for _ in range(count)]
        if node.type.key == "code-list":
            # Each entry counts once; a list that is too short gives fewer.
            more = (node.type.synthetic(node.field, self.random) for _ in range(_TRIES * count))
            values = list(dict.fromkeys([*values, *more]))[:count]
        if not node.type.is_list:
            return [value for value in values if is_answered(value)]
        if node.type.key == "file":
            return [entry for value in values if isinstance(value, list) for entry in value]
        return values[0]

    # --- repairing -----------------------------------------------------------------------------

    def _repair(self, evaluation: Evaluation) -> None:
        for path in evaluation.errors:
            node, member = part_at(self.schema, path) if path else (None, "")
            # What is wrong with a part of a composite value is mended by another value.
            path = path.removesuffix(f".{member}") if member else path  # noqa: PLW2901
            if node is None or not self._simple_repair(node, path, evaluation):
                self._rule_repair(node, path, evaluation)

    def _simple_repair(self, node: Node, path: str, evaluation: Evaluation) -> bool:
        """Clear what is forbidden, answer what is missing, invent anew what is invalid."""
        if path in evaluation.forbidden:
            put(self.answers, path, None)
            self.decided[path] = False
            return True
        if node.group:
            return self._group_repair(node, path, evaluation)
        value = answer_at(self.answers, path)
        if is_answered(value) and node.type and node.field and not complains(node, value):
            return False
        holder = path.rpartition("[")[0] if node.repeats and path.endswith("]") else path
        self._answer(node, holder)
        return True

    def _group_repair(self, node: Node, path: str, evaluation: Evaluation) -> bool:
        rows = rows_of(path)
        if node.group and node.group.exclusive and (path.endswith("]") or not node.repeats):
            kept = self.chosen.pop(path, None)
            for child in node.children:
                if child is not kept:
                    put(self.answers, child.path_in(rows), None)
            open_to = [child for child in node.children if may_answer(child, rows, evaluation)]
            if open_to:
                self._force(self.random.choice(open_to), rows, evaluation)
            return True
        if is_answered(answer_at(self.answers, path)):
            return False
        self.decided[path] = True
        if node.repeats:
            make_row(self.answers, path, 0)
            rows = (*rows, 0)
        self._force(self.random.choice(node.children), rows, evaluation)
        return True

    def _force(self, node: Node, rows: Rows, evaluation: Evaluation) -> None:
        """Answer at least one thing in an element, voluntary or not."""
        path = node.path_in(rows)
        self.decided[path] = True
        if node.field:
            if takes_answers(node):
                self._answer(node, path)
            return
        if node.repeats:
            make_row(self.answers, path, 0)
            rows = (*rows, 0)
        open_to = [child for child in node.children if child.group or takes_answers(child)]
        if open_to:
            self._force(self.random.choice(open_to), rows, evaluation)

    def _rule_repair(self, node: Node | None, path: str, evaluation: Evaluation) -> None:
        """Search answers for the rules that complain here; take the change that hurts least."""
        rows = rows_of(path)[: len(node.outer) if node else 0]
        for check in self.schema.plan.checks:
            if check.node is not node or not is_violated(check, rows, self.schema.plan, self.answers, self.on):
                continue
            best: tuple[int, dict[str, object]] | None = None
            found = repairs(check, rows, self.schema.plan, self.answers, on=self.on, random=self.random)
            for _, change in zip(range(_MOST_WEIGHED), found, strict=False):
                remaining = self._errors_after(change)
                if best is None or remaining < best[0]:
                    best = remaining, change
                if remaining < len(evaluation.errors):
                    break
            for place, value in best[1].items() if best else ():
                put(self.answers, place, value)
                self.decided[place] = value is not None

    def _errors_after(self, change: Mapping[str, object]) -> int:
        trial = copy_of(self.answers)
        for path, value in change.items():
            put(trial, path, value)
        return len(evaluate(self.schema, trial, on=self.on).errors)

    def _tidy(self, evaluation: Evaluation) -> None:
        """Take hidden answers and empty rows away."""
        for entry in evaluation.aside_entries:
            put(self.answers, entry.path, None)
        for path in evaluation.computed:
            put(self.answers, path, None)
        self.answers = {key: value for key, value in ((k, pruned(v)) for k, v in self.answers.items()) if value}
