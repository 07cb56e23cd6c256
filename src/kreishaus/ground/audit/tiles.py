"""Tiles in the database: reading subtrees of the tree, appending leaves at its right edge."""

from collections.abc import Sequence

from kreishaus.ground.audit.engine.merkle import TILE_HEIGHT, TILE_WIDTH, SubtreeReader, complete_root
from kreishaus.ground.audit.models import Tile, split_hashes


class TileMissing(Exception):
    """The store lacks a tile that the tree needs: the log was damaged."""


def stored_subtrees() -> SubtreeReader:
    """Return a reader of complete subtrees that fetches each tile at most once."""
    rows: dict[tuple[int, int], list[bytes]] = {}

    def subtree(height: int, number: int) -> bytes:
        level, above = divmod(height, TILE_HEIGHT)
        first = number << above
        tile, place = divmod(first, TILE_WIDTH)
        if (level, tile) not in rows:
            rows[level, tile] = _row(level, tile)
        hashes = rows[level, tile][place : place + (1 << above)]
        if len(hashes) != 1 << above:
            raise TileMissing(f"Kachel {level}/{tile} ist unvollständig.")
        return complete_root(hashes)

    return subtree


def append_leaves(size: int, leaves: Sequence[bytes]) -> None:
    """Write leaf hashes behind the first `size` ones, and the hashes of the tiles that get full."""
    level, hashes = 0, list(leaves)
    while hashes:
        number, used = divmod(size, TILE_WIDTH)
        row = _row(level, number) if used else []
        # Longer than the log says would mean a half-written batch, which transactions rule out.
        row = row[:used] + hashes
        pieces = [row[start : start + TILE_WIDTH] for start in range(0, len(row), TILE_WIDTH)]
        _write(level, number, pieces)
        hashes = [complete_root(piece) for piece in pieces if len(piece) == TILE_WIDTH]
        size, level = number, level + 1


def _row(level: int, number: int) -> list[bytes]:
    packed = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    if packed is None:
        raise TileMissing(f"Kachel {level}/{number} fehlt.")
    return split_hashes(packed)


def _write(level: int, number: int, pieces: Sequence[Sequence[bytes]]) -> None:
    Tile.objects.bulk_create(
        [Tile(level=level, number=number + step, hashes=b"".join(piece)) for step, piece in enumerate(pieces)],
        update_conflicts=True,
        unique_fields=["level", "number"],
        update_fields=["hashes"],
    )
