"""One page of a form as HTML."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kreishaus.base.words import say
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.schema import FormSchema, Group
from kreishaus.services.forms.engine.tree import Node, PageNode, Rows
from kreishaus.services.forms.rendering.controls import field_html
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.inputs import PageState
from kreishaus.services.forms.rendering.ready import filled
from kreishaus.services.forms.rendering.reasons import why
from kreishaus.services.forms.rendering.rows import list_html, list_state

_FIRST_HEADING, _LAST_HEADING = 2, 6


def render_page(
    schema: FormSchema,
    page_key: str,
    evaluation: Evaluation,
    *,
    answers: Mapping[str, object],
    errors: Mapping[str, Sequence[str]] | None = None,
    raw: Mapping[str, object] | None = None,
    opened: Iterable[str] = (),
) -> SafeString:
    """Return the groups and fields of a page; form element, heading and main button are the caller's.

    Only the given `errors` are shown (path -> sentences): on a first visit there are none.
    Long lists are folded; `opened` are paths in the rows that somebody works on.

    :raises KeyError: if the form has no such page.
    """
    state = PageState(evaluation, answers, errors or {}, raw or {})
    page = schema.plan.tree.page(page_key)
    renderer = _Renderer(state, page, opened)
    groups = [renderer.group(node, (), _FIRST_HEADING) for node in page.children]
    return mark_safe(_default_button() + "".join(groups))  # noqa: S308 -- put together from templates


def _default_button() -> SafeString:
    """Return what Enter presses: without it, the first button of the form would remove a row or upload a file."""
    return format_html(
        '<button class="kern-sr-only kh-default-submit" type="submit" tabindex="-1" aria-hidden="true">{}</button>\n',
        say("Weiter"),
    )


class _Renderer:
    def __init__(self, state: PageState, page: PageNode, opened: Iterable[str]) -> None:
        self.state = state
        self.page = page
        reckoning = Reckoning(state.evaluation.schema.plan, state.answers, state.evaluation.on, ahead=False)
        self.lists = list_state(
            state.evaluation,
            state.answers,
            errors=state.errors,
            raw=state.raw,
            opened=opened,
            reckoning=reckoning,
        )

    def _element(self, node: Node, rows: Rows, level: int) -> str:
        if node.path_in(rows) not in self.state.evaluation.visible:
            return ""
        return field_html(self.state, node, rows) if node.field else self.group(node, rows, level)

    def group(self, node: Node, rows: Rows, level: int) -> str:
        """Return a group with everything in it; hidden ones are empty."""
        path, group = node.path_in(rows), node.group
        if group is None or path not in self.state.evaluation.visible:
            return ""
        title = self._title(node, group)
        inside = self._rows(node, group, rows, level) if node.repeats else self._inside(node, rows, level, title)
        return filled(
            "forms/group.html",
            {
                "id": element_id(path),
                "title": title,
                "level": min(level, _LAST_HEADING),
                "optional": group.optional and path not in self.state.evaluation.required,
                "errors": self.state.errors.get(path, ()),
                "why": why(self.state, node, path),
                "inside": inside,
            },
        )

    def _title(self, node: Node, group: Group) -> str:
        """Return the heading, none where the page has the same one."""
        alone = node.parent is None and len(self.page.children) == 1 and not node.repeats
        return "" if alone and group.title == self.page.page.title else group.title

    def _inside(self, node: Node, rows: Rows, level: int, title: str) -> SafeString:
        deeper = level + 1 if title else level
        return mark_safe("\n".join(self._element(child, rows, deeper) for child in node.children))  # noqa: S308

    def _rows(self, node: Node, group: Group, rows: Rows, level: int) -> SafeString:
        # Every open row has a heading of its own, one level below that of its list.
        row_level = level + 1 if group.title else level
        return list_html(
            self.lists,
            node,
            rows,
            lambda index: self._inside(node, (*rows, index), row_level, "row"),
            level=min(row_level, _LAST_HEADING),
        )
