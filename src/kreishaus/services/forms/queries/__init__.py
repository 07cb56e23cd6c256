"""Find forms and code lists."""

from kreishaus.services.forms.queries.code_lists import (
    StoredList,
    code_list_or_none,
    content_of,
    frozen_list,
    resolver,
    stored_lists,
    versions_of,
)
from kreishaus.services.forms.queries.forms import form_version_or_none, localised_once, remember, schema_of

__all__ = [
    "StoredList",
    "code_list_or_none",
    "content_of",
    "form_version_or_none",
    "frozen_list",
    "localised_once",
    "remember",
    "resolver",
    "schema_of",
    "stored_lists",
    "versions_of",
]
