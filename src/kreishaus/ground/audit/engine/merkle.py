"""Merkle trees hashed as in RFC 9162 § 2.1, kept in tiles of 256 hashes as in C2SP tlog-tiles.

A tile (level, number) holds, at place i, the root of the complete subtree of 256**level leaves
that starts at leaf (number * 256 + i) * 256**level. Level 0 holds the leaf hashes themselves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = sha256(b"").digest()

# The root of the complete subtree of 2**height leaves with this number, counted from the left.
SubtreeReader = Callable[[int, int], bytes]


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of one leaf."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root above a power of two of equally high subtrees."""
    row = hashes
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: enough to append leaves and to know the root."""

    size: int = 0
    # Roots of the complete subtrees from left to right, one per set bit of `size`.
    subtrees: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.subtrees.pop(), node)
            size >>= 1
        self.subtrees.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        if not self.subtrees:
            return EMPTY_ROOT
        node = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            node = node_hash(left, node)
        return node


def frontier_at(size: int, subtree: SubtreeReader) -> Frontier:
    """Return the right edge of the tree with this many leaves, read from the store."""
    subtrees, start = [], 0
    for height in reversed(range(size.bit_length())):
        if size >> height & 1:
            subtrees.append(subtree(height, start >> height))
            start += 1 << height
    return Frontier(size, subtrees)


def range_root(start: int, end: int, subtree: SubtreeReader) -> bytes:
    """Return the root over the leaves start..end-1, a range that RFC 9162 splits a tree into."""
    count = end - start
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return subtree(height, start >> height)
    middle = start + left_part(count)
    return node_hash(range_root(start, middle, subtree), range_root(middle, end, subtree))


def left_part(count: int) -> int:
    """Return the largest power of two below the count: where RFC 9162 splits a tree."""
    return 1 << ((count - 1).bit_length() - 1)
