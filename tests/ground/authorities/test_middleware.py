import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kreishaus.ground.authorities import context
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import current, current_or_none
from kreishaus.ground.authorities.middleware import AuthorityMiddleware
from tests.ground.authorities.installation import Installation


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(current().key)


def ask(host: str) -> HttpResponse:
    return AuthorityMiddleware(answer)(RequestFactory().get("/", headers={"host": host}))


@pytest.mark.parametrize("host", ["leer.example", "leer.example:8000", "LEER.Example", "leer.example."])
def test_the_host_decides_about_the_authority(both: Installation, host: str) -> None:
    assert ask(host).content.decode() == both.leer.key


def test_the_other_host_is_the_other_authority(both: Installation) -> None:
    assert ask("aurich.example").content.decode() == both.aurich.key


@pytest.mark.parametrize("host", ["wittmund.example", "leer.example.evil.example", "leer.example@evil.example", "<b>"])
@pytest.mark.usefixtures("both")
def test_an_unknown_host_gets_a_page_that_says_so(host: str) -> None:
    response = ask(host)

    page = response.content.decode()
    assert response.status_code == 421
    assert "ist hier keine Behörde eingerichtet" in page
    assert "<b>" not in page


@pytest.mark.usefixtures("both")
def test_the_context_is_left_after_the_answer(authority: Authority) -> None:
    ask("leer.example")

    assert current_or_none() is authority


@pytest.mark.usefixtures("both")
def test_the_context_is_left_after_an_error() -> None:
    def fail(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    before = current_or_none()

    with pytest.raises(ZeroDivisionError):
        AuthorityMiddleware(fail)(RequestFactory().get("/", headers={"host": "leer.example"}))

    assert current_or_none() is before


def test_a_process_that_works_for_one_authority_answers_for_that_one(authority: Authority) -> None:
    assert ask("testserver").content.decode() == authority.key


def test_a_server_that_works_for_no_single_authority_asks_the_registry_alone(
    monkeypatch: pytest.MonkeyPatch, both: Installation
) -> None:
    with monkeypatch.context() as server:
        server.setattr(context, "_process_wide", [])

        assert ask("aurich.example").content.decode() == both.aurich.key
        assert ask("testserver").status_code == 421
