"""Error pages: what happened, that nothing is lost, what to do next."""

import secrets
import sys

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kreishaus.base.words import say
from kreishaus.faces.frame import failures

_log = structlog.get_logger("kreishaus.error")
# Easy to read out on the telephone: no 0/O, no 1/I.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the page is missing, or not for this visitor: both look the same on purpose."""
    context = {
        "heading": say("Diese Seite gibt es nicht"),
        "paragraphs": [
            say("Diese Seite gibt es nicht, oder Sie dürfen sie nicht sehen."),
            say("Vielleicht ist ein Teil der Adresse verloren gegangen. Bitte prüfen Sie die Adresse."),
        ],
    }
    return render(request, "frame/error.html", context, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer like a missing page: nobody learns that there is something to hide."""
    return not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the request could not be read."""
    context = {
        "heading": say("Diese Anfrage konnten wir nicht lesen"),
        "paragraphs": [
            say("Vielleicht waren es zu viele oder zu große Angaben auf einmal."),
            say("Ihre gespeicherten Angaben sind noch da. Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
        ],
    }
    return render(request, "frame/error.html", context, status=400)


def too_large(request: HttpRequest, *, most_mb: int) -> HttpResponse:
    """Say that more was sent at once than we take, before any of it is read."""
    context = {
        "heading": say("Das war zu viel auf einmal"),
        "paragraphs": [
            say("Auf einmal nehmen wir höchstens {most_mb} MB an.", most_mb=most_mb),
            say("Bitte gehen Sie zurück und laden Sie die Dateien einzeln hoch, oder verkleinern Sie sie."),
            say("Ihre gespeicherten Angaben sind noch da."),
        ],
    }
    return render(request, "frame/error.html", context, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with a code that the log knows."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(4))
    error = sys.exception()
    _log.error("server error", code=code, **(failures.described(error) if error else {}))
    context = {
        "heading": say("Das hat bei uns nicht geklappt"),
        "paragraphs": [
            say("Der Fehler liegt bei uns. Ihre gespeicherten Angaben sind noch da."),
            say("Bitte versuchen Sie es in einigen Minuten noch einmal."),
        ],
        "code": code,
    }
    return render(request, "frame/error.html", context, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say how to send a form again that the browser sent without its protection mark."""
    context = {
        "heading": say("Das Formular war abgelaufen"),
        "paragraphs": [
            say("Zum Schutz vor Missbrauch gilt jedes Formular nur eine Zeit lang. Es braucht außerdem Cookies."),
            say("Bitte gehen Sie im Browser zurück, laden Sie die Seite neu und senden Sie noch einmal."),
        ],
    }
    return render(request, "frame/error.html", context, status=403)


def too_many(request: HttpRequest, *, minutes: int) -> HttpResponse:
    """Say that there were too many attempts, and when to go on."""
    context = {
        "heading": say("Das waren sehr viele Versuche"),
        "paragraphs": [
            say("Bitte warten Sie etwa {minutes} Minuten.", minutes=minutes)
            if minutes != 1
            else say("Bitte warten Sie etwa eine Minute."),
            say("Versuchen Sie es dann noch einmal."),
            say("Ihre Angaben sind gespeichert."),
        ],
    }
    response = render(request, "frame/error.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
