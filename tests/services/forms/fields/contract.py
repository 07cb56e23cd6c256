"""Values and inputs of every type, for the tests that hold for all of them."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from django.http import QueryDict

from kreishaus.services.forms.engine.binding import bind
from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.schema import Field, FormSchema
from kreishaus.services.forms.paging import PageInput, read_page
from kreishaus.services.forms.rendering import render_page
from tests.services.forms.codes.lists import at_hand
from tests.services.forms.fields.examples import EXAMPLES, FILE, OPTIONS
from tests.services.forms.rendering.reading import all_of, check

__all__ = [
    "EXAMPLES",
    "FILE",
    "OPTIONS",
    "answered",
    "answers_with",
    "entered",
    "field_of",
    "form_with",
    "sent_again",
    "sent_by",
    "shown_page",
]


def form_with(type_key: str, **settings: Any) -> FormSchema:
    """Return a form with one field `g.f` of a type, made by the parser, with the code lists of these tests."""
    from tests.services.forms.parking import one_field

    return bind(one_field(type=type_key, **settings), at_hand)


def field_of(type_key: str, **settings: Any) -> Field:
    """Return a field of a type, made by the parser."""
    return form_with(type_key, **settings).fields[0]


def entered(type_key: str, typed: list[str] | Mapping[str, list[str]], **settings: Any) -> PageInput:
    """Return the outcome of a page into which something was typed: a list, or a list for each member."""
    schema = form_with(type_key, **settings)
    path = "g.f[0]" if schema.fields[0].repeat else "g.f"
    inputs = {f"{path}.{key}": texts for key, texts in typed.items()} if isinstance(typed, Mapping) else {path: typed}
    data = QueryDict(mutable=True)
    for name, texts in inputs.items():
        data.setlist(name, texts)
    return _sent(schema, data, {})


def answered(result: PageInput | Evaluation) -> Any:
    """Return the stored answer of the field; of a list by nature its only entry."""
    answers = result.answers if isinstance(result, PageInput) else result.submitted
    group: Any = answers.get("g", {})
    evaluation = result.evaluation if isinstance(result, PageInput) else result
    value = group.get("f")
    return value[0] if evaluation.schema.fields[0].repeat and value else value


def answers_with(schema: FormSchema, value: object) -> dict[str, Any]:
    """Return the answers of a form with this value in its field."""
    if value is None:
        return {}
    return {"g": {"f": [value] if schema.fields[0].repeat else value}}


def shown_page(schema: FormSchema, value: object, *, with_errors: bool = False) -> Element:
    """Return the page with a stored value, checked for accessibility."""
    from tests.services.forms.parking import TODAY

    answers = answers_with(schema, value)
    evaluation = evaluate(schema, answers, on=TODAY)
    errors = evaluation.errors_on("p") if with_errors else {}
    return check(render_page(schema, "p", evaluation, answers=answers, errors=errors))


def sent_by(page: Element) -> QueryDict:
    """Return what a browser sends for a page that nobody changes."""
    data = QueryDict(mutable=True)
    for element in all_of(page, "input", "textarea", "select"):
        name, kind = element.get("name"), element.get("type")
        if not name or kind == "file" or (kind in {"radio", "checkbox"} and element.get("checked") is None):
            continue
        if element.tag.endswith("textarea"):
            # The parser drops the first line break of a text area, as browsers do.
            data.appendlist(name, (element.text or "").replace("\n", "\r\n"))
        elif element.tag.endswith("select"):
            chosen = [option for option in all_of(element, "option") if option.get("selected") is not None]
            data.appendlist(name, str((chosen or all_of(element, "option"))[0].get("value")))
        else:
            data.appendlist(name, element.get("value", "on"))
    return data


def sent_again(schema: FormSchema, value: object) -> PageInput:
    """Return the outcome of a page that shows a stored value and is sent unchanged."""
    return _sent(schema, sent_by(shown_page(schema, value)), {})


def _sent(schema: FormSchema, data: QueryDict, raw: dict[str, object]) -> PageInput:
    from tests.services.forms.parking import TODAY

    return read_page(schema, "p", data, answers={}, raw=raw, on=TODAY)
