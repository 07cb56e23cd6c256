"""What a form keeps of its FIM schema under `fim`, so that nothing the form cannot say is lost.

With these keys and the settings of form.yaml the same XDatenfelder file can be written again.
A key is left out when it is empty or has its usual value (in brackets). All values are texts,
numbers, lists or mappings, as YAML writes them.

Form, groups and fields:

=================  ==========================================================================
key                what of the standard
=================  ==========================================================================
`id`, `version`    identifikation
`name`             name (the internal one); left out if it equals title or label
`output_title`     bezeichnungAusgabe
`help`             hilfetextEingabe, hilfetext; only where `help` of the form does not say it
`output_help`      hilfetextAusgabe
`description`      beschreibung
`definition`       definition
`bases`            bezug: a text, or `{text, link}`; one list entry for each law
`status`           freigabestatus, status
`valid_from`       gueltigAb, ISO date
`valid_until`      gueltigBis, ISO date
`status_set_on`, `status_set_by`, `creator` (fachlicherErsteller), `version_note`
(versionshinweis), `released_on` (freigabedatum), `published_on` (veroeffentlichungsdatum),
`changed_at` (letzteAenderung): the history, as in the file
`keywords`         stichwort: a list of `{text, uri}`
`rules`            regel, untouched: a list of `{id, version, name, text, description, kind,
                   script, targets, parameters, errors, bases, keywords, creator, changed_at}`;
                   targets and parameters are `{element, name, kind}`, errors `{code, text}`
=================  ==========================================================================

Groups and fields:

=================  ==========================================================================
`path`             place in the schema by FIM numbers, the identity when versions are merged
`element`          schemaelementart: ABS, HAR, RNG
`count`            anzahl such as `2:5` (`1:1`)
`use_bases`        struktur/bezug: the law for the use just here, like `bases`
`art`              groups only: `X` for an Auswahlgruppe
=================  ==========================================================================

Fields:

=================  ==========================================================================
`kind`             feldart (`input`)
`type`             datentyp (`text`)
`limits`           praezisierung: `{min_length, max_length, min_value, max_value, pattern, remark}`
`content`          inhalt
`prefill`          vorbefuellung (`keine`)
`code_list`        `{urn, version, version_uri, id, name}` of codelisteReferenz, and codeKey,
                   nameKey, helpKey as `{code_key, name_key, help_key}`
`media_types`      mediaType, a list
`max_bytes`        maxSize
=================  ==========================================================================

The form itself:

=================  ==========================================================================
`standard`         version of XDatenfelder: 1, 2 (`3`)
`message`          `datenfeldgruppe` or `datenfeld` if the file was no whole schema
`profile`          dokumentsteckbrief `{id, version}`
`structure_changes`, `display_changes`  ableitungsmodifikationenStruktur, …Repraesentation (`0`)
=================  ==========================================================================

Value lists (werte) stand in `options` of the field, hilfetextEingabe of most elements in `help`.
"""

from collections.abc import Iterable
from dataclasses import asdict

from kreishaus.services.forms.formats.xdatenfelder.model import (
    Description,
    Element,
    FieldKind,
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    LegalBasis,
    Reference,
    Rule,
)
from kreishaus.services.forms.formats.xdatenfelder.values import Item

_WITHOUT_HELP = frozenset({FieldKind.LABEL, FieldKind.LOCKED})


def schema_metadata(schema: ImportedSchema) -> Item:
    """Return what the form as a whole keeps of its schema."""
    profile = _said({"id": schema.document_profile, "version": schema.document_profile_version})
    own = {
        "standard": schema.standard if schema.standard != 3 else None,  # noqa: PLR2004 -- the usual one
        "message": schema.message if schema.message != "stammdatenschema" else "",
        "profile": profile,
        "structure_changes": _unless(schema.structure_changes, "0"),
        "display_changes": _unless(schema.display_changes, "0"),
        "help": schema.help,
    }
    return _description(schema) | _said(own)


def element_metadata(element: Element) -> Item:
    """Return what a group or a field keeps of its place in the schema."""
    maximum = element.multiplicity.maximum
    count = f"{element.multiplicity.minimum}:{'*' if maximum is None else maximum}"
    own: Item = {
        "path": element.path,
        "element": element.element_kind,
        "count": _unless(count, "1:1"),
        "use_bases": _bases(element.use_bases),
    }
    if isinstance(element, ImportedGroup) and element.exclusive:
        own["art"] = "X"
    if isinstance(element, ImportedField):
        own |= _field(element)
    return _description(element) | _said(own)


def _description(source: Description) -> Item:
    history = asdict(source.history)
    return _said(
        {
            "id": source.id,
            "version": source.version,
            "name": _unless(source.name, source.title),
            "output_title": source.output_title,
            "output_help": source.output_help,
            "description": source.description,
            "definition": source.definition,
            "bases": _bases(source.bases),
            "status": source.status,
            "valid_from": source.valid_from.isoformat() if source.valid_from else "",
            "valid_until": source.valid_until.isoformat() if source.valid_until else "",
            **history,
            "keywords": [_said(asdict(keyword)) for keyword in source.keywords],
            "rules": [_rule(rule) for rule in source.rules],
        }
    )


def _field(field: ImportedField) -> Item:
    return {
        "kind": _unless(field.kind.value, "input"),
        "type": _unless(field.data_type.value, "text"),
        "help": field.help if field.kind in _WITHOUT_HELP else "",
        "limits": _said(asdict(field.constraints)),
        "content": field.content,
        "prefill": _unless(field.prefill, "keine"),
        "code_list": _said(asdict(field.code_list)) if field.code_list else {},
        "media_types": list(field.media_types),
        "max_bytes": field.max_bytes,
    }


def _rule(rule: Rule) -> Item:
    return _said(
        {
            "id": rule.id,
            "version": rule.version,
            "name": rule.name,
            "text": rule.text,
            "description": rule.description,
            "kind": rule.kind,
            "script": rule.script,
            "targets": _references(rule.targets),
            "parameters": _references(rule.parameters),
            "errors": [_said(asdict(error)) for error in rule.errors],
            "bases": _bases(rule.bases),
            "keywords": [_said(asdict(keyword)) for keyword in rule.keywords],
            **asdict(rule.history),
        }
    )


def _references(references: Iterable[Reference]) -> list[Item]:
    return [_said(asdict(reference)) for reference in references]


def _bases(bases: Iterable[LegalBasis]) -> list[str | Item]:
    return [{"text": base.text, "link": base.link} if base.link else base.text for base in bases]


def _unless(value: str, usual: str) -> str:
    return "" if value == usual else value


def _said(item: Item) -> Item:
    # A length of 0 says something, an empty text does not.
    return {key: value for key, value in item.items() if value or value == 0}
