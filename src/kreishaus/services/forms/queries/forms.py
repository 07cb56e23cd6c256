"""Find forms; a form that has been read once stays ready in memory, because a version never changes."""

from collections.abc import Hashable, Mapping

from kreishaus.services.forms.engine.binding import bind
from kreishaus.services.forms.engine.localising import localised
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.models import FormVersion
from kreishaus.services.forms.queries.code_lists import frozen_list

_KEPT = 256

_localised: "dict[tuple[Hashable, str], FormSchema]" = {}
_schemas: "dict[str, FormSchema]" = {}


def schema_of(form_version: FormVersion) -> FormSchema:
    """Return the form of a version; the same version gives the same object while it is in memory.

    The digest names the content, so it is a safe key across authorities. `definition` may be
    deferred: it is only read when the form is not in memory.
    """
    schema = _schemas.get(form_version.digest)
    if schema is None:
        schema = parse_form(form_version.definition, file=f"Formular {form_version}")
        schema = bind(schema, frozen_list)
        remember(schema, digest=form_version.digest)
    return schema


def localised_once(schema: FormSchema, texts: Mapping[str, str], language: str, *, key: Hashable) -> FormSchema:
    """Return the form in a language, made once for each key; the key stands for these texts."""
    found = _localised.get((key, language))
    if found is None:
        found = localised(schema, texts, language)
        while len(_localised) >= _KEPT:
            _localised.pop(next(iter(_localised)), None)
        _localised[key, language] = found
    return found


def remember(schema: FormSchema, *, digest: str) -> None:
    """Keep a form in memory; the one that came first goes when there are too many."""
    while len(_schemas) >= _KEPT:
        _schemas.pop(next(iter(_schemas)), None)
    _schemas[digest] = schema


def form_version_or_none(digest: str) -> FormVersion | None:
    """Return the stored version of a form by its digest, None if there is none."""
    return FormVersion.objects.filter(digest=digest).defer("definition").first()
