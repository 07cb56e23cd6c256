"""Write a form as data of form.yaml; settings that have their usual value are left out."""

import dataclasses
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import MISSING
from typing import Any

from kreishaus.services.forms.codes import Codes
from kreishaus.services.forms.engine.schema import (
    Effect,
    Field,
    FormSchema,
    Group,
    Option,
    Page,
    Repeat,
    Review,
    Rule,
)
from kreishaus.services.forms.fields import field_types

Data = dict[str, Any]

_FIELD_ORDER = (
    "key", "type", "label", "required", "hint", "example", "help", "basis", "purpose", "retention",
    "options", "accept", "max_mb", "min", "max", "min_length", "max_length", "pattern", "default",
    "repeat", "text", "autocomplete", "when", "hidden", "fim",
)  # fmt: skip
_BEFORE_CONFIG = "text"
_GROUP_ORDER = ("key", "title", "help", "basis", "repeat", "exclusive", "when", "fim")
_USUAL = {field.name: {} if field.default is MISSING else field.default for field in dataclasses.fields(Field)}


def form_data(schema: FormSchema, *, frozen: bool = False) -> Data:
    """Return the form as plain data, keys in the order in which people write them.

    `frozen` names every code list that was found by its version and the digest of its content.
    """
    data: Data = {"title": schema.title, "fim": dict(schema.fim)}
    data = {key: value for key, value in data.items() if value}
    if schema.facts:
        data["facts"] = dict(schema.facts)
    data["pages"] = [_page(page, frozen=frozen) for page in schema.pages]
    if schema.rules:
        data["rules"] = [rule_data(rule) for rule in schema.rules]
    if schema.reviews:
        data["reviews"] = [_review(review) for review in schema.reviews]
    return data


def _page(page: Page, *, frozen: bool) -> Data:
    data = {key: getattr(page, key) for key in ("key", "title", "help", "when")}
    return {**_said(data), "groups": [_group(group, frozen=frozen) for group in page.groups]}


def _group(group: Group, *, frozen: bool) -> Data:
    data = _said({key: _plain(getattr(group, key)) for key in _GROUP_ORDER})
    items = [
        _field(item, frozen=frozen) if isinstance(item, Field) else _group(item, frozen=frozen) for item in group.items
    ]
    kinds = {isinstance(item, Field) for item in group.items}
    name = "items" if len(kinds) > 1 else "fields" if kinds != {False} else "groups"
    return {**data, name: items}


def _field(field: Field, *, frozen: bool) -> Data:
    data: Data = {}
    for key in _FIELD_ORDER:
        value = getattr(field, key)
        # A default of 0 or false says something, so usual values are compared and not just "empty".
        usual = _usual_repeat(field.type) if key == "repeat" else _USUAL[key]
        if key in {"key", "type", "label"} or value != usual:
            data[key] = list(value) if key == "accept" else _plain(value)
        if key == _BEFORE_CONFIG:
            data |= deepcopy(dict(field.config))
    if frozen and field.codes:
        data["code_list"] = frozen_reference(field.config.get("code_list"), field.codes)
    return data


def frozen_reference(setting: object, codes: Codes) -> Data:
    """Return the setting `code_list` with the version that was found and the digest of its content."""
    said = dict(setting) if isinstance(setting, Mapping) else {}
    found: Data = {"version": codes.table.version, "digest": codes.table.digest}
    return said | {key: text for key, text in found.items() if text}


def rule_data(rule: Rule) -> Data:
    """Return one rule as data of form.yaml."""
    data: Data = {"id": rule.id}
    if rule.effect is Effect.VALID:
        data |= {"valid": rule.valid, "message": rule.message}
        if rule.targets:
            data["at"] = rule.targets[0]
    else:
        data[rule.effect.value] = _one_or_many(rule.targets)
        data |= {"to": rule.to, "message": rule.message}
    return _said({**data, "when": rule.when, "basis": _one_or_many(rule.basis)})


def _review(review: Review) -> Data:
    data = _said(
        {
            "id": review.id,
            "element": review.element,
            "text": review.text,
            "basis": _one_or_many(review.basis),
            "reason": review.reason,
            "proposal": [dict(rule) for rule in review.proposal],
        }
    )
    if review.settled:
        data["settled"] = _said({"by": review.settled.by, "note": review.settled.note})
    return data


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        if value and isinstance(value[0], Option):
            return [_option(option) for option in value]
        return _one_or_many(value)
    if isinstance(value, dict):
        return dict(value)
    if value is None or isinstance(value, str | int | list):
        return value
    return str(value)


def _option(option: Option) -> Data:
    if option.help:
        return {"key": option.key, "label": option.label, "help": option.help}
    return {option.key: option.label}


def _one_or_many(texts: Sequence[str]) -> str | list[str]:
    return texts[0] if len(texts) == 1 else list(texts)


def _said(data: Data) -> Data:
    return {key: value for key, value in data.items() if value or key == "key"}


def _usual_repeat(type_key: str) -> Repeat | None:
    kind = field_types().get(type_key)
    return Repeat(*kind.usual_repeat) if kind and kind.usual_repeat else None
