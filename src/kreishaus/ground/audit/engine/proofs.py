"""Proofs about a Merkle tree (RFC 9162 § 2.1.3 and § 2.1.4): made from subtrees, checked alone."""

from collections.abc import Sequence

from kreishaus.ground.audit.engine.merkle import (
    EMPTY_ROOT,
    SubtreeReader,
    left_part,
    node_hash,
    range_root,
)


class ProofInvalid(Exception):
    """The proof does not lead from what it starts with to the root it claims."""


def inclusion_proof(index: int, size: int, subtree: SubtreeReader) -> list[bytes]:
    """Return the hashes that lead from leaf `index` to the root of the tree with `size` leaves.

    :raises IndexError: if the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + left_part(end - start)
        if index < middle:
            path.append(range_root(middle, end, subtree))
            end = middle
        else:
            path.append(range_root(start, middle, subtree))
            start = middle
    return path[::-1]


def root_from_inclusion(leaf: bytes, *, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to (RFC 9162 § 2.1.3.2).

    :raises ProofInvalid: if the proof has too many or too few hashes for this place.
    """
    if not 0 <= index < size:
        raise ProofInvalid(f"leaf {index} in a tree of {size}")
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ProofInvalid("too many hashes")
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        place >>= 1
        last >>= 1
    if last:
        raise ProofInvalid("too few hashes")
    return node


def consistency_proof(first: int, second: int, subtree: SubtreeReader) -> list[bytes]:
    """Return the hashes that show: the tree of `second` leaves only appended to that of `first`.

    :raises IndexError: unless 0 <= first <= second.
    """
    if not 0 <= first <= second:
        raise IndexError(f"from {first} to {second} leaves")
    if first in {0, second}:
        return []
    path: list[bytes] = []
    start, end, whole = 0, second, True
    while first != end:
        middle = start + left_part(end - start)
        if first <= middle:
            path.append(range_root(middle, end, subtree))
            end = middle
        else:
            path.append(range_root(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, subtree))
    return path[::-1]


def verify_consistency(  # noqa: C901 -- the steps of the RFC, side by side with it
    first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the second tree is the first one with leaves appended (RFC 9162 § 2.1.4.2).

    :raises ProofInvalid: if it is not, or the proof does not show it.
    """
    if not 0 <= first <= second:
        raise ProofInvalid(f"from {first} to {second} leaves")
    if first in {0, second}:
        expected = EMPTY_ROOT if first == 0 else second_root
        if path or first_root != expected:
            raise ProofInvalid("the roots differ")
        return
    # A complete first tree is itself the first hash of the proof and therefore left out.
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not steps:
        raise ProofInvalid("too few hashes")
    place, last = first - 1, second - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise ProofInvalid("too many hashes")
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        place >>= 1
        last >>= 1
    if last or old != first_root or new != second_root:
        raise ProofInvalid("the roots differ")
