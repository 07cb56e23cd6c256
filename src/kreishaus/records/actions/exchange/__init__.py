"""Files out of the house and into it, as xdomea packages."""

from .exporting import Exported, export_files, write_exchange
from .importing import Imported, import_package
from .plans import UnusableUnit, add_missing_positions, plan_of

__all__ = [
    "Exported",
    "Imported",
    "UnusableUnit",
    "add_missing_positions",
    "export_files",
    "import_package",
    "plan_of",
    "write_exchange",
]
