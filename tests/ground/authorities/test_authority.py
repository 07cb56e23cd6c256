import dataclasses

import pytest

from kreishaus.ground.authorities.authority import Authority, InvalidAuthority, check_host, check_key


@pytest.mark.parametrize("key", ["leer", "lk_leer", "kreis2", "a" * 41])
def test_a_usable_key_is_returned(key: str) -> None:
    assert check_key(key) == key


@pytest.mark.parametrize(
    "key", ["", "L", "l", "Leer", "2leer", "lk-leer", "leer;drop", "../leer", "lér", "a" * 42, "leer\n"]
)
def test_a_key_that_cannot_name_a_schema_is_refused_with_an_example(key: str) -> None:
    with pytest.raises(InvalidAuthority, match="zum Beispiel „leer“"):
        check_key(key)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("leer.example", "leer.example"),
        (" Leer.Example ", "leer.example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("*", "*"),
    ],
)
def test_a_host_is_kept_as_browsers_send_it(given: str, stored: str) -> None:
    assert check_host(given) == stored


@pytest.mark.parametrize(
    "host",
    ["", "https://leer.example", "leer.example:8000", "leer.example/start", "*.example", ".example", "a b", "x" * 254],
)
def test_a_host_that_no_browser_sends_is_refused(host: str) -> None:
    with pytest.raises(InvalidAuthority, match="kein Rechnername"):
        check_host(host)


def test_an_authority_answers_to_its_own_hosts(authority: Authority) -> None:
    assert authority.answers_to("localhost")
    assert not authority.answers_to("aurich.example")


def test_the_authority_for_all_hosts_answers_to_every_host(authority: Authority) -> None:
    assert dataclasses.replace(authority, hosts=("*",)).answers_to("aurich.example")


def test_each_authority_has_its_own_blob_prefix(authority: Authority) -> None:
    assert authority.blob_prefix == "leer/"


def test_a_printed_authority_shows_no_password(authority: Authority) -> None:
    secret = dataclasses.replace(authority, database={"PASSWORD": "streng-geheim"})

    assert "streng-geheim" not in repr(secret)
