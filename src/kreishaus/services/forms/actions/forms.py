"""Store forms."""

from datetime import datetime

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.models import FormVersion


def store_form(schema: FormSchema, *, at: datetime) -> FormVersion:
    """Return the stored version of this form; the same content is stored once.

    The caller (publication) records the event: a stored form alone is not offered to anybody.
    """
    version, _ = FormVersion.objects.get_or_create(
        digest=schema.digest,
        defaults={"definition": schema.to_data(), "created_at": at},
    )
    return version
