"""Two or three states of a form side by side: what differs, and how a new FIM version goes under local work."""

from kreishaus.workshop.packages.engine.versions.conflicts import Conflict, Take
from kreishaus.workshop.packages.engine.versions.difference import Difference, difference
from kreishaus.workshop.packages.engine.versions.merging import Merge, merge

__all__ = ["Conflict", "Difference", "Merge", "Take", "difference", "merge"]
