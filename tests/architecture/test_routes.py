"""Addresses are promises: one that people have bookmarked may not vanish without a redirect."""

import json
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

FILE = Path(__file__).with_name("routes.json")


def _routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        found += _routes(pattern.url_patterns, address) if isinstance(pattern, URLResolver) else [address]
    return found


def test_no_address_vanishes():
    promised = set(json.loads(FILE.read_text(encoding="utf-8")))

    assert promised - set(_routes(get_resolver().url_patterns)) == set()


def test_new_addresses_are_written_down():
    promised = set(json.loads(FILE.read_text(encoding="utf-8")))

    assert set(_routes(get_resolver().url_patterns)) - promised == set()
