"""Addresses that carry a secret, made in one place."""

import re

from django.conf import settings
from django.http import HttpRequest

from kreishaus.ground.authorities.context import current

# 32 bytes in URL-safe base64, wherever it stands in what somebody pasted.
_SECRET = re.compile(r"(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])", re.ASCII)


def draft(secret: str) -> str:
    """Return the address that resumes a draft."""
    return f"/antrag/{secret}/"


def page(secret: str, key: str) -> str:
    """Return the address of one page of a draft."""
    return f"/antrag/{secret}/seite/{key}/"


def check(secret: str) -> str:
    """Return the address of the page that shows everything before sending."""
    return f"/antrag/{secret}/pruefen/"


def status(secret: str) -> str:
    """Return the address of the status page of an application."""
    return f"/status/{secret}/"


def receipt(secret: str) -> str:
    """Return the address of the page right after the submission."""
    return f"/status/{secret}/eingang/"


def secret_in(text: str) -> str:
    """Return the secret in a pasted link, or in its last part; "" if there is none."""
    return next(iter(_SECRET.findall(text)), "")


def start(key: str) -> str:
    """Return the address of the first page of a service's form."""
    return f"/leistungen/{key}/antrag/"


def absolute(request: HttpRequest, path: str) -> str:
    """Return the path as a link that works in a letter: below the authority's public address.

    The demonstration may run under any name and port, so there it is the one that the visitor uses.
    Elsewhere the address never comes from the request: whoever sends it could point the link to a site of his own.
    """
    if current().demo:
        return request.build_absolute_uri(path)
    return (current().public_url or settings.PUBLIC_URL).rstrip("/") + path
