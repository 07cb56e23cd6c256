"""Store forms."""

from datetime import datetime

from kreishaus.services.forms.actions.code_lists import keep_content
from kreishaus.services.forms.engine.binding import needs
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.models import FormVersion


def store_form(schema: FormSchema, *, at: datetime) -> FormVersion:
    """Return the stored version of this form; the same content is stored once.

    The code lists that it was given are frozen with it: their content is kept, the form names it.

    The caller (publication) records the event: a stored form alone is not offered to anybody.
    """
    for need in needs(schema):
        if need.codes:
            keep_content(table=need.codes.table, at=at)
    version, _ = FormVersion.objects.get_or_create(
        digest=schema.digest,
        defaults={"definition": schema.to_frozen_data(), "created_at": at},
    )
    return version
