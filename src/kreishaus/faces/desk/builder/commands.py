"""What the buttons of the builder mean: each names one edit of the form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from kreishaus.faces.desk.builder.typed import typed_settings
from kreishaus.services.forms.fields import field_types
from kreishaus.workshop.packages.engine.blocks import block
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible
from kreishaus.workshop.packages.engine.elements import Data, find, is_field, is_page, walk
from kreishaus.workshop.packages.engine.grouping import Ungroup, Wrap
from kreishaus.workshop.packages.engine.moving import Move, Rename
from kreishaus.workshop.packages.engine.settings import Change, RemoveRule
from kreishaus.workshop.packages.engine.structure import Copy, Insert, Remove

_NEW_FIELD = "Neue Frage"


class UnknownCommand(Exception):
    """The page has no such button."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: the button, the element, the form as she saw it, and what was typed."""

    command: str
    address: str
    form: Data
    post: QueryDict


def edit_for(wish: Wish) -> Edit:
    """Return the edit that a button stands for.

    :raises UnknownCommand: if there is no such button.
    :raises NotPossible: if it makes no sense for the element.
    :raises NoSuchElement: if the element is gone.
    :raises Problems: if something typed cannot be read.
    """
    make = _COMMANDS.get(wish.command)
    if make is None:
        raise UnknownCommand(wish.command)
    return make(wish)


def _save(wish: Wish) -> Edit:
    element = find(wish.form, wish.address).element if wish.address else wish.form
    return Change(wish.address, typed_settings(wish.post, element, wish.address))


def _type(wish: Wish) -> Edit:
    kind = wish.post.get("art", "")
    element = find(wish.form, wish.address).element
    if kind not in field_types():
        raise NotPossible("Bitte wählen Sie eine Art aus der Liste.")
    usual = {name: value for name, value in _usual(kind).items() if name not in element}
    return Change(wish.address, {"type": kind, **usual})


def _usual(kind: str) -> dict[str, object]:
    """Return settings without which a field of this type cannot be, so that a new one works at once."""
    return dict(field_types()[kind].starts_with)


def _rename(wish: Wish) -> Edit:
    return Rename(wish.address, wish.post.get("schluessel", "").strip())


def _up(wish: Wish) -> Edit:
    spot = find(wish.form, wish.address)
    if spot.index:
        return Move(wish.address, spot.parent, spot.index - 1)
    return _to_page(wish, spot.parent, -1)


def _down(wish: Wish) -> Edit:
    spot = find(wish.form, wish.address)
    if spot.index + 1 < len(spot.siblings):
        return Move(wish.address, spot.parent, spot.index + 1)
    return _to_page(wish, spot.parent, 1)


def _to_page(wish: Wish, parent: str, step: int) -> Edit:
    """Move a top group over the edge of its page; everything else stays where it is."""
    if not is_page(parent):
        raise NotPossible("Weiter geht es in dieser Richtung nicht. Zum Verlassen der Gruppe: „Heraus“.")
    pages = [f"@{page['key']}" for page in wish.form["pages"]]
    place = pages.index(parent) + step
    if not 0 <= place < len(pages):
        raise NotPossible("Weiter geht es in dieser Richtung nicht.")
    return Move(wish.address, pages[place], 10_000 if step < 0 else 0)


def _inside(wish: Wish) -> Edit:
    spot = find(wish.form, wish.address)
    before = spot.siblings[spot.index - 1] if spot.index else None
    if before is None or is_page(wish.address) or is_field(before):
        raise NotPossible("Darüber steht keine Gruppe, in die das hinein kann.")
    target = str(before["key"]) if is_page(spot.parent) else f"{spot.parent}.{before['key']}"
    return Move(wish.address, target, len(before["items"]))


def _outside(wish: Wish) -> Edit:
    spot = find(wish.form, wish.address)
    if not spot.parent or is_page(spot.parent):
        raise NotPossible("Weiter heraus geht es nicht.")
    above = find(wish.form, spot.parent)
    return Move(wish.address, above.parent, above.index + 1)


