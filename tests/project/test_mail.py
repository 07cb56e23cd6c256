import pytest

from kreishaus.project.mail import MailServer, backend_from_url

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize("url", ["console://", "", "mail.example", "http://mail.example", "smtp://"])
def test_without_a_mail_server_no_mail_leaves(url: str) -> None:
    assert backend_from_url(url) == (CONSOLE, MailServer())


def test_smtp_is_encrypted_after_the_greeting() -> None:
    backend, server = backend_from_url("smtp://mail.example")

    assert (backend, server) == (SMTP, MailServer(host="mail.example", port=587, start_tls=True))


def test_smtps_is_encrypted_from_the_start() -> None:
    _backend, server = backend_from_url("smtps://mail.example")

    assert server == MailServer(host="mail.example", port=465, tls=True)


def test_name_password_and_port_are_read_with_their_special_signs() -> None:
    _backend, server = backend_from_url("smtp://post%40leer:ge%3Aheim%2F1@mail.example:2525")

    assert (server.user, server.password, server.port) == ("post@leer", "ge:heim/1", 2525)
