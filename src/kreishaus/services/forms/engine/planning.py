"""Work out once what depends on the form alone: bound rules, their order, and what is wrong with them."""

from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from kreishaus.base.expressions import ExpressionError, IllTyped
from kreishaus.base.problems import Problem, Problems
from kreishaus.services.forms.engine.bounds import unbearable
from kreishaus.services.forms.engine.conditions import (
    Computation,
    Condition,
    Kind,
    UnknownPath,
    bind,
)
from kreishaus.services.forms.engine.reading import did_you_mean
from kreishaus.services.forms.engine.sampling import Sample
from kreishaus.services.forms.engine.schema import Effect, Field, FormSchema, Group, Page, Rule
from kreishaus.services.forms.engine.tree import Node, Tree
from kreishaus.services.forms.engine.typing import flaws_of
from kreishaus.services.forms.ports import InvalidInput

_Vertex = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a condition or a rule."""

    source: Page | Group | Field | Rule | None
    setting: str
    message: str
    path: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A `valid` rule tied to the place of its message."""

    rule: Rule
    node: Node | None
    valid: Condition
    when: Condition | None
    member: str = ""
    """the member of a composite value at which the message stands"""


@dataclass(slots=True)
class Plan:
    """Everything about a form that does not change with the answers."""

    tree: Tree
    checks: list[Check] = field(default_factory=list)
    lists: list[Node] = field(default_factory=list)
    """repeated groups, outer ones before those inside"""
    order: list[Node] = field(default_factory=list)
    """elements with conditions or computed values, such that what one reads comes before it"""
    deciding: set[int] = field(default_factory=set)
    """numbers of the fields on which it depends what the form shows and asks"""
    revealing: set[int] = field(default_factory=set)
    """numbers of the fields on which it depends which questions are asked"""
    flaws: list[Flaw] = field(default_factory=list)


def plan(schema: FormSchema) -> Plan:
    """Return the plan of a form.

    :raises Problems: if its rules cannot work; `parse_form` names the lines as well.
    """
    drawn = draw_up(schema)
    if drawn.flaws:
        raise Problems(Problem(flaw.message, path=flaw.path, hint=flaw.hint) for flaw in drawn.flaws)
    return drawn


def draw_up(schema: FormSchema) -> Plan:
    """Return the plan together with every flaw of its rules."""
    drawn = Plan(Tree(schema))
    drawn.lists = [node for node in drawn.tree.nodes if node.group and node.repeats]
    drawn.flaws += [Flaw(node.group, "repeat", message, path=node.path) for node, message in unbearable(drawn.lists)]
    draughtsman = _Draughtsman(drawn)
    for page in drawn.tree.pages:
        page.when = draughtsman.condition(page.page.when, page.page, "when", outer=(), rule_id=f"when:{page.key}")
    for node in drawn.tree.nodes:
        node.when = draughtsman.condition(
            node.item.when, node.item, "when", outer=node.outer, rule_id=f"when:{node.path}"
        )
    for rule in schema.rules:
        draughtsman.rule(rule)
    for review in schema.reviews:
        if review.element and review.element not in drawn.tree.by_path:
            hint = did_you_mean(review.element, drawn.tree.by_path)
            message = f"Der Prüfpunkt „{review.id}“ nennt „{review.element}“, das es nicht gibt."
            drawn.flaws.append(Flaw(None, "reviews", message, hint=hint))
    for node in drawn.tree.nodes:
        above = node.parent.dynamic if node.parent else node.page.when is not None
        node.dynamic = above or node.has_conditions
        drawn.flaws += _unfillable(node)
        drawn.revealing |= _deciding(drawn.tree, [node.when, *node.shows, *node.hides])
        drawn.deciding |= _deciding(drawn.tree, [*node.requires, *node.forbids])
        for computation in node.computations:
            drawn.deciding |= _deciding(drawn.tree, [computation.value, computation.when])
    for page in drawn.tree.pages:
        drawn.revealing |= _deciding(drawn.tree, [page.when])
    drawn.deciding |= drawn.revealing
    if not drawn.flaws:
        _put_in_order(drawn)
    return drawn


