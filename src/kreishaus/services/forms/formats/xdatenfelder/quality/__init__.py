"""The official quality messages for data schemas (XDFM), as far as one file can tell.

A check is a function over the imported tree with its official number, its severity and a text of our
own. A new one is written into the module of its subject; `registry` collects them. Messages that need
more than the file are listed with the reason in `beyond`.
"""

from kreishaus.services.forms.formats.xdatenfelder.quality.beyond import BEYOND, Reason
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Check, Place, Severity, checks
from kreishaus.services.forms.formats.xdatenfelder.quality.report import Finding, QualityReport, quality_of

__all__ = [
    "BEYOND",
    "Check",
    "Finding",
    "Place",
    "QualityReport",
    "Reason",
    "Severity",
    "checks",
    "quality_of",
]
