from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.ground.audit.engine.merkle import (
    EMPTY_ROOT,
    Frontier,
    SubtreeReader,
    complete_root,
    frontier_at,
    leaf_hash,
    range_root,
    tree_root,
)

# The well-known test tree of Certificate Transparency implementations (RFC 6962, RFC 9162).
LEAVES = [
    bytes.fromhex(content)
    for content in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def naive_root(contents: Sequence[bytes]) -> bytes:
    """RFC 9162 § 2.1.1, word by word and slow."""
    if not contents:
        return sha256(b"").digest()
    if len(contents) == 1:
        return sha256(b"\x00" + contents[0]).digest()
    split = 1
    while split * 2 < len(contents):
        split *= 2
    return sha256(b"\x01" + naive_root(contents[:split]) + naive_root(contents[split:])).digest()


def subtrees_of(contents: Sequence[bytes]) -> SubtreeReader:
    def subtree(height: int, number: int) -> bytes:
        part = contents[number << height : (number + 1) << height]
        assert len(part) == 1 << height, "only complete subtrees may be asked for"
        return naive_root(part)

    return subtree


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_published_test_tree(size: int) -> None:
    assert tree_root([leaf_hash(content) for content in LEAVES[:size]]).hex() == ROOTS[size]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Frontier().root() == EMPTY_ROOT == naive_root([])


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_growing_edge_agrees_with_the_definition(contents: list[bytes]) -> None:
    edge = Frontier()
    for content in contents:
        edge.append(leaf_hash(content))

    assert edge.root() == naive_root(contents)
    assert edge == frontier_at(len(contents), subtrees_of(contents))


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70))
def test_the_root_over_a_range_agrees_with_the_definition(contents: list[bytes]) -> None:
    assert range_root(0, len(contents), subtrees_of(contents)) == naive_root(contents)


@given(st.integers(0, 6), st.data())
def test_the_root_over_a_row_agrees_with_the_definition(height: int, data: st.DataObject) -> None:
    contents = data.draw(st.lists(st.binary(max_size=4), min_size=1 << height, max_size=1 << height))

    assert complete_root([leaf_hash(content) for content in contents]) == naive_root(contents)