def _unfillable(node: Node) -> list[Flaw]:
    """Return what is wrong with a field that is never shown, must be answered, and gets no value."""
    field_ = node.field
    if not (field_ and field_.hidden and field_.required) or node.computations or field_.default is not None:
        return []
    message = f"„{node.path}“ wird nie gezeigt und ist Pflicht, bekommt aber keinen Wert."
    return [Flaw(field_, "hidden", message, hint="Bitte „default“ oder eine Regel mit „set“ ergänzen.")]


class _Draughtsman:
    def __init__(self, drawn: Plan) -> None:
        self.drawn = drawn
        self.tree = drawn.tree

    def condition(
        self, text: str, source: Page | Group | Field | Rule, setting: str, *, outer: tuple[Node, ...], rule_id: str
    ) -> Condition | None:
        if not text:
            return None
        return self._bound(text, source, setting, outer=outer, rule_id=rule_id, yes_or_no=True)

    def _bound(
        self,
        text: str,
        source: Page | Group | Field | Rule,
        setting: str,
        *,
        outer: tuple[Node, ...],
        rule_id: str,
        yes_or_no: bool,
    ) -> Condition | None:
        try:
            bound = bind(text, tree=self.tree, outer=outer, rule_id=rule_id)
        except UnknownPath as error:
            self._flaw(source, setting, f"{_subject(source)}{error}", hint=error.hint)
            return None
        except ExpressionError as error:
            self._flaw(source, setting, f"{_subject(source)}{error}")
            return None
        misfits = list(flaws_of(bound, outer=outer, yes_or_no=yes_or_no))
        for misfit in misfits:
            self._flaw(source, setting, f"{_subject(source)}{misfit.message}", hint=misfit.hint)
        if misfits:
            return None
        try:
            if yes_or_no:
                bound.holds(Sample(), ())
        except IllTyped as error:
            self._flaw(source, setting, f"{_subject(source)}{error}")
        except ExpressionError:
            pass  # depends on the answers: a division by a sample of 0, an index beyond one row
        return bound

    def rule(self, rule: Rule) -> None:
        if rule.effect is Effect.VALID:
            self._check(rule)
            return
        if not rule.targets:
            self._flaw(rule, rule.effect.value, f"{_subject(rule)}Das Ziel fehlt.")
        for path in rule.targets:
            node = self._target(path, rule)
            if node:
                self._attach(rule, node)

    def _target(self, path: str, rule: Rule) -> Node | None:
        node = self.tree.by_path.get(path)
        if node is None:
            setting = "at" if rule.effect is Effect.VALID else rule.effect.value
            hint = did_you_mean(path, self.tree.by_path)
            self._flaw(rule, setting, f"{_subject(rule)}„{path}“ gibt es im Formular nicht.", hint=hint)
        return node

    def _attach(self, rule: Rule, node: Node) -> None:
        when = self.condition(rule.when, rule, "when", outer=node.outer, rule_id=rule.id)
        if rule.effect is Effect.SET:
            self._compute(rule, node, when)
            return
        if when is None:
            return
        lists = {
            Effect.SHOW: node.shows,
            Effect.HIDE: node.hides,
            Effect.REQUIRE: node.requires,
            Effect.FORBID: node.forbids,
        }
        lists[rule.effect].append(when)

    def _compute(self, rule: Rule, node: Node, when: Condition | None) -> None:
        if node.type is None or not node.type.has_value or node.repeats:
            self._flaw(rule, "set", f"{_subject(rule)}Nur ein einzelnes Feld kann berechnet werden.")
            return
        value = self._bound(rule.to, rule, "to", outer=node.outer, rule_id=rule.id, yes_or_no=False)
        if value is None:
            return
        try:
            node.type.computed(value.value(Sample(), ()))
        except (IllTyped, InvalidInput) as error:
            self._flaw(rule, "to", f"{_subject(rule)}{error}", path=node.path)
        except ExpressionError:
            pass
        node.computations.append(Computation(value, when))

    def _check(self, rule: Rule) -> None:
        node, member = self._place_of(rule)
        if rule.targets and node is None:
            return
        outer = node.outer if node else ()
        valid = self.condition(rule.valid, rule, "valid", outer=outer, rule_id=rule.id)
        when = self.condition(rule.when, rule, "when", outer=outer, rule_id=rule.id)
        if valid is None:
            return
        if node is None:
            # Without a place of its own the message stands at the last field that the rule reads.
            sources = [source for source in valid.sources if not source.outer]
            node = sources[-1] if sources else None
        self.drawn.checks.append(Check(rule, node, valid, when, member))

    def _place_of(self, rule: Rule) -> tuple[Node | None, str]:
        """Return the element, and the member of its value, where a message stands."""
        if not rule.targets:
            return None, ""
        found = self.tree.resolve(rule.targets[0])
        if (
            found
            and found[1] in {"", *(member.key for member, _ in found[0].parts)}
            and not (found[1] and found[0].repeats)
        ):
            return found
        return self._target(rule.targets[0], rule), ""

    def _flaw(
        self, source: Page | Group | Field | Rule, setting: str, message: str, *, path: str = "", hint: str = ""
    ) -> None:
        self.drawn.flaws.append(Flaw(source, setting, message, path=path, hint=hint))


