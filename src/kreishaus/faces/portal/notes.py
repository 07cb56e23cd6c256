"""What is wrong and is stored nowhere, carried over one redirect: a refused file, a plate that is taken.

A page that answered a form directly could not be reached with "Back" without sending the form again.
"""

from collections.abc import Collection

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


def leave(request: HttpRequest, path: str, text: str) -> None:
    """Say on the next page what is wrong at this path."""
    messages.error(request, text, extra_tags=path)


def take(request: HttpRequest, paths: Collection[str]) -> tuple[dict[str, list[str]], list[Message]]:
    """Return what was left for these paths, and all other messages, which stay general ones."""
    found: dict[str, list[str]] = {}
    others: list[Message] = []
    for message in messages.get_messages(request):
        if message.extra_tags in paths:
            found.setdefault(str(message.extra_tags), []).append(str(message.message))
        else:
            others.append(message)
    return found, others
