"""The first page of a form is kept ready, and still every visitor gets a form of her own."""

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from kreishaus.faces.portal import first_pages

TOKEN = re.compile(r'value="([^"]+)"')


def form(token: str) -> HttpResponse:
    return HttpResponse(f'<form><input type="hidden" name="csrfmiddlewaretoken" value="{token}"><h1>Moin</h1></form>')


def test_a_page_is_made_once_and_each_visitor_gets_a_mark_of_her_own() -> None:
    made: list[str] = []
    marks = []
    for _visitor in range(3):
        request = RequestFactory().get("/")

        def make(request: HttpRequest = request) -> HttpResponse:
            made.append("once")
            return form(get_token(request))

        page = first_pages.first_page(request, ("once", date(2026, 3, 1)), make)
        assert b"<h1>Moin</h1>" in page.content
        assert request.META["CSRF_COOKIE"]
        marks.append(TOKEN.findall(page.content.decode())[0])

    assert made == ["once"]
    assert len(set(marks)) == 3


def test_another_key_is_another_page() -> None:
    request = RequestFactory().get("/")

    one = first_pages.first_page(request, "eins", lambda: form("a" * 64))
    two = first_pages.first_page(request, "zwei", lambda: HttpResponse("<h1>Zwei</h1>"))

    assert b"Moin" in one.content
    assert two.content == b"<h1>Zwei</h1>"


def test_a_page_that_went_wrong_is_not_kept() -> None:
    request = RequestFactory().get("/")
    first_pages.first_page(request, "falsch", lambda: HttpResponse(form("x" * 64).content, status=422))

    page = first_pages.first_page(request, "falsch", lambda: form("y" * 64))

    assert (page.status_code, b"y" * 64 in page.content) == (200, True)


def test_somebody_with_a_login_or_a_waiting_message_is_no_new_visitor() -> None:
    plain, known, told = (RequestFactory().get("/") for _ in range(3))
    known.COOKIES["sessionid"] = "x"
    told.COOKIES["messages"] = "x"

    assert [first_pages.is_new_visitor(request) for request in (plain, known, told)] == [True, False, False]
