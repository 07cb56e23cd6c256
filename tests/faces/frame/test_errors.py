import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from pytest_django import Settings

from kreishaus.faces.frame import errors
from tests import pages


def fails(request: HttpRequest) -> HttpResponse:
    message = "secret detail"
    raise ZeroDivisionError(message)


def forbids(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("secret detail")


urlpatterns = [path("kaputt/", fails), path("verboten/", forbids), path("", include("kreishaus.project.urls"))]
handler403 = "kreishaus.faces.frame.errors.forbidden"
handler404 = "kreishaus.faces.frame.errors.not_found"
handler500 = "kreishaus.faces.frame.errors.server_error"


@pytest.fixture
def request_for_nothing() -> HttpRequest:
    return RequestFactory().get("/", headers={"host": "testserver"})


def test_a_forbidden_page_looks_like_a_missing_one(request_for_nothing: HttpRequest) -> None:
    missing, forbidden = errors.not_found(request_for_nothing), errors.forbidden(request_for_nothing)

    assert (missing.status_code, forbidden.status_code) == (404, 404)
    assert missing.content == forbidden.content


def test_an_unreadable_request_says_that_nothing_is_lost(request_for_nothing: HttpRequest) -> None:
    page = errors.bad_request(request_for_nothing)

    assert page.status_code == 400
    assert "Ihre gespeicherten Angaben sind noch da." in pages.everything(page.content)


def test_a_fault_of_ours_has_a_code_to_read_out_and_no_details(
    monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    browser = Client(raise_request_exception=False, headers={"host": "testserver"})

    page = browser.get("/kaputt/")

    assert page.status_code == 500
    text = pages.everything(page.content)
    assert "Das hat bei uns nicht geklappt" in text
    assert "Kennung: " in text
    assert "secret detail" not in text


@pytest.mark.parametrize(("minutes", "words"), [(1, "etwa eine Minute."), (5, "etwa 5 Minuten.")])
def test_too_many_attempts_say_when_to_go_on(request_for_nothing: HttpRequest, minutes: int, words: str) -> None:
    page = errors.too_many(request_for_nothing, minutes=minutes)

    assert (page.status_code, page.headers["Retry-After"]) == (429, str(minutes * 60))
    assert words in pages.everything(page.content)


@pytest.mark.django_db
def test_too_many_fields_are_a_page_that_explains_itself() -> None:
    browser = Client(headers={"host": "testserver"})

    fields = {f"f{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2)}
    page = browser.post("/status/", fields)

    assert page.status_code == 400
    assert "Diese Anfrage konnten wir nicht lesen" in pages.everything(page.content)


def test_denied_and_missing_addresses_answer_alike(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    browser = Client(headers={"host": "testserver"})

    denied, missing = browser.get("/verboten/"), browser.get("/nirgends/")

    assert (denied.status_code, missing.status_code) == (404, 404)
    assert denied.content == missing.content


def test_every_fault_has_a_code_of_its_own(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    browser = Client(raise_request_exception=False, headers={"host": "testserver"})

    texts = [pages.everything(browser.get("/kaputt/").content) for _ in range(2)]

    codes = [re.search(r"Kennung: ([2-9A-HJ-NP-Z]{4})\b", text) for text in texts]
    assert len({code[1] for code in codes if code}) == 2


@pytest.mark.django_db
def test_a_form_without_its_mark_is_explained() -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "testserver"})

    page = browser.post("/status/", {"link": "x"})

    assert page.status_code == 403
    assert "Das Formular war abgelaufen" in pages.everything(page.content)
