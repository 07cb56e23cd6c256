"""The data document of the file: the answers as canonical JSON, readable without this program.

Next to each answer stand the question and the words as the applicant saw them, so that the document
explains itself when the form is long gone; the digest names the exact form.
"""

import json
from collections.abc import Mapping

from kreishaus.services.applications.engine.shown import ShownPage

MEDIA_TYPE = "application/json"
FILE_NAME = "antrag.json"
FORMAT = "kreishaus-application-1"


def data_document(
    *,
    service: str,
    version: str,
    form_digest: str,
    submitted_at: str,
    answers: Mapping[str, object],
    pages: tuple[ShownPage, ...],
) -> bytes:
    """Return the document as UTF-8; the same application always gives the same bytes."""
    content = {
        "format": FORMAT,
        "service": service,
        "version": version,
        "form": form_digest,
        "submitted_at": submitted_at,
        "answers": answers,
        "shown": {
            row.path: {"label": row.label, "value": row.value}
            for page in pages
            for group in page.groups
            for row in group.rows
        },
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
