"""What XDatenfelder has no word for, as Stichworte of our own: keys, pages, hints, conditions, field types.

A Stichwort with our address holds the settings of one element as JSON; other programs pass over it. It says
only what the plain import would get wrong, so a file that was changed elsewhere keeps these changes. The schema
itself always bears one, which says that there are others.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kreishaus.services.forms.formats.xdatenfelder.model import (
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    Keyword,
)
from kreishaus.services.forms.formats.xdatenfelder.values import Item
from kreishaus.services.forms.formats.xdatenfelder.writing.numbers import is_local

URI = "urn:kreishaus:form"
_CHILDREN = ("fields", "groups", "items")
_INSTEAD = "instead"
_LOCAL = "local"
_COLLECTED = "collected"
"""number of a top-level group that stands for no element of the schema -> its settings"""
_WHOLE = "whole"
_LISTS = ("rules", "reviews")
_OF_PAGE = ("key", "title", "help", "when")

Notes = dict[str, Item]
"""path of an element ("" for the schema) -> what its Stichwort says"""


def notes_between(read: Item, wanted: Item, sources: Mapping[str, Item]) -> Notes:
    """Return what has to be noted so that `read`, the plain import, becomes the `wanted` form."""
    notes: Notes = {}
    root = _difference(
        {key: value for key, value in read.items() if key not in ("pages", *_LISTS)},
        {key: value for key, value in wanted.items() if key not in ("pages", *_LISTS)},
    )
    if any("fim" not in source for source in sources.values()):
        root[_LOCAL] = True
    if collected := _collected(read, wanted):
        root[_COLLECTED] = collected
    for path, item in _items(read):
        # The parts of a composite value are elements of the schema, but none of the form.
        if path in sources and (note := _note(item, sources[path], local=_LOCAL in root)):
            notes[path] = note
    if _pages(read) != _pages(wanted):
        root["pages"] = _pages(wanted)
    for name in _LISTS:
        if read.get(name, []) != wanted.get(name, []):
            root[name] = _changes(read.get(name, []), wanted.get(name, []))
    found = {"": root, **notes} if root or notes else {}
    if applied(read, found) == wanted:
        return found
    # Last resort, for what no part by itself explains; it holds as long as nobody changes the file.
    return {"": {_WHOLE: wanted, "of": _digest(read)}}


def noted(schema: ImportedSchema, notes: Notes) -> ImportedSchema:
    """Return the schema with its Stichworte."""
    if not notes:
        return schema
    children = tuple(_noted(child, notes) for child in schema.children)
    return replace(schema, keywords=(*schema.keywords, _keyword(notes.get("", {}))), children=children)


def taken_from(schema: ImportedSchema) -> tuple[ImportedSchema, Notes]:
    """Return the schema without our Stichworte, and what they say."""
    if not any(keyword.uri == URI for keyword in schema.keywords):
        return schema, {}
    notes: Notes = {}
    children = tuple(_taken(child, notes) for child in schema.children)
    bare, root = _split(schema.keywords)
    notes[""] = root or {}
    return replace(schema, keywords=bare, children=children), notes


def applied(form: Item, notes: Notes) -> Item:
    """Return the form with what was noted."""
    if not notes:
        return form
    root = dict(notes.get("", {}))
    if _WHOLE in root:
        return dict(root[_WHOLE]) if root.get("of") == _digest(form) else form
    collected = root.pop(_COLLECTED, {})
    local, pages = root.pop(_LOCAL, False), root.pop("pages", None)
    lists = {name: root.pop(name) for name in _LISTS if name in root}
    groups = [_applied(group, notes, local=bool(local)) for group in _top(form)]
    groups = [_merged(group, collected.get(str(number), {})) for number, group in enumerate(groups)]
    changed = _merged({key: value for key, value in form.items() if key != "pages"}, root)
    sizes = [len(page["groups"]) for page in form["pages"]]
    changed["pages"] = _paged(groups, pages) if pages else _again(form["pages"], groups, sizes)
    for name, change in lists.items():
        changed[name] = _relisted(changed.get(name, []), change)
        if not changed[name]:
            del changed[name]
    return changed


def _collected(read: Item, wanted: Item) -> Item:
    """Return the settings of groups that only collect fields, by their number among all top-level groups."""
    pairs = zip(_top(read), _top(wanted), strict=False)
    found = {
        str(number): _difference(_bare(before), _bare(after))
        for number, (before, after) in enumerate(pairs)
        if "fim" not in before
    }
    return {number: note for number, note in found.items() if note}


def _top(form: Item) -> list[Item]:
    return [group for page in form["pages"] for group in page["groups"]]


def _bare(item: Item) -> Item:
    return {key: value for key, value in item.items() if key not in _CHILDREN}


def _digest(form: Item) -> str:
    return hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()


def _note(read: Item, wanted: Item, *, local: bool) -> Item:
    bare = _bare(read)
    if "type" in wanted and "type" not in read:
        return {_INSTEAD: wanted}
    goal = _bare(wanted)
    if local and "fim" not in goal and is_local(str(bare.get("fim", {}).get("id", ""))):
        del bare["fim"]
    return _difference(bare, goal)


def _difference(read: Item, wanted: Item) -> Item:
    """Return the settings that differ; None stands for one that is not there."""
    found: Item = {}
    for key in (*wanted, *(key for key in read if key not in wanted)):
        before, after = read.get(key), wanted.get(key)
        if before == after and (key in read) == (key in wanted):
            continue
        found[key] = _difference(before, after) if isinstance(before, dict) and isinstance(after, dict) else after
    return found


def _merged(item: Item, note: Mapping[str, Any]) -> Item:
    merged = dict(item)
    for key, value in note.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _applied(item: Item, notes: Notes, *, local: bool) -> Item:
    fim = item.get("fim", {})
    note = notes.get(str(fim["path"]), {}) if fim.get("path") else {}
    if _INSTEAD in note:
        return dict(note[_INSTEAD])
    changed = dict(item)
    if local and "fim" not in note and is_local(str(fim.get("id", ""))):
        del changed["fim"]
    for name in _CHILDREN:
        if name in changed:
            changed[name] = [_applied(child, notes, local=local) for child in changed[name]]
    return _renamed(_merged(changed, note))


def _renamed(item: Item) -> Item:
    """Name the children as the form does: a composite value was a group in the file and is a field again."""
    children = [child for name in _CHILDREN for child in item.get(name, ())]
    if not children:
        return item
    kinds = {"fields" if "type" in child else "groups" for child in children}
    return {**_bare(item), (kinds.pop() if len(kinds) == 1 else "items"): children}


def _pages(form: Item) -> list[Item]:
    """Return the pages without their groups, only how many they have."""
    return [{**{key: page[key] for key in _OF_PAGE if key in page}, "groups": len(page["groups"])}
            for page in form["pages"]]  # fmt: skip


def _paged(groups: list[Item], pages: list[Item]) -> list[Item]:
    """Divide the groups among the noted pages; what is left over stays on the last one."""
    waiting, made = list(groups), []
    for page in pages:
        made.append({**page, "groups": waiting[: page["groups"]]})
        del waiting[: page["groups"]]
    made[-1]["groups"] += waiting
    return [page for page in made if page["groups"]]


def _again(pages: list[Item], groups: list[Item], sizes: list[int]) -> list[Item]:
    waiting = iter(groups)
    return [{**page, "groups": [next(waiting) for _ in range(size)]} for page, size in zip(pages, sizes, strict=True)]


def _changes(read: list[Item], wanted: list[Item]) -> Item:
    """Return the order by ids, and the entries that differ."""
    before = {entry["id"]: entry for entry in read}
    changed = [entry for entry in wanted if before.get(entry["id"]) != entry]
    return {"order": [entry["id"] for entry in wanted], "entries": changed}


def _relisted(entries: list[Item], change: Mapping[str, Any]) -> list[Item]:
    known = {entry["id"]: entry for entry in [*entries, *change.get("entries", ())]}
    return [known[number] for number in change.get("order", ()) if number in known]


def _items(form: Item) -> Iterator[tuple[str, Item]]:
    """Yield the elements that the import made, by their paths."""
    waiting = _top(form)
    while waiting:
        item = waiting.pop()
        if path := item.get("fim", {}).get("path"):
            yield str(path), item
        waiting += [child for name in _CHILDREN for child in item.get(name, ())]


def _noted(element: ImportedGroup | ImportedField, notes: Notes) -> ImportedGroup | ImportedField:
    note = notes.get(element.path)
    keywords = (*element.keywords, _keyword(note)) if note else element.keywords
    if isinstance(element, ImportedGroup):
        children = tuple(_noted(child, notes) for child in element.children)
        return replace(element, keywords=keywords, children=children)
    return replace(element, keywords=keywords)


def _taken(element: ImportedGroup | ImportedField, notes: Notes) -> ImportedGroup | ImportedField:
    keywords, note = _split(element.keywords)
    if note is not None:
        notes[element.path] = note
    if isinstance(element, ImportedGroup):
        return replace(element, keywords=keywords, children=tuple(_taken(child, notes) for child in element.children))
    return replace(element, keywords=keywords)


def _split(keywords: tuple[Keyword, ...]) -> tuple[tuple[Keyword, ...], Item | None]:
    bare, note = [], None
    for keyword in keywords:
        if keyword.uri == URI:
            note = _read(keyword.text)
        else:
            bare.append(keyword)
    return tuple(bare), note


def _keyword(note: Item) -> Keyword:
    # A Stichwort is one line; ASCII keeps every blank and line end as an escape.
    text = json.dumps(note, separators=(",", ":")).replace("  ", " \\u0020")
    return Keyword(text, URI)


def _read(text: str) -> Item:
    """Return what a Stichwort says; one that somebody damaged says nothing."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
