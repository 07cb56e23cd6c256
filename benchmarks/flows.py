"""Complete flows, ours and the bare form's, in two forms: as the issue counts them, and as a browser walks them."""

import re

from benchmarks.client import FlowFailed, Visit

_REFERENCE = re.compile(rb'class="kh-receipt__reference">([^<]+)<')
FIELDS = {
    "first_name": "Antje",
    "last_name": "Poppinga",
    "birth_date": "1984-05-17",
    "street": "Deichstraße 12",
    "town": "26789 Leer",
    "email": "",
    "kind": "year",
    "remarks": "Bitte an die Haustür legen.",
}


def bare(port: int, number: int) -> None:
    """Form page, post with one insert."""
    visit = Visit(port)
    try:
        page = visit.read("/form/")
        _ = visit.post(
            "/form/", {**FIELDS, "email": f"a{number}@example.org", "csrfmiddlewaretoken": page.token}
        ).location
    finally:
        visit.close()


def bare_as_browser(port: int, number: int) -> None:
    """Walk the same way, and on to the page the browser is sent to."""
    visit = Visit(port)
    try:
        page = visit.read("/form/")
        sent = visit.post("/form/", {**FIELDS, "email": f"a{number}@example.org", "csrfmiddlewaretoken": page.token})
        visit.read(sent.location)
    finally:
        visit.close()


def product(port: int, number: int) -> None:
    """Form page, post (saves the draft), submit: file, audit and search are inside the last answer."""
    _walk(port, number, follow=False)


def product_as_browser(port: int, number: int) -> None:
    """Walk the same way with the check page and the receipt page that a browser loads in between."""
    _walk(port, number, follow=True)


def _walk(port: int, number: int, *, follow: bool) -> None:
    visit = Visit(port)
    try:
        page = visit.read("/leistungen/messung/antrag/")
        token = page.token
        fields = {f"person.{name}": value for name, value in FIELDS.items()}
        fields["person.email"] = f"a{number}@example.org"
        fields["csrfmiddlewaretoken"] = token
        check = visit.post("/leistungen/messung/antrag/", fields).location
        if follow:
            token = visit.read(check).token
        receipt = visit.post(check, {"csrfmiddlewaretoken": token, "declaration": "on"}).location
        if follow and not _REFERENCE.search(visit.read(receipt).body):
            raise FlowFailed("the receipt page names no reference")
    finally:
        visit.close()
