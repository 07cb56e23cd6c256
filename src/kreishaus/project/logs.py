"""Structured logs without personal data: what happened, how long it took, never whom it concerned."""

import logging
import logging.config
import re
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import structlog
from django.http import HttpRequest, HttpResponse

# Links carry secrets and references carry cases: neither belongs into a log.
_SECRET_IN_PATH = re.compile(r"/(antrag|status|vorgang|akte|dokument)/[^/]+")
_FRAMES = 12
_log = structlog.get_logger("kreishaus.request")


def configure(*, level: str, form: str) -> None:
    """Send all logs to standard error, as lines for people or as JSON for machines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
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
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def without_secrets(path: str) -> str:
    """Return the path with secrets and references blotted out."""
    return _SECRET_IN_PATH.sub(r"/\1/…", path)


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
                path=without_secrets(request.path),
                status=response.status_code,
                milliseconds=round(elapsed * 1000),
            )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Log where an unexpected error happened; its message may name a person and stays out."""
        frames = traceback.extract_tb(exception.__traceback__)[-_FRAMES:]
        _log.error(
            "exception",
            kind=type(exception).__qualname__,
            path=without_secrets(request.path),
            frames=[f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
        )
