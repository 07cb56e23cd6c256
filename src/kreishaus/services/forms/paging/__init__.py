"""Read what a browser sends for one page; nothing that somebody typed is lost.

Inputs are named by paths. What cannot be read stays in `raw` as typed and counts as wrong; fields
that were not on the page keep their answers. Buttons carry the path of a row or a list (see `buttons`).
"""

from kreishaus.services.forms.engine.rows import initial_answers
from kreishaus.services.forms.paging.buttons import removed_on
from kreishaus.services.forms.paging.files import (
    FileField,
    NoSuchFileField,
    TooManyFiles,
    attach_file,
    detach_file,
    file_fields,
)
from kreishaus.services.forms.paging.order import next_page, previous_page
from kreishaus.services.forms.paging.reading import PageInput, read_page

__all__ = [
    "FileField",
    "NoSuchFileField",
    "PageInput",
    "TooManyFiles",
    "attach_file",
    "detach_file",
    "file_fields",
    "initial_answers",
    "next_page",
    "previous_page",
    "read_page",
    "removed_on",
]
