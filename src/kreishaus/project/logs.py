"""Structured logs without personal data: what happened, how long it took, never whom it concerned."""

import logging
import logging.config
import sys
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from kreishaus.faces.frame import failures

_log = structlog.get_logger("kreishaus.request")


def configure(*, level: str, form: str) -> None:
    """Send all logs to standard error, as lines for people or as JSON for machines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_message,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                # Django would log whole request paths, which carry secrets; our middleware logs instead.
                "django.request": {"level": "CRITICAL"},
                "django.security": {"level": "CRITICAL"},
                "pikepdf": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def address_of(request: HttpRequest) -> str:
    """Return which address was asked for, as a pattern: links carry secrets, references carry cases."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "(unbekannt)"


def _without_message(
    _logger: structlog.typing.WrappedLogger, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Keep what kind of error happened where; its message may name a person and stays out."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event.update(failures.described(error))
    return event


class RequestLogMiddleware:
    """Log slow and failed requests; every request at DEBUG."""

    SLOW_SECONDS = 1.0

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and note how it went."""
        structlog.contextvars.clear_contextvars()
        started = time.perf_counter()
        response = self.get_response(request)
        elapsed = time.perf_counter() - started
        if response.status_code >= 500 or elapsed > self.SLOW_SECONDS:  # noqa: PLR2004 -- HTTP
            _log.warning(
                "request",
                method=request.method,
                path=address_of(request),
                status=response.status_code,
                milliseconds=round(elapsed * 1000),
            )
        return response
