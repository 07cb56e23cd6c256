"""Two people at one form: whether two edits touch the same thing, element by element.

An edit that was made on an older state of the form is applied to the newer one. Before that, what
it changes is compared with what others have changed since: the same setting of the same element
with another value is a conflict, everything else goes together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.workshop.packages.engine.edits import Edit, Outcome
from kreishaus.workshop.packages.engine.elements import NoSuchElement, name_of, opened, walk
from kreishaus.workshop.packages.engine.references import follow_all, followed, touches
from kreishaus.workshop.packages.engine.settings import words_of

Flat = dict[str, dict[str, Any]]

_PLACE = "(Ort)"


@dataclass(frozen=True, slots=True)
class Clash:
    """One setting that two people gave different values; None means that it is gone."""

    address: str
    name: str
    setting: str
    before: object
    mine: object
    theirs: object

    @property
    def words(self) -> str:
        """The setting in German."""
        return {"": "gelöscht", _PLACE: "Ort"}.get(self.setting, words_of(self.setting))


class Conflict(Exception):
    """Somebody else has changed the same thing meanwhile; nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        super().__init__(", ".join(f"{clash.name}: {clash.words}" for clash in clashes))


def merged(edit: Edit, *, base: Mapping[str, Any], now: Mapping[str, Any], moved: Mapping[str, str]) -> Outcome:
    """Return the outcome of an edit, made on `base`, for the form as it is now.

    `moved` says which elements stand elsewhere now than in `base`.

    :raises Conflict: if both changed the same; it names what and both values.
    :raises NotPossible: or `StillRead`, as the edit itself.
    """
    here = edit.at(moved)
    before = flat(base, moved)
    theirs = flat(now)
    mine_form = edit.apply(base)
    mine = flat(mine_form.form, moved)
    clashes = tuple(_clashes(before, mine, theirs, set(mine_form.moved) | set(mine_form.moved.values())))
    if clashes:
        raise Conflict(clashes)
    try:
        return here.apply(now)
    except NoSuchElement as gone:
        name = str(before.get(str(gone), {}).get("label") or before.get(str(gone), {}).get("title") or gone)
        raise Conflict((Clash(str(gone), name, "", None, "geändert", None),)) from gone


def flat(form: Mapping[str, Any], moved: Mapping[str, str] | None = None) -> Flat:
    """Return the settings of every element, rule and review item by address, at their new places."""
    fresh = opened(form)
    moves = moved or {}
    follow_all(fresh, moves)
    found: Flat = {"": {"title": fresh.get("title"), "fim": fresh.get("fim")}}
    for address, element in walk(fresh):
        own = {key: value for key, value in element.items() if key not in ("groups", "items")}
        new = followed(address, moves)
        own["key"] = new.rpartition(".")[2].removeprefix("@")
        found[new] = own
    found |= {f"rule:{rule.get('id')}": dict(rule) for rule in fresh.get("rules", ())}
    found |= {f"review:{review.get('id')}": dict(review) for review in fresh.get("reviews", ())}
    return found


def _clashes(before: Flat, mine: Flat, theirs: Flat, own_moves: set[str]) -> list[Clash]:
    found = []
    for address in sorted(before):
        old, my, their = before[address], mine.get(address), theirs.get(address)
        name = name_of(old) or address.replace("rule:", "Regel ").replace("review:", "Prüfpunkt ")
        if my is None or their is None:
            moved_by_me = any(touches(address, place) for place in own_moves)
            if my is None and not moved_by_me and their is not None and their != old:
                found.append(Clash(address, name, "", "", None, "geändert"))
            elif their is None and my is not None and my != old:
                found.append(Clash(address, name, "", "", "geändert", None))
            continue
        for setting in sorted({*old, *my, *their}):
            values = old.get(setting), my.get(setting), their.get(setting)
            if values[1] != values[0] and values[2] not in (values[0], values[1]):
                found.append(Clash(address, name, setting, *values))
    return found


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Clash]:
    """Return what differs between two states of a form, setting by setting (`mine` is empty)."""
    old, new = flat(before), flat(after)
    found = []
    for address in dict.fromkeys([*old, *new]):
        was, now = old.get(address), new.get(address)
        name = name_of(was or now or {}) or address.replace("rule:", "Regel ").replace("review:", "Prüfpunkt ")
        if was is None or now is None:
            found.append(Clash(address, name, "", "da" if was else None, None, "da" if now else None))
            continue
        found += [
            Clash(address, name, setting, was.get(setting), None, now.get(setting))
            for setting in dict.fromkeys([*was, *now])
            if was.get(setting) != now.get(setting)
        ]
    return found
