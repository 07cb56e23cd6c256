import dataclasses

import pytest
from django.core.cache import cache

from kreishaus.ground.authorities import context
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.caching import cache_key
from kreishaus.ground.authorities.context import acting_for


def test_what_one_authority_counts_is_not_counted_for_another(authority: Authority) -> None:
    aurich = dataclasses.replace(authority, key="aurich", database_alias="aurich")
    cache.set("failed-logins:meyer", 5)

    with acting_for(aurich):
        assert cache.get("failed-logins:meyer") is None
        assert cache.add("failed-logins:meyer", 1)

    assert cache.get("failed-logins:meyer") == 5


def test_outside_of_any_authority_the_cache_has_keys_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = cache_key("key", "", 1)

    with monkeypatch.context() as outside:
        outside.setattr(context, "_process_wide", [])
        assert cache_key("key", "", 1) != inside
