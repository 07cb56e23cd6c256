"""What can be done with a package: bring it in, finish it, let two people put it online."""

from kreishaus.workshop.packages.actions.editing import (
    ChangedElsewhere,
    NotADraft,
    NoteMissing,
    UnknownReview,
    accept_code_lists,
    add_rule,
    settle_reviews,
    start_version,
    update_settings,
)
from kreishaus.workshop.packages.actions.exporting import export_folder
from kreishaus.workshop.packages.actions.importing import (
    DraftWasEdited,
    FimImport,
    VersionIsFinal,
    import_files,
    import_fim,
    import_package_folder,
)
from kreishaus.workshop.packages.actions.publishing import (
    NotReady,
    NotSubmitted,
    SamePerson,
    publish,
    send_back,
    submit_for_publication,
)

__all__ = [
    "ChangedElsewhere",
    "DraftWasEdited",
    "FimImport",
    "NotADraft",
    "NotReady",
    "NotSubmitted",
    "NoteMissing",
    "SamePerson",
    "UnknownReview",
    "VersionIsFinal",
    "accept_code_lists",
    "add_rule",
    "export_folder",
    "import_files",
    "import_fim",
    "import_package_folder",
    "publish",
    "send_back",
    "settle_reviews",
    "start_version",
    "submit_for_publication",
    "update_settings",
]
