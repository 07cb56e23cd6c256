"""One cache for the process, but for each authority keys of its own: what one counts is not another's."""

from kreishaus.ground.authorities.context import current_or_none


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Return the key under which Django's cache keeps a value of the current authority."""
    authority = current_or_none()
    return f"{authority.key if authority else ''}:{key_prefix}:{version}:{key}"
