import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from kreishaus.project import environment, logs

SECRET = "kR9xYwV2-uT4sQ6pO8nM0lK1jI3hG5fE7dC9bA1zZ3X"
NAME = "Hilke de Vries"


def fail(request: HttpRequest, secret: str) -> HttpResponse:
    raise ValueError(f"Der Antrag von {NAME} passt nicht")


def answer(request: HttpRequest, secret: str) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("status/<str:secret>/kaputt/", fail), path("status/<str:secret>/", answer)]
handler500 = "kreishaus.faces.frame.errors.server_error"
handler404 = "kreishaus.faces.frame.errors.not_found"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the log writes, in the form for machines."""
    structlog.reset_defaults()
    logs.configure(level="INFO", form="json")
    (handler,) = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    stream = io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    structlog.reset_defaults()
    logs.configure(level=environment.value_of("KREISHAUS_LOG_LEVEL"), form=environment.value_of("KREISHAUS_LOG_FORMAT"))


@pytest.fixture
def browser() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.django_db
def test_an_error_is_logged_with_its_place_but_without_words_or_secrets(browser: Client, written: io.StringIO) -> None:
    response = browser.get(f"/status/{SECRET}/kaputt/?name=Hilke")

    assert response.status_code == 500
    assert SECRET not in written.getvalue()
    assert "Vries" not in written.getvalue()
    assert "Hilke" not in written.getvalue()
    failure, request = lines(written)
    assert failure["kind"] == "ValueError"
    assert str(failure["frames"]).endswith(" fail']")
    assert str(failure["code"]) in response.content.decode()
    assert (request["path"], request["status"], request["authority"]) == ("/status/<str:secret>/kaputt/", 500, "leer")


@pytest.mark.django_db
def test_an_ordinary_answer_and_a_missing_page_leave_no_line(browser: Client, written: io.StringIO) -> None:
    assert browser.get(f"/status/{SECRET}/").status_code == 200
    assert browser.get(f"/{SECRET}").status_code == 404

    assert written.getvalue() == ""


@pytest.mark.django_db
def test_a_slow_answer_is_noted(browser: Client, written: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs.RequestLogMiddleware, "SLOW_SECONDS", 0.0)

    browser.get(f"/status/{SECRET}/")

    (line,) = lines(written)
    assert (line["event"], line["path"], line["method"]) == ("request", "/status/<str:secret>/", "GET")
    assert SECRET not in written.getvalue()


@pytest.mark.django_db
def test_a_slow_unknown_address_is_not_repeated(
    browser: Client, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs.RequestLogMiddleware, "SLOW_SECONDS", 0.0)

    browser.get(f"/staus/{SECRET}/")

    assert [line["path"] for line in lines(written)] == ["(unbekannt)"]


@pytest.mark.parametrize("form", ["json", "text"])
def test_errors_that_libraries_log_lose_their_words_too(written: io.StringIO, form: str) -> None:
    structlog.reset_defaults()
    logs.configure(level="INFO", form=form)
    (handler,) = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)

    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("some.library").exception("Failed")
        structlog.get_logger("kreishaus.test").exception("failed, too")

    text = written.getvalue()
    assert NAME not in text
    assert text.count("ValueError") == 2
    assert "test_logs.py" in text


def test_levels_are_kept(written: io.StringIO) -> None:
    structlog.get_logger("kreishaus.test").debug("not shown")
    structlog.get_logger("kreishaus.test").info("shown", count=3)

    (line,) = lines(written)
    assert (line["event"], line["level"], line["count"]) == ("shown", "info", 3)
