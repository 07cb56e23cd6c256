"""Which authority the running code works for. There is always exactly one, or an error."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kreishaus.ground.authorities.authority import Authority


class NoAuthority(Exception):
    """Data was asked for outside of any authority: a programming error, never a user's."""


class AuthorityChangedInTransaction(Exception):
    """The authority must not change while a transaction is open."""


_current: ContextVar[Authority | None] = ContextVar("kreishaus_authority", default=None)
# Commands that work for a single authority (and tests) set this once for all threads.
_process_wide: list[Authority] = []


def current() -> Authority:
    """Return the authority this code works for.

    :raises NoAuthority: if none was chosen; no query may guess one.
    """
    authority = _current.get()
    if authority is not None:
        return authority
    if _process_wide:
        return _process_wide[-1]
    message = "No authority chosen: enter context.acting_for(authority) first."
    raise NoAuthority(message)


def current_or_none() -> Authority | None:
    """Return the authority this code works for, or None outside of any."""
    return _current.get() or process_wide()


def process_wide() -> Authority | None:
    """Return the authority for which the whole process works, or None where it serves several."""
    return _process_wide[-1] if _process_wide else None


@contextmanager
def acting_for(authority: Authority) -> Iterator[Authority]:
    """Work for this authority inside the block.

    :raises AuthorityChangedInTransaction: if a transaction of another authority is open.
    """
    _refuse_open_transaction(authority)
    token = _current.set(authority)
    try:
        yield authority
    finally:
        _current.reset(token)


@contextmanager
def acting_process_wide(authority: Authority) -> Iterator[Authority]:
    """Work for this authority in all threads of the process that chose no other."""
    _process_wide.append(authority)
    try:
        yield authority
    finally:
        _process_wide.pop()


def _refuse_open_transaction(authority: Authority) -> None:
    from django.db import connections

    before = current_or_none()
    if before is None or before.database_alias == authority.database_alias:
        return
    if connections[before.database_alias].in_atomic_block:
        message = f"{before.key} has an open transaction; it must end before {authority.key} begins."
        raise AuthorityChangedInTransaction(message)
