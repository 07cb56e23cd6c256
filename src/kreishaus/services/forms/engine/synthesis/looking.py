"""What a synthetic applicant looks at before answering: may it be answered, is it right, what is left over."""

import re

from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.tree import Node, Rows

_INDEX = re.compile(r"\[(\d+)\]")


def takes_answers(node: Node) -> bool:
    """Return whether it is a field with a value."""
    return node.type is not None and node.type.has_value


def may_answer(node: Node, rows: Rows, evaluation: Evaluation) -> bool:
    """Return whether an answer is welcome there: shown, not forbidden, not computed."""
    path = node.path_in(rows)
    if path not in evaluation.visible or path in evaluation.forbidden or path in evaluation.computed:
        return False
    return node.group is not None or takes_answers(node)


def complains(node: Node, value: object) -> bool:
    """Return whether the type of the field finds something wrong with the value, or with how many there are."""
    assert node.type is not None
    assert node.field is not None
    if node.repeats and not node.type.is_list:
        repeat, entries = node.field.repeat, value if isinstance(value, list) else [value]
        if isinstance(value, list) and repeat and not repeat.min <= len(value) <= (repeat.max or MAX_ROWS):
            return True
        return any(node.type.validate(entry, node.field) for entry in entries if is_answered(entry))
    return bool(node.type.validate(value, node.field))


def rows_of(path: str) -> Rows:
    """Return the row numbers in a path."""
    return tuple(int(index) for index in _INDEX.findall(path))


def pruned(value: object) -> object:
    """Return answers without empty groups, rows and entries."""
    if isinstance(value, dict):
        return {key: kept for key, kept in ((key, pruned(entry)) for key, entry in value.items()) if is_answered(kept)}
    if isinstance(value, list):
        return [kept for kept in map(pruned, value) if is_answered(kept)]
    return value
