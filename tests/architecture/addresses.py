"""All addresses of the house, as patterns."""

from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

FILE = Path(__file__).with_name("routes.json")


def addresses() -> list[str]:
    """Return every address, sorted."""
    return sorted(_below(get_resolver().url_patterns))


def _below(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        found += _below(pattern.url_patterns, address) if isinstance(pattern, URLResolver) else [address]
    return found
