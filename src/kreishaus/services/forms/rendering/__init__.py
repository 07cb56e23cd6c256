"""Show forms as pages: inputs for one page, the error summary, and all answers to read.

Everything works as a plain POST without JavaScript. Input names are the paths of the engine, ids are
derived from them. Wrappers of fields on which others depend carry `data-decides`, so that a page
may be refreshed early; that is comfort only.
"""

from kreishaus.services.forms.rendering.errors import element_id, render_error_summary
from kreishaus.services.forms.rendering.pages import render_page
from kreishaus.services.forms.rendering.scripts import scripts_of
from kreishaus.services.forms.rendering.summaries import (
    render_answers,
    render_summary,
    summary_data,
)

__all__ = [
    "element_id",
    "render_answers",
    "render_error_summary",
    "render_page",
    "render_summary",
    "scripts_of",
    "summary_data",
]
