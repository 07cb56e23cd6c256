"""Every answer carries the strict policy; a response may bring a stricter one of its own."""

import pytest
from django.http import HttpRequest, HttpResponse

from kreishaus.faces.frame.policy import PolicyMiddleware

HEADER = "Content-Security-Policy"


def answer(response: HttpResponse) -> HttpResponse:
    middleware = PolicyMiddleware(lambda _request: response)
    answered = middleware(HttpRequest())
    assert isinstance(answered, HttpResponse)
    return answered


def test_nothing_inline_and_nothing_foreign_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in answer(HttpResponse())[HEADER].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["form-action"] == "'self'"


def test_a_policy_of_the_response_itself_stays() -> None:
    raw = HttpResponse(headers={HEADER: "default-src 'none'; sandbox"})

    assert answer(raw)[HEADER] == "default-src 'none'; sandbox"


def test_the_marks_of_the_library_are_heeded() -> None:
    marked = HttpResponse()
    marked._csp_update = {"img-src": ["https://tiles.example"]}  # type: ignore[attr-defined]

    assert "https://tiles.example" in answer(marked)[HEADER]


@pytest.mark.parametrize("status", [200, 404, 500])
def test_error_pages_carry_it_as_well(status: int) -> None:
    assert HEADER in answer(HttpResponse(status=status))
