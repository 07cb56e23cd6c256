"""Every field type on one page: in the frame, with the scripts and under the policy of the real form page."""

import re
import urllib.request
from typing import Any

from playwright.sync_api import Page, Route

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.rendering import (
    render_answers,
    render_error_summary,
    render_page,
    render_summary,
    scripts_of,
)
from tests.services.forms.fields.gallery import answers, schema
from tests.services.forms.parking import TODAY

_FORM = "/leistungen/jagdschein/antrag/"


def fields_html(state: str) -> str:
    """Return the fields "empty", "filled", "missing" or "wrong", with the list of errors before them."""
    form = schema()
    given: dict[str, Any] = answers() if state == "filled" else {}
    raw: dict[str, object] = {}
    if state == "wrong":
        given = {"g": {field.key: 17.5 for field in form.fields}}
        raw = {"g.date": "im März", "g.iban": "DE12", "g.date_range.start": "bald", "g.number_grid.beds_y25": "viele"}
    evaluation = evaluate(form, given, on=TODAY, raw=raw)
    errors = evaluation.errors if state in {"missing", "wrong"} else {}
    return render_error_summary(form, errors) + render_page(
        form, "p", evaluation, answers=given, errors=errors, raw=raw
    )


def read_html(view: str) -> str:
    """Return the answers to read: as on the "check" page or at the "desk"."""
    evaluation = evaluate(schema(), answers(), on=TODAY)
    if view == "check":
        return render_summary(schema(), evaluation, change_url=lambda key: f"/{key}/")
    return render_answers(schema(), evaluation)


def show(page: Page, url: str, content: str, *, as_form: bool = True) -> None:
    """Open a page that looks like the form page of the house with this content in it."""
    with urllib.request.urlopen(f"{url}{_FORM}") as answer:
        html, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]
    scripts = "".join(f'<script src="/static/{name}" defer></script>' for name in scripts_of(schema(), "p"))
    inside = re.compile(r'(<form class="kh-form".*?>)(.*?)(<div class="kh-actions">.*?</form>)', re.DOTALL)
    if as_form:
        html = inside.sub(lambda match: f"{match[1]}{content}{match[3]}", html, count=1)
    else:
        html = inside.sub(lambda _: content, html, count=1)
    html = html.replace("</head>", f"{scripts}</head>")

    def fulfil(route: Route) -> None:
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        route.fulfill(status=200, headers=headers, body=html)

    page.route("**/galerie/", fulfil)
    page.goto("/galerie/")
    page.unroute("**/galerie/")
