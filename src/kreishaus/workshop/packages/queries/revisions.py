"""The edits of a draft: the list, what can be taken back, and where elements have moved since a state."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kreishaus.workshop.packages.engine.references import followed
from kreishaus.workshop.packages.enums import RevisionState
from kreishaus.workshop.packages.models import PackageVersion, Revision

_FARTHEST = 500


class UnknownState(Exception):
    """The draft never was in this state, or too long ago."""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened between an earlier state of a draft and now."""

    files: Mapping[str, str]
    """the files of the earlier state"""
    moves: tuple[Mapping[str, str], ...]
    """old address -> new address, edit by edit in their order"""
    actors: tuple[str, ...]

    def moved(self, addresses: "list[str]") -> dict[str, str]:
        """Return where these addresses of the earlier state are now, as far as they have moved."""
        found = {}
        for address in addresses:
            new = address
            for move in self.moves:
                new = followed(new, move)
            if new != address:
                found[address] = new
        return found


def revisions(version: PackageVersion) -> QuerySet[Revision]:
    """Return all edits of a draft, the last one first."""
    return version.revisions.order_by("-number")


def next_undo(version: PackageVersion) -> Revision | None:
    """Return the edit that would be taken back, or None."""
    return version.revisions.filter(state=RevisionState.DONE).order_by("-number").first()


def next_redo(version: PackageVersion) -> Revision | None:
    """Return the edit that would be repeated, or None."""
    return version.revisions.filter(state=RevisionState.UNDONE).order_by("number").first()


def since(version: PackageVersion, digest: str) -> Since:
    """Return what has happened to the draft since it had this digest.

    :raises UnknownState: if it never had, or too long ago.
    """
    latest = list(version.revisions.order_by("-number")[:_FARTHEST])
    chain = [revision for revision in latest if revision.state == RevisionState.DONE]
    back: list[Mapping[str, str]] = []
    files, actors = None, []
    here = digest
    for _ in range(len(latest) + 1):
        place = _in_chain(chain, here, version)
        start = files or _files_at(latest, here, version)
        if place is not None and start is not None:
            ahead = list(reversed(chain[:place]))
            moves = (*back, *(revision.moved for revision in ahead))
            actors += [revision.actor for revision in ahead]
            return Since(start, moves, tuple(dict.fromkeys(actors)))
        # The state was taken back by somebody: go back to where the paths part.
        last = next((revision for revision in latest if revision.after == here), None)
        if last is None:
            break
        files = files or last.files_after
        back.append({new: old for old, new in last.moved.items()})
        actors.append(last.undone_by or last.actor)
        here = last.before
    raise UnknownState(digest)


def _in_chain(chain: list[Revision], digest: str, version: PackageVersion) -> int | None:
    """Return how many edits lie between a state and now, None if the way does not lead past it."""
    if digest == version.digest:
        return 0
    for index, revision in enumerate(chain):
        if revision.before == digest:
            return index + 1
    return None


def _files_at(latest: list[Revision], digest: str, version: PackageVersion) -> Mapping[str, str] | None:
    found: Mapping[str, str] | None = version.files if digest == version.digest else None
    for revision in latest:
        if found is None and digest in (revision.before, revision.after):
            found = revision.files_before if revision.before == digest else revision.files_after
    return found
