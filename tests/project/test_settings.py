import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.project.installation import environment

QUESTION = """
import json, sys
from kreishaus.project import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""
COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE")


def settings_of(tmp_path: Path, *names: str, **more: str) -> dict[str, Any]:
    """Load the settings in a process of its own, as an operator's environment makes them."""
    asked = subprocess.run(
        [sys.executable, "-c", QUESTION, *names],
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answer: dict[str, Any] = json.loads(asked.stdout)
    return answer


@pytest.mark.django_db
def test_every_page_carries_the_strict_headers() -> None:
    response = Client().get("/hilfe/")

    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
        "manifest-src": "'self'",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/antrag/x/"])
def test_error_pages_carry_them_too(address: str) -> None:
    response = Client().get(address)

    assert response.status_code == 404
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_the_page_for_an_unknown_host_carries_them_too() -> None:
    response = Client(headers={"host": "unbekannt.example"}).get("/")

    assert response.status_code == 421
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_cookies_are_out_of_reach_for_scripts_and_other_sites() -> None:
    browser = Client()

    browser.get("/anmelden/")

    assert browser.cookies != {}
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""


def test_behind_https_cookies_and_addresses_are_bound_to_it(tmp_path: Path) -> None:
    names = [f"{cookie}_SECURE" for cookie in COOKIES] + ["SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS"]

    behind_https = settings_of(tmp_path, *names, KREISHAUS_PUBLIC_URL="https://leer.example/")
    local = settings_of(tmp_path, *names)

    assert list(behind_https.values()) == [True, True, 31_536_000, ["https://leer.example"]]
    assert list(local.values()) == [False, False, 0, []]


def test_error_details_are_off_unless_asked_for(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "DEBUG") == {"DEBUG": False}
    assert settings_of(tmp_path, "DEBUG", KREISHAUS_DEBUG="1") == {"DEBUG": True}


def test_the_secret_key_is_the_one_kept_with_the_data(tmp_path: Path) -> None:
    key = settings_of(tmp_path, "SECRET_KEY")["SECRET_KEY"]

    assert (tmp_path / "secret.key").read_text(encoding="ascii").strip() == key
    assert settings_of(tmp_path, "SECRET_KEY")["SECRET_KEY"] == key


def test_login_and_second_factor_are_limited_by_default(tmp_path: Path) -> None:
    limits = settings_of(tmp_path, "ACCOUNT_RATE_LIMITS", "SUBMISSION_RATE")

    assert limits["ACCOUNT_RATE_LIMITS"] == {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
    assert limits["SUBMISSION_RATE"] == "120/m"
