"""HTML that depends on the form alone is kept; HTML with answers never is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Html = TypeVar("_Html")


class Kept(Generic[_Html]):
    """A bounded memory: what has not been used for longest goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[Hashable, _Html] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], _Html]) -> _Html:
        """Return what is kept under the key; make and keep it, if it is not there yet."""
        found = self._entries.get(key)
        if found is None:
            found = make()
            while len(self._entries) >= self._size:
                self._entries.popitem(last=False)
            self._entries[key] = found
        return found
