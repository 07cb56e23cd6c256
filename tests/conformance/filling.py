"""Fill a form completely by its rules: an applicant who does not exist, the same for the same seed."""

from datetime import date
from random import Random

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.places import element_at, put
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.tree import Node

_ROUNDS = 60


def filled(schema: FormSchema, *, on: date, seed: int) -> Evaluation:
    """Return the evaluation of answers to everything that is shown, mended until nothing is wrong."""
    random = Random(seed)
    answers: Answers = {node.key: _group(node, random) for page in schema.plan.tree.pages for node in page.children}
    evaluation = evaluate(schema, answers, on=on)
    for _ in range(_ROUNDS):
        if evaluation.is_complete:
            break
        for path in evaluation.errors:
            _mend(schema, answers, path, evaluation, random)
        evaluation = evaluate(schema, answers, on=on)
    return evaluation


def _group(node: Node, random: Random) -> object:
    least = node.group.repeat.min if node.group and node.group.repeat else 1
    rows = [_members(node, random) for _ in range(max(1, least))]
    return rows if node.repeats else rows[0]


def _members(node: Node, random: Random) -> Answers:
    children = [child for child in node.children if child.type is None or child.type.has_value]
    if node.group and node.group.exclusive:
        children = [random.choice(children)]
    return {child.key: _value(child, random) if child.field else _group(child, random) for child in children}


def _value(node: Node, random: Random) -> object:
    assert node.type is not None
    assert node.field is not None
    if node.repeats and not node.type.is_list:
        least = node.field.repeat.min if node.field.repeat else 1
        return [node.type.synthetic(node.field, random) for _ in range(max(1, least))]
    return node.type.synthetic(node.field, random)


def _mend(schema: FormSchema, answers: Answers, path: str, evaluation: Evaluation, random: Random) -> None:
    """Give another answer at a place, or none where one is forbidden; a row number at the end means the list."""
    node = element_at(schema, path)
    place = path[: path.rindex("[")] if path.endswith("]") and node.repeats else path
    if place in evaluation.forbidden or (
        node.field is None and node.key in evaluation.submitted and random.random() < 0.2
    ):
        put(answers, place, None)
    else:
        put(answers, place, _value(node, random) if node.field else _group(node, random))
