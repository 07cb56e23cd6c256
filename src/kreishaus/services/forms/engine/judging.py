"""Walk the form once and judge every field: shown or not, required or not, right or wrong."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kreishaus.base.words import marked, say
from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, Reckoning, is_answered
from kreishaus.services.forms.engine.tree import Node, PageNode, Rows
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

if TYPE_CHECKING:
    from kreishaus.services.forms.engine.evaluation import Evaluation

_UNCHECKABLE = marked("Das können wir gerade nicht prüfen. Bitte wenden Sie sich an uns.")


class Judge:
    """One walk; fills the evaluation."""

    def __init__(self, reckoning: Reckoning, result: "Evaluation", raw: Mapping[str, object]) -> None:
        self.reckoning = reckoning
        self.result = result
        self.raw = raw
        self.page: PageNode | None = None

    def judge(self) -> None:
        """Judge all pages, then the rules that compare fields."""
        visible_pages = []
        for page in self.reckoning.plan.tree.pages:
            self.page = page
            if self.reckoning.page_visible(page):
                self.result.errors_by_page[page.key] = []
            for node in page.children:
                self._element(node, (), binding=True, kept=self.result.submitted, aside=self.result.aside)
            # A page on which nothing is shown is no step on the way through the form.
            if any(node.path in self.result.visible for node in page.children):
                visible_pages.append(page.key)
        self.result.visible_pages = tuple(visible_pages)
        self._checks()

    def _element(
        self, node: Node, rows: Rows, *, binding: bool, kept: dict[str, object], aside: dict[str, object]
    ) -> None:
        """Judge an element; what is submitted goes to `kept`, what is hidden to `aside`."""
        if not self.reckoning.visible(node, rows):
            self._set_aside(node, rows, aside)
        elif node.type is not None:
            self._field(node, node.type, rows, binding=binding, kept=kept)
        elif node.repeats:
            self._repeated(node, rows, binding=binding, kept=kept, aside=aside)
        else:
            self._single(node, rows, binding=binding, kept=kept, aside=aside)

    def _single(
        self, node: Node, rows: Rows, *, binding: bool, kept: dict[str, object], aside: dict[str, object]
    ) -> None:
        path = node.path_in(rows)
        self._show(node, path)
        required, forbidden = self._demands(node, rows, path)
        required = required and binding
        optional = not binding or (node.group is not None and node.group.optional)
        if required or forbidden or optional:
            filled = self.reckoning.row_answered(node, rows)
            if forbidden and filled:
                self._error(path, say("Bitte lassen Sie „{label}“ leer.", label=node.label))
            elif required and not filled:
                self._error(path, say("Bitte füllen Sie „{label}“ aus.", label=node.label))
            binding = (filled or required or not optional) and not forbidden
        self._members(node, rows, path, binding=binding, kept=kept, aside=aside)

    def _members(
        self, node: Node, rows: Rows, path: str, *, binding: bool,
        kept: dict[str, object], aside: dict[str, object], place: int | None = None,
    ) -> None:  # fmt: skip
        inside: dict[str, object] = {}
        beside: dict[str, object] = {}
        chosen = self._chosen(node, rows, path, binding=binding) if node.group and node.group.exclusive else None
        for child in node.children:
            bound = binding if chosen is None else child in chosen
            self._element(child, rows, binding=bound, kept=inside, aside=beside)
        if place is None:
            if inside:
                kept[node.key] = inside
            if beside:
                aside[node.key] = beside
            return
        if inside:
            _rows_of(kept, node).append(inside)
        if beside:
            list_aside = _rows_of(aside, node)
            list_aside.extend({} for _ in range(place - len(list_aside)))
            list_aside.append(beside)

    def _chosen(self, node: Node, rows: Rows, path: str, *, binding: bool) -> list[Node]:
        """Return the answered members of a group of which exactly one may be answered."""
        open_to = [child for child in node.children if self.reckoning.visible(child, rows)]
        chosen = [child for child in open_to if self.reckoning.any_answer(child, rows)]
        names = ", ".join(f"„{child.label}“" for child in open_to if child.type is None or child.type.has_value)
        if len(chosen) > 1:
            self._error(path, say("Bitte füllen Sie nur eines davon aus: {names}.", names=names))
        elif not chosen and binding and names:
            self._error(path, say("Bitte füllen Sie eines davon aus: {names}.", names=names))
        return chosen

    def _repeated(
        self, node: Node, rows: Rows, *, binding: bool, kept: dict[str, object], aside: dict[str, object]
    ) -> None:
        path = node.path_in(rows)
        self._show(node, path)
        required, forbidden = self._demands(node, rows, path)
        required = required and binding
        repeat = node.group.repeat if node.group else None
        least = repeat.min if repeat else 0
        answered = 0
        for index in range(self.reckoning.row_count(node, rows)):
            row = (*rows, index)
            row_path = f"{path}[{index}]"
            self._show(node, row_path)
            filled = self.reckoning.row_answered(node, row)
            answered += filled
            # A row that was added and left empty is no answer, so nothing in it can be missing.
            counts = filled or (binding and index < max(least, int(required)))
            self._members(node, row, row_path, binding=counts and not forbidden, kept=kept, aside=aside, place=index)
        if (node.number, rows) in self.reckoning.cut:
            self._error(
                path, say("Das sind zu viele Zeilen. Bitte entfernen Sie bei „{label}“ einige.", label=node.label)
            )
        elif forbidden and answered:
            self._error(path, say("Bitte lassen Sie „{label}“ leer.", label=node.label))
        elif required and not answered:
            self._error(path, say("Bitte machen Sie mindestens eine Angabe bei „{label}“.", label=node.label))
        elif answered > (repeat.max if repeat and repeat.max else MAX_ROWS):
            most = repeat.max if repeat and repeat.max else MAX_ROWS
            self._error(
                path, say("Bitte machen Sie höchstens {most} Angaben bei „{label}“.", most=most, label=node.label)
            )

    def _field(self, node: Node, kind: FieldType, rows: Rows, *, binding: bool, kept: dict[str, object]) -> None:
        path = node.path_in(rows)
        self._show(node, path)
        if not kind.has_value or (node.concealed and not binding):
            return
        required, forbidden = self._demands(node, rows, path)
        value = self._value(node, rows, path)
        if node.repeats and not kind.is_list:
            value = self._entries(node, kind, value, path, required=required and binding)
        else:
            self._check_value(node, kind, value, path, required=required and binding)
        if not is_answered(value):
            return
        if forbidden:
            self._error(path, say("Bitte lassen Sie „{label}“ leer.", label=node.label))
        kept[node.key] = value

    def _show(self, node: Node, path: str) -> None:
        if not node.concealed:
            self.result.visible.add(path)

    def _value(self, node: Node, rows: Rows, path: str) -> object:
        if node.computations:
            decided, value = self.reckoning.computed(node, rows)
            if decided:
                self.result.computed[path] = value
                return value
        return self.reckoning.container(node.parent, rows).get(node.key)

    def _check_value(self, node: Node, kind: FieldType, value: object, path: str, *, required: bool) -> None:
        if node.parts:
            self._check_parts(node, kind, value, path, required=required)
        elif path in self.raw and path not in self.result.computed:
            self._unreadable(node.field, kind, path)  # type: ignore[arg-type]
        elif is_answered(value):
            for complaint in kind.validate(value, node.field):  # type: ignore[arg-type]
                self._error(path, complaint)
            self._check_count(node, kind, value, path)
        elif required:
            self._error(path, kind.missing(node.field))  # type: ignore[arg-type]

    def _check_parts(self, node: Node, kind: FieldType, value: object, path: str, *, required: bool) -> None:
        """Judge a composite value: each complaint stands at the member that it is about."""
        unread = {member.key for member, _ in node.parts if f"{path}.{member.key}" in self.raw}
        for member, member_kind in node.parts:
            if member.key in unread:
                self._unreadable(member, member_kind, f"{path}.{member.key}")
        if not (is_answered(value) or unread or required):
            return
        field: FieldDefinition = node.field  # type: ignore[assignment]
        for key, complaint in kind.complaints(value if is_answered(value) else {}, field):
            if key not in unread and not (unread and not key):
                self._error(f"{path}.{key}" if key else path, complaint)

    def _check_count(self, node: Node, kind: FieldType, value: object, path: str) -> None:
        if kind.key != "file" or node.field is None or not isinstance(value, list):
            return
        repeat = node.field.repeat
        most = 1 if repeat is None else repeat.max or MAX_ROWS
        if len(value) > most:
            self._error(
                path, say("Bitte laden Sie bei „{label}“ höchstens {most} Dateien hoch.", label=node.label, most=most)
            )
        elif repeat and len(value) < repeat.min:
            self._error(
                path,
                say("Bitte laden Sie bei „{label}“ mindestens {min} Dateien hoch.", label=node.label, min=repeat.min),
            )

    def _unreadable(self, field: FieldDefinition, kind: FieldType, path: str) -> None:
        typed = self.raw[path]
        texts = [str(text) for text in typed] if isinstance(typed, list) else [str(typed)]
        try:
            kind.parse(texts, field)
        except InvalidInput as error:
            self._error(path, str(error))

    def _entries(self, node: Node, kind: FieldType, value: object, path: str, *, required: bool) -> list[object]:
        """Judge a repeated field: every entry, and how many there are."""
        entries = value if isinstance(value, list) else []
        before = len(self.result.errors)
        for index, entry in enumerate(entries[:MAX_ROWS]):
            self._check_value(node, kind, entry, f"{path}[{index}]", required=False)
        for index in range(len(entries), MAX_ROWS):
            entry = f"{path}[{index}]"
            if node.parts:
                if not any(f"{entry}.{member.key}" in self.raw for member, _ in node.parts):
                    break
                self._check_parts(node, kind, None, entry, required=False)
            elif entry in self.raw:
                self._unreadable(node.field, kind, entry)  # type: ignore[arg-type]
            else:
                break
        if kind.key == "code-list":
            self._twice(node, kind, entries[:MAX_ROWS], path)
        filled = [entry for entry in entries[:MAX_ROWS] if is_answered(entry)]
        repeat = node.field.repeat if node.field else None
        most = repeat.max if repeat and repeat.max else MAX_ROWS
        # Asked for are as many as `repeat` says, but only if the field has to be answered at all.
        least = max(1, repeat.min if repeat else 0) if required else (repeat.min if repeat and filled else 0)
        if len(filled) > most:
            self._error(
                path, say("Bitte machen Sie bei „{label}“ höchstens {most} Angaben.", label=node.label, most=most)
            )
        elif len(filled) < least and len(self.result.errors) == before:
            missing = kind.missing(node.field)  # type: ignore[arg-type]
            self._error(
                path,
                missing
                if least == 1
                else say("Bitte machen Sie bei „{label}“ mindestens {least} Angaben.", label=node.label, least=least),
            )
        return filled

    def _twice(self, node: Node, kind: FieldType, entries: list[object], path: str) -> None:
        """Name an entry of a code list that was chosen before."""
        for index, entry in enumerate(entries):
            if is_answered(entry) and entry in entries[:index]:
                shown = kind.display(entry, node.field)  # type: ignore[arg-type]
                twice = say("„{entry}“ steht schon in der Liste. Bitte nennen Sie jede Angabe nur einmal.", entry=shown)
                self._error(f"{path}[{index}]", twice)

    def _demands(self, node: Node, rows: Rows, path: str) -> tuple[bool, bool]:
        """Return whether the element must be answered, and whether it must stay empty."""
        forbidden = self.reckoning.one_holds(node.forbids, rows)
        by_rule = self.reckoning.one_holds(node.requires, rows)
        field = node.field
        always = field is not None and (field.required or (field.repeat is not None and field.repeat.min > 0))
        if forbidden:
            self.result.forbidden.add(path)
        elif always or by_rule:
            self.result.required.add(path)
        return (always or by_rule) and not forbidden, forbidden

    def _set_aside(self, node: Node, rows: Rows, aside: dict[str, object]) -> None:
        stored = self.reckoning.container(node.parent, rows).get(node.key)
        if not is_answered(stored) or (node.type and not node.type.has_value):
            return
        reason = _reason(self._hidden_by(node, rows))
        before = len(self.result.aside_entries)
        self._list_aside(node, rows, reason)
        if len(self.result.aside_entries) > before:
            aside[node.key] = stored

    def _hidden_by(self, node: Node, rows: Rows) -> list[Condition]:
        if self.page and not self.reckoning.page_visible(self.page):
            return [self.page.when] if self.page.when else []
        hides = [rule for rule in node.hides if self.reckoning.holds(rule, rows) is True]
        return hides or [rule for rule in (node.when, *node.shows) if rule]

    def _list_aside(self, node: Node, rows: Rows, reason: str) -> None:
        from kreishaus.services.forms.engine.evaluation import Aside

        if node.type is not None:
            value = self.reckoning.container(node.parent, rows).get(node.key)
            if node.type.has_value and is_answered(value):
                page = self.page.key if self.page else ""
                self.result.aside_entries.append(Aside(node.path_in(rows), node.label, page, value, reason))
            return
        inside = [(*rows, index) for index in range(self.reckoning.row_count(node, rows))] if node.repeats else [rows]
        for row in inside:
            for child in node.children:
                self._list_aside(child, row, reason)

    def _checks(self) -> None:
        for check in self.reckoning.plan.checks:
            node, member = check.node, f".{check.member}" if check.member else ""
            for rows in self.reckoning.instances(node.outer) if node else ((),):
                if node and not self.reckoning.visible(node, rows):
                    continue
                if check.when and self.reckoning.holds(check.when, rows) is not True:
                    continue
                self.page = node.page if node else self.reckoning.plan.tree.pages[-1]
                path = f"{node.path_in(rows)}{member}" if node else ""
                result = self.reckoning.holds(check.valid, rows)
                if result is False:
                    self._error(path, check.rule.message)
                elif check.rule.id in self.reckoning.failures:
                    self._error(path, say(_UNCHECKABLE))

    def _error(self, path: str, message: str) -> None:
        messages = self.result.errors.setdefault(path, [])
        if message not in messages:
            messages.append(message)
        paths = self.result.errors_by_page.setdefault(self.page.key if self.page else "", [])
        if path not in paths:
            paths.append(path)


def _rows_of(container: dict[str, object], node: Node) -> list[object]:
    rows = container.setdefault(node.key, [])
    return rows if isinstance(rows, list) else []


def _reason(conditions: list[Condition]) -> str:
    labels = list(dict.fromkeys(source.label for condition in conditions for source in condition.sources))
    if not labels:
        return say("Diese Angabe wird nicht gebraucht.")
    names = say(" und ").join(f"„{label}“" for label in labels[:3])
    return say("Wird wegen Ihrer Antwort bei {names} nicht gebraucht.", names=names)
