"""Adding a test to a draft: one file for each, so that it can be read, changed and thrown away alone."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count

from kreishaus.base.yamltext import dump
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.workshop.packages.actions.saving import save_texts
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.models import PackageVersion


def add_test(
    *, version: PackageVersion, case: Mapping[str, object], stem: str, actor: str, at: datetime
) -> str:  # fmt: skip
    """Write a case into a file of its own below `tests/`; return its path.

    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was read.
    """
    path = next(name for number in count(1) if (name := f"{folder.TESTS}{stem}-{number}.yaml") not in version.files)
    data: dict[str, JSON] = {"file": path}
    words = f"Test „{case['name']}“ aufgenommen"
    text = dump({"cases": [dict(case)]})
    save_texts(
        version=version, texts={path: text}, words=words, verb="package.test-added", data=data, actor=actor, at=at
    )
    return path
