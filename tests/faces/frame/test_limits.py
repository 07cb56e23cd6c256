import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from kreishaus.faces.frame import limits
from tests import pages


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("rate", "meaning"),
    [
        ("5/s", (5, 1)),
        ("120/m", (120, 60)),
        ("7/h", (7, 3600)),
        ("viel", (120, 60)),
        ("-1/m", (120, 60)),
        ("5/y", (120, 60)),
    ],
)
def test_a_rate_is_read_and_a_wrong_one_is_the_default(rate: str, meaning: tuple[int, int]) -> None:
    assert limits.parse_rate(rate) == meaning


def request_from(address: str, forwarded: str = "") -> HttpRequest:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return RequestFactory(headers=headers).post("/", REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, "", "10.0.0.1"),
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_may_say_who_sent(settings: Settings, proxies: int, forwarded: str, sender: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert limits.sender_address(request_from("10.0.0.1", forwarded)) == sender


def test_beyond_the_rate_a_sender_has_to_wait_and_others_do_not(settings: Settings) -> None:
    settings.SUBMISSION_RATE = "2/h"
    view = limits.limited("test")(lambda _request: HttpResponse("ja"))

    codes = [view(request_from("10.0.0.1")).status_code for _ in range(4)]

    assert codes == [200, 200, 429, 429]
    assert view(request_from("10.0.0.2")).status_code == 200


def test_reading_is_never_limited(settings: Settings) -> None:
    settings.SUBMISSION_RATE = "1/h"
    view = limits.limited("test")(lambda _request: HttpResponse("ja"))

    assert {view(RequestFactory().get("/")).status_code for _ in range(5)} == {200}


@pytest.mark.django_db
def test_somebody_who_tries_links_is_stopped_with_a_page(settings: Settings) -> None:
    settings.SUBMISSION_RATE = "2/h"
    browser = Client(headers={"host": "testserver"})

    for _ in range(2):
        assert browser.post("/status/", {"link": "x"}).status_code == 422
    page = browser.post("/status/", {"link": "x"})

    assert (page.status_code, page.headers["Retry-After"]) == (429, "3600")
    assert "Das waren sehr viele Versuche" in pages.everything(page.content)


def test_the_next_window_begins_anew(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SUBMISSION_RATE = "1/m"
    view = limits.limited("test")(lambda _request: HttpResponse("ja"))
    moment = 1_790_000_000.0
    monkeypatch.setattr(limits.time, "time", lambda: moment)
    assert [view(request_from("10.0.0.1")).status_code for _ in range(2)] == [200, 429]

    monkeypatch.setattr(limits.time, "time", lambda: moment + 60)

    assert view(request_from("10.0.0.1")).status_code == 200


def test_every_kind_of_action_is_counted_alone(settings: Settings) -> None:
    settings.SUBMISSION_RATE = "1/h"
    views = [limits.limited(action)(lambda _request: HttpResponse("ja")) for action in ("one", "two")]

    assert [view(request_from("10.0.0.1")).status_code for view in views] == [200, 200]
