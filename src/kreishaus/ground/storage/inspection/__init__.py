"""Inspection of uploads: really opens the file, and says in plain German what to do if it fails."""

from kreishaus.ground.storage.inspection.kinds import INSPECTABLE, Kind
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload
from kreishaus.ground.storage.inspection.uploads import Inspected, inspect_upload

__all__ = ["INSPECTABLE", "Inspected", "Kind", "UnacceptableUpload", "inspect_upload"]
