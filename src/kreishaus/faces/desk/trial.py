"""A trial run of a form: answers that only this browser's session keeps, of somebody who does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from kreishaus.services.forms.engine.schema import Answers
from kreishaus.workshop.packages.models import PackageVersion

_KEY = "kreishaus.trial"


@dataclass(slots=True)
class Trial:
    """How far a trial run has come."""

    persona: str
    answers: Answers
    raw: dict[str, object] = field(default_factory=dict)


def trial_in(session: SessionBase, version: PackageVersion) -> Trial | None:
    """Return the trial run of this version; one of another version is over."""
    kept: Any = session.get(_KEY)
    if not isinstance(kept, Mapping) or kept.get("version") != str(version.pk):
        return None
    return Trial(kept["persona"], kept["answers"], kept["raw"])


def keep_trial(session: SessionBase, version: PackageVersion, trial: Trial) -> None:
    """Keep the trial run until the next one begins or the session ends."""
    session[_KEY] = {
        "version": str(version.pk), "persona": trial.persona, "answers": trial.answers, "raw": trial.raw,
    }  # fmt: skip
