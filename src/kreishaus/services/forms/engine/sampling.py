"""Typical answers, to find conditions that cannot be computed with any answers."""

from kreishaus.services.forms.engine.conditions import Kind, Read
from kreishaus.services.forms.engine.tree import Node, Rows

SAMPLE_DAY = "2026-06-01"
SAMPLE_STATE = "NI"


class Sample:
    """Typical answers: with them every condition has to be computable."""

    def read(self, read: Read, rows: Rows) -> object:
        """Return a typical value."""
        del rows
        if read.kind is Kind.FACT:
            return read.member or SAMPLE_STATE
        if read.kind is Kind.TODAY or read.node is None:
            return SAMPLE_DAY
        if read.kind is Kind.ROWS:
            return [{member.key: self._value(member) for member in read.members}]
        value = self._value(read.node)
        return value.get(read.member) if read.member and isinstance(value, dict) else value

    def answered(self, read: Read, rows: Rows) -> bool:
        """Say yes: something was entered."""
        del read, rows
        return True

    def _value(self, node: Node) -> object:
        if node.type is None:
            value: object = {child.key: self._value(child) for child in node.children}
        else:
            value = node.type.sample_of(node.field)  # type: ignore[arg-type]
        return [value] if node.repeats and not (node.type and node.type.is_list) else value