def _to(wish: Wish) -> Edit:
    target = wish.post.get("ziel", "")
    if not target and not is_page(wish.address):
        raise NotPossible("Bitte wählen Sie, wohin.")
    place = wish.post.get("stelle", "")
    return Move(wish.address, target, int(place) if place.isdigit() else 10_000)


def _copy(wish: Wish) -> Edit:
    return Copy(wish.address)


def _delete(wish: Wish) -> Edit:
    if wish.address.startswith("rule:"):
        return RemoveRule(wish.address.removeprefix("rule:"))
    return Remove((wish.address,), anyway=wish.post.get("trotzdem") == "ja")


def _wrap(wish: Wish) -> Edit:
    title = wish.post.get("titel", "").strip()
    chosen = [address for address, _ in walk(wish.form) if address in wish.post.getlist("mit")]
    return Wrap(tuple(dict.fromkeys([wish.address, *chosen])), title or "Neue Gruppe")


def _ungroup(wish: Wish) -> Edit:
    return Ungroup(wish.address)


def _place(wish: Wish, *, group: bool) -> tuple[str, int]:
    """Return where something new goes: into a selected group or page, behind a selected field."""
    if not wish.address or wish.address.startswith("rule:"):
        return _first_place(wish.form, group=group)
    spot = find(wish.form, wish.address)
    if is_page(wish.address):
        if group:
            return wish.address, -1
        groups = spot.element["groups"]
        return str(groups[-1]["key"]), -1
    if is_field(spot.element):
        return spot.parent, spot.index + 1
    return wish.address, -1


def _first_place(form: Data, *, group: bool) -> tuple[str, int]:
    page = form["pages"][-1]
    return (f"@{page['key']}", -1) if group else (str(page["groups"][-1]["key"]), -1)


def _new_field(wish: Wish) -> Edit:
    kind = wish.post.get("art", "text")
    if kind not in field_types():
        raise NotPossible("Bitte wählen Sie eine Art aus der Liste.")
    parent, index = _place(wish, group=False)
    label = wish.post.get("frage", "").strip() or _NEW_FIELD
    field = {"type": kind, "label": label, **_usual(kind)}
    return Insert(parent, index, (field,))


def _new_group(wish: Wish) -> Edit:
    parent, index = _place(wish, group=True)
    title = wish.post.get("titel", "").strip() or "Neue Gruppe"
    return Insert(parent, index, (_group(title),))


def _group(title: str) -> Data:
    return {"key": "", "title": title, "items": [{"key": "frage", "type": "text", "label": _NEW_FIELD}]}


def _new_page(wish: Wish) -> Edit:
    title = wish.post.get("titel", "").strip() or "Neue Seite"
    pages = [page["key"] for page in wish.form["pages"]]
    index = pages.index(wish.address[1:]) + 1 if is_page(wish.address) and wish.address[1:] in pages else -1
    return Insert("", index, ({"key": "", "title": title, "groups": [{**_group(title), "key": "gruppe"}]},))


def _new_block(wish: Wish) -> Edit:
    chosen = block(wish.post.get("baustein", ""))
    parent, index = _place(wish, group=True)
    words = f"Baustein „{chosen.name}“ eingefügt"
    return Insert(parent, index, (chosen.element,), words, chosen.rules, chosen.key)


_COMMANDS: dict[str, Callable[[Wish], Edit]] = {
    "speichern": _save,
    "art": _type,
    "schluessel": _rename,
    "hoch": _up,
    "runter": _down,
    "hinein": _inside,
    "heraus": _outside,
    "nach": _to,
    "kopieren": _copy,
    "loeschen": _delete,
    "gruppieren": _wrap,
    "aufloesen": _ungroup,
    "feld": _new_field,
    "gruppe": _new_group,
    "seite": _new_page,
    "baustein": _new_block,
}
