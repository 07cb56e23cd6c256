"""All texts of a form by stable keys, and the same form in other words.

A key is the path of the element and the setting: `vehicle.plate.label`, `pages.vehicle.title`,
`vehicle.owner.options.self.label`, `rules.R3.message`. Groups whose own key is one of the first words
of other keys stand behind `groups.`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kreishaus.services.forms.engine.schema import Field, FormSchema, Group, Option, Page, Rule
from kreishaus.services.forms.fields import field_types

Turn = Callable[[str, str], str]
"""(key, German text) -> the text to put in its place"""

RESERVED = frozenset({"form", "groups", "pages", "rules", "service"})
_FIELD_TEXTS = ("label", "hint", "example", "help", "purpose", "text")
_ENTRY_TEXTS = ("label", "text", "help", "explanation")


class Translated(str):
    """A text in another language that remembers the German one, which is what counts in law."""

    __slots__ = ("source",)
    source: str

    @classmethod
    def of(cls, source: str, text: str) -> "Translated":
        """Return the translation of a German text."""
        made = cls(text)
        made.source = source
        return made


class Untranslated(str):
    """A German text among words of another language: pages mark it, so that screen readers change their voice."""

    __slots__ = ()


def texts_of(schema: FormSchema) -> dict[str, str]:
    """Return every German text of the form by its key, in the order of the form."""
    found: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        if text.strip():
            found[key] = text
        return text

    _reworded(schema, note)
    return found


def localised(schema: FormSchema, texts: Mapping[str, str], language: str) -> FormSchema:
    """Return the form with the same paths and behaviour in other words; German, where one is missing."""

    def turn(key: str, german: str) -> str:
        text = texts.get(key)
        if text:
            return Translated.of(german, text)
        return Untranslated(german) if german else german

    return replace(_reworded(schema, turn), language=language)


def with_texts(schema: FormSchema, texts: Mapping[str, str]) -> FormSchema:
    """Return the form with other German texts under these keys."""
    return _reworded(schema, texts.get)


def key_of(path: str) -> str:
    """Return with what the keys of an element begin; `@vehicle` is a page."""
    if path.startswith("@"):
        return f"pages.{path[1:]}"
    return f"groups.{path}" if path.partition(".")[0] in RESERVED else path


def _reworded(schema: FormSchema, turn: Turn) -> FormSchema:
    title = turn("form.title", schema.title)
    pages = tuple(_page(page, turn) for page in schema.pages)
    return replace(schema, title=title, pages=pages, rules=tuple(_rule(rule, turn) for rule in schema.rules))


def _page(page: Page, turn: Turn) -> Page:
    key = key_of(f"@{page.key}")
    title, help_text = turn(f"{key}.title", page.title), turn(f"{key}.help", page.help)
    return replace(
        page, title=title, help=help_text, groups=tuple(_group(each, each.key, turn) for each in page.groups)
    )


def _group(group: Group, path: str, turn: Turn) -> Group:
    key = key_of(path)
    title, help_text = turn(f"{key}.title", group.title), turn(f"{key}.help", group.help)
    items = tuple(
        _field(item, f"{path}.{item.key}", turn)
        if isinstance(item, Field)
        else _group(item, f"{path}.{item.key}", turn)
        for item in group.items
    )
    return replace(group, title=title, help=help_text, items=items)


def _field(field: Field, path: str, turn: Turn) -> Field:
    key = key_of(path)
    label, hint, example, help_text, purpose, text = (
        turn(f"{key}.{name}", getattr(field, name)) for name in _FIELD_TEXTS
    )
    options = tuple(_option(option, f"{key}.options.{option.key}", turn) for option in field.options)
    config = field.config
    worded = field_types()[field.type].worded
    if worded and config:
        config = {
            name: _setting(value, f"{key}.{name}", turn) if name in worded else value for name, value in config.items()
        }
    return replace(
        field,
        label=label, hint=hint, example=example, help=help_text, purpose=purpose, text=text,
        options=options, config=config,
    )  # fmt: skip


def _option(option: Option, key: str, turn: Turn) -> Option:
    return replace(option, label=turn(f"{key}.label", option.label), help=turn(f"{key}.help", option.help))


def _rule(rule: Rule, turn: Turn) -> Rule:
    return replace(rule, message=turn(f"rules.{rule.id}.message", rule.message)) if rule.message else rule


def _setting(value: object, key: str, turn: Turn) -> object:
    """Return a setting that only a type knows, with every text that people read turned."""
    if isinstance(value, str):
        return turn(key, value)
    return [_entry(entry, key, turn) for entry in value] if isinstance(value, list) else value


def _entry(entry: object, key: str, turn: Turn) -> object:
    """Return `{a: Antwort A}` or `{key: a, text: …, options: […]}` with its texts turned."""
    if not isinstance(entry, Mapping):
        return entry
    if "key" not in entry:
        return {
            name: turn(f"{key}.{name}.label", text) if isinstance(text, str) else text for name, text in entry.items()
        }
    own = f"{key}.{entry['key']}"
    turned: dict[str, object] = dict(entry)
    for name in _ENTRY_TEXTS:
        if isinstance(text := entry.get(name), str):
            turned[name] = turn(f"{own}.{name}", text)
    if "options" in entry:
        turned["options"] = _setting(entry["options"], f"{own}.options", turn)
    return turned
