"""Look answers up: by element and row, as conditions see them, with hidden ones as unanswered."""

from collections.abc import Iterator, Mapping
from datetime import date

from kreishaus.base.expressions import ExpressionError, Undecided
from kreishaus.services.forms.engine.conditions import Condition, Kind, Read
from kreishaus.services.forms.engine.planning import Plan
from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.engine.tree import Node, PageNode, Rows
from kreishaus.services.forms.ports import InvalidInput

MAX_ROWS = 200
"""rows of one repeated group or field that are looked at, whatever the form allows"""
MAX_ROWS_IN_ALL = 2_000
"""rows of all repeated groups together, inner ones in every outer row included"""

_MAX_VALUE_LEVELS = 12

_NOTHING: Mapping[str, object] = {}


def is_answered(value: object) -> bool:
    """Return whether a stored value says something."""
    return value not in (None, "", [], {})


def _is_deeper(value: object, levels: int) -> bool:
    """Return whether a value nests deeper than any type does: the evaluator of conditions would break on it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return bool(inner) and (levels == 0 or any(_is_deeper(entry, levels - 1) for entry in inner))


def room_for_rows(plan: Plan, answers: Mapping[str, object]) -> bool:
    """Return whether the answers have room for one more row."""
    return Reckoning(plan, answers, date.min, ahead=False).rows_in_all < MAX_ROWS_IN_ALL


class Reckoning:
    """One evaluation: the answers, the day, and what has been worked out so far."""

    def __init__(self, plan: Plan, answers: Mapping[str, object], on: date, *, ahead: bool = True) -> None:
        """Work everything out, or with `ahead=False` only what somebody asks for."""
        self.plan = plan
        self.answers = answers
        self.today = on.isoformat()
        self.undecided: set[str] = set()
        self.failures: dict[str, str] = {}
        self._containers: dict[tuple[int, Rows], Mapping[str, object]] = {}
        self._visible: dict[tuple[int, Rows], bool] = {}
        self._computed: dict[tuple[int, Rows], object] = {}
        self._pages: dict[int, bool] = {}
        self._counts: dict[tuple[int, Rows], int] = {}
        self.cut: set[tuple[int, Rows]] = set()
        """lists of which rows are left out, because there are too many in all"""
        self.rows_in_all = self._count_rows()
        for node in plan.order if ahead else ():
            for rows in self.instances(node.outer):
                self.visible(node, rows)
                if node.computations:
                    self.computed(node, rows)

    def container(self, node: Node | None, rows: Rows) -> Mapping[str, object]:
        """Return the answers inside a group (inside one row of it, if it is repeated)."""
        if node is None:
            return self.answers
        if not rows and not node.repeats:
            found = self.container(node.parent, rows).get(node.key)
            return found if isinstance(found, dict) else _NOTHING
        known = self._containers.get((node.number, rows))
        if known is None:
            known = self._containers[node.number, rows] = self._look_inside(node, rows)
        return known

    def _look_inside(self, node: Node, rows: Rows) -> Mapping[str, object]:
        found: object = self.container(node.parent, rows[:-1] if node.repeats else rows).get(node.key)
        if node.repeats:
            found = found[rows[-1]] if isinstance(found, list) and rows[-1] < len(found) else None
        return found if isinstance(found, dict) else _NOTHING

    def row_count(self, node: Node, rows: Rows) -> int:
        """Return how many rows a repeated group shows: those answered, at least its minimum."""
        return self._counts.get((node.number, rows), 0)

    def _count_rows(self) -> int:
        """Count the rows of every list once, outer lists first, and stop where it would become too many."""
        total = 0
        for node in self.plan.lists:
            least = node.group.repeat.min if node.group and node.group.repeat else 0
            for rows in self.instances(node.outer):
                found = self.container(node.parent, rows).get(node.key)
                count = min(max(least, len(found) if isinstance(found, list) else 0), MAX_ROWS)
                if count > MAX_ROWS_IN_ALL - total:
                    self.cut.add((node.number, rows))
                    count = MAX_ROWS_IN_ALL - total
                self._counts[node.number, rows] = count
                total += count
        return total

    def instances(self, outer: tuple[Node, ...]) -> Iterator[Rows]:
        """Yield the row numbers of every occurrence inside these repeated groups."""
        if not outer:
            yield ()
            return
        for rows in self.instances(outer[:-1]):
            for index in range(self.row_count(outer[-1], rows)):
                yield (*rows, index)

    def page_visible(self, page: PageNode) -> bool:
        """Return whether a page is shown."""
        if page.when is None:
            return True
        if id(page) not in self._pages:
            self._pages[id(page)] = self.holds(page.when, ()) is True
        return self._pages[id(page)]

    def visible(self, node: Node, rows: Rows) -> bool:
        """Return whether an element is shown, everything around it included."""
        if not node.dynamic:
            return True
        key = (node.number, rows)
        known = self._visible.get(key)
        if known is None:
            known = self._visible[key] = self._around_visible(node, rows) and self.shown(node, rows)
        return known

    def _around_visible(self, node: Node, rows: Rows) -> bool:
        if node.parent is None:
            return self.page_visible(node.page)
        return self.visible(node.parent, rows[: len(node.parent.outer)])

    def shown(self, node: Node, rows: Rows) -> bool:
        """Return what the conditions of the element itself say."""
        if node.when and self.holds(node.when, rows) is not True:
            return False
        if node.shows and not self.one_holds(node.shows, rows):
            return False
        return not self.one_holds(node.hides, rows)

    def one_holds(self, conditions: list[Condition], rows: Rows) -> bool:
        """Return whether at least one is true; all are asked, so that what is noted has no order."""
        if not conditions:
            return False
        return True in [self.holds(condition, rows) for condition in conditions]

    def holds(self, condition: Condition, rows: Rows) -> bool | None:
        """Return whether a condition is true; what cannot be decided or computed is noted."""
        try:
            result = condition.holds(self, rows)
        except ExpressionError as error:
            self.failures[condition.rule_id] = str(error)
            return None
        if result is None:
            self.undecided.add(condition.rule_id)
        return result

    def computed(self, node: Node, rows: Rows) -> tuple[bool, object]:
        """Return whether a `set` rule decides about the field, and the value it gives."""
        key = (node.number, rows)
        if key not in self._computed:
            self._computed[key] = self._compute(node, rows)
        return self._computed[key]  # type: ignore[return-value]

    def _compute(self, node: Node, rows: Rows) -> tuple[bool, object]:
        for computation in node.computations:
            if computation.when and self.holds(computation.when, rows) is not True:
                continue
            rule_id = computation.value.rule_id
            try:
                result = computation.value.value(self, rows)
                if result is None or node.type is None:
                    self.undecided.add(rule_id)
                    return True, None
                return True, node.type.computed(result)
            except Undecided:
                self.undecided.add(rule_id)
            except (ExpressionError, InvalidInput) as error:
                self.failures[rule_id] = str(error)
            return True, None
        return False, None

    def answer(self, node: Node, rows: Rows) -> object:
        """Return the stored or computed value of a field, without looking at its visibility."""
        if node.computations:
            decided, value = self.computed(node, rows)
            if decided:
                return value
        return self.container(node.parent, rows).get(node.key)

    def read(self, read: Read, rows: Rows) -> object:
        """Return what a condition sees."""
        if read.node is None:
            return (read.member or None) if read.kind is Kind.FACT else self.today
        if read.kind is Kind.ROWS:
            return self._rows(read.node, rows[: read.depth], read.members)
        value = self._seen(read.node, rows[: read.depth])
        if read.member:
            return value.get(read.member) if isinstance(value, dict) else None
        return value

    def answered(self, read: Read, rows: Rows) -> bool:
        """Return what `has(…)` sees."""
        if read.kind is Kind.FACT:
            return bool(read.member)
        if read.node is None or not read.member:
            return read.node is None or self.any_answer(read.node, rows[: read.depth])
        return is_answered(self.read(read, rows))

    def any_answer(self, node: Node, rows: Rows) -> bool:
        """Return whether a visible field in or below the element is answered."""
        if not self.visible(node, rows):
            return False
        if node.field:
            return is_answered(self.answer(node, rows))
        if not node.repeats:
            return self._something_said(node, rows)
        return any(self.row_answered(node, (*rows, index)) for index in range(self.row_count(node, rows)))

    def row_answered(self, node: Node, rows: Rows) -> bool:
        """Return whether something in one row (or in a single group) is answered."""
        return self._something_said(node, rows)

    def _something_said(self, node: Node, rows: Rows) -> bool:
        # A value that the form brings itself is nothing that anybody has said.
        return any(self.any_answer(child, rows) for child in node.children if not child.concealed)

    def variables(self) -> dict[str, object]:
        """Return every group as conditions see it."""
        groups = [node for page in self.plan.tree.pages for node in page.children]
        return {node.key: self._seen(node, ()) for node in groups}

    def _rows(self, node: Node, rows: Rows, members: tuple[Node, ...]) -> list[object]:
        if not self.visible(node, rows):
            return []
        inside = [(*rows, index) for index in range(self.row_count(node, rows))]
        return [{member.key: self._seen(member, row) for member in members} for row in inside]

    def _seen(self, node: Node, rows: Rows) -> object:
        """Return one element as conditions see it: hidden and unanswered are the same."""
        if node.type is None:
            if node.repeats:
                return self._rows(node, rows, node.children)
            return {child.key: self._seen(child, rows) for child in node.children}
        value = self.answer(node, rows) if self.visible(node, rows) else None
        if isinstance(value, list | dict) and _is_deeper(value, _MAX_VALUE_LEVELS):
            value = None
        if node.repeats and not node.type.is_list:
            entries = value if isinstance(value, list) else []
            field: Field = node.field  # type: ignore[assignment]
            return [node.type.seen(entry, field) for entry in entries[:MAX_ROWS] if is_answered(entry)]
        if node.readable:
            return node.type.seen(value, node.field)  # type: ignore[arg-type]
        return node.type.read(value) if is_answered(value) else node.type.empty
