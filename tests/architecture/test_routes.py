"""Addresses are promises: one that people have bookmarked may not vanish without a redirect."""

import json

from tests.architecture.addresses import FILE, addresses


def promised() -> set[str]:
    return set(json.loads(FILE.read_text(encoding="utf-8")))


def test_no_address_vanishes() -> None:
    assert promised() - set(addresses()) == set()


def test_new_addresses_are_written_down() -> None:
    # `python -m tests.architecture.write_routes` does it.
    assert set(addresses()) - promised() == set()
