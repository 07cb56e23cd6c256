"""The same question twice in one form: hints to ask it once and take the answer over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kreishaus.base.german import fold
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node

# What one person has once. Labels such as "Name" or "Ort" mean something else in every group.
_ONCE = re.compile(
    r"e ?mail( ?adresse)?|telefon(nummer)?|mobil(telefon|nummer)?|geburtsdatum|iban|steuer ?id|geburtsname|"
    r"geburtsort|staatsangehorigkeit|familienstand"
)
_KINDS = {"email": "email", "phone": "tel", "iban": "iban", "date": "bday"}
# Whose data it is: two people have two addresses.
_ROLE = re.compile(
    r"antragstell|vertret|bevollmachtig|betreu|vormund|ehegatt|ehepartner|lebenspartner|partner|kind|vater|mutter|"
    r"eltern|arbeitgeb|vermiet|eigentum|halter|kontoinhab|zahl|rechnung|zweit|weiter|andere|ansprech|unternehm|firma|"
    r"verein|geschaftsfuhr|verantwort|betrieb|bisherig|fruher|alt|neu|auslander|bauherr|entwurf|veranstalt|haftpflicht"
)


@dataclass(frozen=True, slots=True)
class Double:
    """A question that asks again what an earlier one has asked."""

    address: str
    label: str
    earlier: str
    earlier_label: str
    why: str
    can_take_over: bool
    """whether a rule may fill it in: same kind, both outside of lists, the earlier one always answered"""

    @property
    def rule(self) -> dict[str, object]:
        """The rule that takes the answer over."""
        return {"set": self.address, "to": self.earlier}


def doubles(form: FormSchema) -> list[Double]:
    """Return the questions that ask for the same datum of the same person again."""
    return list(_found(form))


def _found(form: FormSchema) -> Iterator[Double]:
    seen: dict[tuple[str, str, str], Node] = {}
    computed = {target for rule in form.rules if rule.effect == "set" for target in rule.targets}
    for node in form.plan.tree.nodes:
        field = node.field
        if field is None or field.hidden or node.type is None or not node.type.has_value or node.path in computed:
            continue
        role = _role(node)
        for why, key in _marks(node):
            earlier = seen.setdefault((why, key, role), node)
            if earlier is not node and earlier.parent is not node.parent and not _alternatives(earlier, node):
                told = {"fim": "gleicher FIM-Baustein", "autocomplete": "gleiche Angabe", "label": "gleiche Frage"}[why]
                takes = _can_take_over(earlier, node)
                yield Double(node.path, field.label, earlier.path, earlier.label, told, takes)
                break


def _marks(node: Node) -> Iterator[tuple[str, str]]:
    field = node.field
    assert field is not None
    spoken = fold(field.label.replace("-", " ")).strip()
    number = str(field.fim.get("id") or "")
    if number and (_ONCE.fullmatch(spoken) or field.autocomplete):
        yield "fim", number
    kind = field.autocomplete or (_KINDS.get(field.type, "") if field.type != "date" else "")
    if kind in _KINDS.values():
        yield "autocomplete", kind
    if _ONCE.fullmatch(spoken):
        yield "label", f"{field.type}/{spoken.removesuffix(' adresse').removesuffix('nummer')}"


def _role(node: Node) -> str:
    """Return the words around a question that say whose data it is, outermost first; lists have their own."""
    words = []
    at = node.parent
    while at is not None:
        words += _ROLE.findall(fold(at.label))
        words += [at.path] if at.repeats else []
        at = at.parent
    return " ".join(sorted(set(words) - {"antragstell"}))


def _alternatives(one: Node, other: Node) -> bool:
    """Tell whether only one of the two is ever asked, as far as their conditions say: then nothing is asked twice."""
    return any(_conditional(each) for each in (one, other))


def _conditional(node: Node) -> bool:
    at: Node | None = node
    while at is not None:
        if at.has_conditions or (at.parent is not None and at.parent.group and at.parent.group.exclusive):
            return True
        at = at.parent
    return False


def _can_take_over(earlier: Node, later: Node) -> bool:
    first, second = earlier.field, later.field
    assert first is not None
    assert second is not None
    alone = not (earlier.outer or later.outer or earlier.repeats or later.repeats)
    return alone and first.type == second.type and first.options == second.options and first.required >= second.required
