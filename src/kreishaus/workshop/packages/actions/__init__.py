"""What can be done with a package: bring it in, finish it, let two people put it online."""

from kreishaus.workshop.packages.actions.building import Built, edit_form, edit_letters
from kreishaus.workshop.packages.actions.code_lists import (
    UnknownList,
    accept_code_lists,
    carry_lists,
    take_list_version,
)
from kreishaus.workshop.packages.actions.editing import (
    NoteMissing,
    UnknownReview,
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
from kreishaus.workshop.packages.actions.merging import FimMerge, NoSchema, merge_fim_version, prepare_fim_merge
from kreishaus.workshop.packages.actions.publishing import (
    NotReady,
    NotSubmitted,
    SamePerson,
    publish,
    send_back,
    submit_for_publication,
)
from kreishaus.workshop.packages.actions.saving import ChangedElsewhere, NotADraft
from kreishaus.workshop.packages.actions.starting import start_service
from kreishaus.workshop.packages.actions.testing import add_test
from kreishaus.workshop.packages.actions.translating import Change, Comparison, compare_texts, save_language
from kreishaus.workshop.packages.actions.undoing import NothingToUndo, redo, undo

__all__ = [
    "Built",
    "Change",
    "ChangedElsewhere",
    "Comparison",
    "DraftWasEdited",
    "FimImport",
    "FimMerge",
    "NoSchema",
    "NotADraft",
    "NotReady",
    "NotSubmitted",
    "NoteMissing",
    "NothingToUndo",
    "SamePerson",
    "UnknownList",
    "UnknownReview",
    "VersionIsFinal",
    "accept_code_lists",
    "add_rule",
    "add_test",
    "carry_lists",
    "compare_texts",
    "edit_form",
    "edit_letters",
    "export_folder",
    "import_files",
    "import_fim",
    "import_package_folder",
    "merge_fim_version",
    "prepare_fim_merge",
    "publish",
    "redo",
    "save_language",
    "send_back",
    "settle_reviews",
    "start_service",
    "start_version",
    "submit_for_publication",
    "take_list_version",
    "undo",
    "update_settings",
]