def _subject(source: Page | Group | Field | Rule) -> str:
    return f"Regel „{source.id}“: " if isinstance(source, Rule) else f"„{source.key}“: "


def _put_in_order(drawn: Plan) -> None:
    """Sort the elements by what they read; a circle is a flaw that names its members.

    Two vertices for each element: its visibility "v" and its answer "a".
    """
    graph: dict[_Vertex, set[_Vertex]] = {}
    for index, page in enumerate(drawn.tree.pages):
        graph[("p", index)] = _answers_read([page.when] if page.when else [])
    page_numbers = {id(page): index for index, page in enumerate(drawn.tree.pages)}
    for node in drawn.tree.nodes:
        above: _Vertex = ("v", node.parent.number) if node.parent else ("p", page_numbers[id(node.page)])
        own = [condition for condition in (node.when, *node.shows, *node.hides) if condition]
        graph[("v", node.number)] = {above} | _answers_read(own)
        computed = [part for entry in node.computations for part in (entry.value, entry.when) if part]
        graph[("a", node.number)] = (
            {("v", node.number)} | _answers_read(computed) | {("a", child.number) for child in node.children}
        )
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        _name_the_circle(drawn, error.args[1])
        return
    seen: set[int] = set()
    for kind, number in order:
        if kind == "p" or number in seen:
            continue
        node = drawn.tree.nodes[number]
        if (kind == "v" and node.has_conditions and not node.computations) or (kind == "a" and node.computations):
            seen.add(number)
            drawn.order.append(node)


def _deciding(tree: Tree, conditions: list[Condition | None]) -> set[int]:
    """Return the fields that these conditions read, members of groups included."""
    numbers: set[int] = set()
    for condition in conditions:
        for read in condition.reads.values() if condition else ():
            for node in read.members or ((read.node,) if read.node else ()):
                numbers |= {leaf.number for leaf in tree.leaves(node)}
    return numbers


def _answers_read(conditions: list[Condition]) -> set[_Vertex]:
    found: set[_Vertex] = set()
    for condition in conditions:
        for read in condition.reads.values():
            if read.kind is Kind.ROWS and read.node:
                found.add(("v", read.node.number))
                found |= {("a", member.number) for member in read.members}
            elif read.node:
                found.add(("a", read.node.number))
    return found


def _name_the_circle(drawn: Plan, vertices: list[_Vertex]) -> None:
    # TopologicalSorter lists predecessors first; people read "a depends on b".
    paths: list[str] = []
    for kind, number in reversed(vertices):
        path = drawn.tree.pages[number].key if kind == "p" else drawn.tree.nodes[number].path
        if not paths or paths[-1] != path:
            paths.append(path)
    first = next((drawn.tree.nodes[number] for kind, number in vertices if kind != "p"), None)
    drawn.flaws.append(
        Flaw(
            first.item if first else None,
            "when",
            f"Bedingungen hängen im Kreis voneinander ab: {' → '.join(paths)}.",
            hint="Bitte eine der Bedingungen ändern, sonst ist nicht entscheidbar, was gezeigt wird.",
        )
    )
