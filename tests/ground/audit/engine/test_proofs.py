from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.audit.engine.merkle import leaf_hash
from kreishaus.ground.audit.engine.proofs import (
    ProofInvalid,
    consistency_proof,
    inclusion_proof,
    root_from_inclusion,
    verify_consistency,
)
from tests.ground.audit.engine.test_merkle import LEAVES, ROOTS, naive_root, subtrees_of

# From the same published tree: leaf 0 of 8, and the step from 1 to 8 leaves.
PATH_0_OF_8 = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)


def naive_path(index: int, contents: Sequence[bytes]) -> list[bytes]:
    """RFC 9162 § 2.1.3.1, word by word."""
    if len(contents) <= 1:
        return []
    split = 1
    while split * 2 < len(contents):
        split *= 2
    if index < split:
        return [*naive_path(index, contents[:split]), naive_root(contents[split:])]
    return [*naive_path(index - split, contents[split:]), naive_root(contents[:split])]


def naive_consistency(first: int, contents: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """RFC 9162 § 2.1.4.1, word by word."""
    if first == len(contents):
        return [] if whole else [naive_root(contents)]
    split = 1
    while split * 2 < len(contents):
        split *= 2
    if first <= split:
        return [*naive_consistency(first, contents[:split], whole=whole), naive_root(contents[split:])]
    return [*naive_consistency(first - split, contents[split:], whole=False), naive_root(contents[:split])]


def numbered(size: int) -> list[bytes]:
    return [number.to_bytes(2, "big") for number in range(size)]


def test_the_path_is_that_of_the_published_test_tree() -> None:
    path = inclusion_proof(0, 8, subtrees_of(LEAVES))

    assert [step.hex() for step in path] == list(PATH_0_OF_8)
    assert root_from_inclusion(leaf_hash(LEAVES[0]), index=0, size=8, path=path).hex() == ROOTS[8]


def test_the_consistency_proof_is_that_of_the_published_test_tree() -> None:
    path = consistency_proof(1, 8, subtrees_of(LEAVES))

    assert [step.hex() for step in path] == list(PATH_0_OF_8)


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_every_leaf_is_proved_as_the_definition_says(place: tuple[int, int]) -> None:
    index, size = place
    contents = numbered(size)

    path = inclusion_proof(index, size, subtrees_of(contents))

    assert path == naive_path(index, contents)
    assert root_from_inclusion(leaf_hash(contents[index]), index=index, size=size, path=path) == naive_root(contents)


@given(st.integers(2, 40).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))), st.data())
def test_a_proof_for_one_place_proves_no_other(place: tuple[int, int], data: st.DataObject) -> None:
    index, size = place
    contents = numbered(size)
    path = inclusion_proof(index, size, subtrees_of(contents))
    other = data.draw(st.integers(-1, size + 1).filter(lambda number: number != index))

    try:
        root = root_from_inclusion(leaf_hash(contents[index]), index=other, size=size, path=path)
    except ProofInvalid:
        return
    assert root != naive_root(contents)


@given(st.integers(1, 40).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_a_path_that_is_too_long_or_too_short_is_refused(place: tuple[int, int]) -> None:
    index, size = place
    contents = numbered(size)
    path = inclusion_proof(index, size, subtrees_of(contents))
    leaf = leaf_hash(contents[index])

    with pytest.raises(ProofInvalid):
        root_from_inclusion(leaf, index=index, size=size, path=[*path, leaf])
    if path:
        with pytest.raises(ProofInvalid):
            root_from_inclusion(leaf, index=index, size=size, path=path[:-1])


@given(st.integers(0, 60).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_growth_is_proved_as_the_definition_says(sizes: tuple[int, int]) -> None:
    first, second = sizes
    contents = numbered(second)

    path = consistency_proof(first, second, subtrees_of(contents))

    assert path == ([] if first == 0 else naive_consistency(first, contents))
    verify_consistency(first, naive_root(contents[:first]), second, naive_root(contents), path)


@given(st.integers(2, 40).flatmap(lambda size: st.tuples(st.integers(1, size - 1), st.just(size))), st.data())
def test_a_rewritten_past_is_no_growth(sizes: tuple[int, int], data: st.DataObject) -> None:
    first, second = sizes
    contents = numbered(second)
    rewritten = list(contents)
    rewritten[data.draw(st.integers(0, first - 1))] = b"forged"
    path = consistency_proof(first, second, subtrees_of(rewritten))

    with pytest.raises(ProofInvalid):
        verify_consistency(first, naive_root(contents[:first]), second, naive_root(rewritten), path)


@given(st.integers(2, 40).flatmap(lambda size: st.tuples(st.integers(1, size - 1), st.just(size))))
def test_a_growth_proof_that_is_too_long_or_too_short_is_refused(sizes: tuple[int, int]) -> None:
    first, second = sizes
    contents = numbered(second)
    path = consistency_proof(first, second, subtrees_of(contents))
    roots = naive_root(contents[:first]), naive_root(contents)

    for wrong in ([*path, path[0]], path[:-1], []):
        with pytest.raises(ProofInvalid):
            verify_consistency(first, roots[0], second, roots[1], wrong)


def test_the_same_tree_needs_no_proof_and_takes_none() -> None:
    root = naive_root(LEAVES)

    verify_consistency(8, root, 8, root, [])
    with pytest.raises(ProofInvalid):
        verify_consistency(8, root, 8, root, [root])
    with pytest.raises(ProofInvalid):
        verify_consistency(9, root, 8, root, [])


@pytest.mark.parametrize("index", [-1, 8])
def test_a_leaf_outside_of_the_tree_has_no_proof(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(index, 8, subtrees_of(LEAVES))
    with pytest.raises(IndexError):
        consistency_proof(9, 8, subtrees_of(LEAVES))
