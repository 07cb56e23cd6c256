"""The page of an element as people see it, with everything shown that a condition might hide."""

from dataclasses import replace
from datetime import date

from django.utils.safestring import SafeString

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import Field, FormSchema, Group, Page
from kreishaus.services.forms.paging import initial_answers
from kreishaus.services.forms.rendering import render_page


def preview_of_page(schema: FormSchema, page: Page, *, on: date) -> SafeString:
    """Return the page with nothing hidden: who builds a form has to see all of it."""
    bare = FormSchema((_bare_page(page),), title=schema.title)
    answers = initial_answers(bare)
    return render_page(bare, page.key, evaluate(bare, answers, on=on), answers=answers)


def _bare_page(page: Page) -> Page:
    return replace(page, when="", groups=tuple(_bare(group) for group in page.groups))


def _bare(group: Group) -> Group:
    items = tuple(replace(item, when="") if isinstance(item, Field) else _bare(item) for item in group.items)
    return replace(group, when="", exclusive=False, items=items)
