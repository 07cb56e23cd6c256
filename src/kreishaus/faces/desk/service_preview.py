"""The form of a version as people will see it, page by page, to look at only."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import Page
from kreishaus.services.forms.paging import initial_answers
from kreishaus.services.forms.rendering import render_page
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page of the form with its place among the others."""

    pages: tuple[Page, ...]
    page: Page
    html: SafeString


def preview_of(version: PackageVersion, page_key: str, *, on: date) -> ShownPage | None:
    """Return a page of the form, without a key the first; None if there is no such page or the form is broken."""
    try:
        schema = contents.form_of(version).schema
    except Problems:
        return None
    wanted = page_key or (schema.pages[0].key if schema.pages else "")
    page = next((page for page in schema.pages if page.key == wanted), None)
    if page is None:
        return None
    answers = initial_answers(schema)
    html = render_page(schema, page.key, evaluate(schema, answers, on=on), answers=answers)
    return ShownPage(schema.pages, page, html)
