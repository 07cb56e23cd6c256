"""Building the form of a draft, also by two people at once, and writing its letters.

Every edit says on which state of the draft it was made. If the draft has changed since, the edit is
carried over to the new state; only where both changed the same thing somebody has to decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kreishaus.base.yamlsource import Path
from kreishaus.base.yamltext import dump, edited
from kreishaus.ground.storage.ports import store
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.actions.saving import ChangedElsewhere, NotADraft, Step, save_step, save_texts
from kreishaus.workshop.packages.engine.edits import Edit, Outcome
from kreishaus.workshop.packages.engine.elements import opened, walk
from kreishaus.workshop.packages.engine.merging import merged
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.following import cases_followed, service_followed
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.revisions import UnknownState, since
from kreishaus.workshop.packages.rules import contents

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Built:
    """What an edit of the form did."""

    words: str
    selected: str
    """address of the element to look at next"""
    others: tuple[str, ...] = ()
    """who else has changed the draft since it was shown; their work is kept"""


def edit_form(*, version: PackageVersion, edit: Edit, shown: str, actor: str, at: datetime) -> Built:
    """Apply an edit to the form of a draft; `shown` is the digest of the state it was made on.

    Rules, conditions, service.yaml and tests follow an element that is renamed or moved.

    :raises Conflict: if somebody else has changed the same thing since; nothing is written.
    :raises NotPossible: if the edit does not fit the form.
    :raises StillRead: if it would delete what rules read, and was not told to do so anyway.
    :raises NoSuchElement: if the form has no such element.
    :raises Problems: if the form would be wrong afterwards; nothing is written.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the shown state is unknown.
    """
    if not version.is_open:
        raise NotADraft("Diese Fassung ist nicht mehr in Arbeit.")
    base = shown or version.digest
    for left in reversed(range(_TRIES)):
        outcome, others = _outcome(version, edit, base)
        try:
            _save(version, outcome, actor=actor, at=at)
        except ChangedElsewhere:
            if not left:
                raise
            version.refresh_from_db()
            continue
        return Built(outcome.words, outcome.selected, tuple(who for who in others if who != actor))
    raise AssertionError  # pragma: no cover -- the last try raises or returns


def edit_letters(
    *, version: PackageVersion, outcome: str, texts: Mapping[str, str | Sequence[str]], actor: str, at: datetime
) -> PackageVersion:
    """Change texts of a letter in service.yaml (`subject`, `salutation`, `paragraphs`, `conditions`, `reasons`).

    :raises Problems: if a text does not fit.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    changes: dict[Path, object] = {("letters", outcome, key): value for key, value in texts.items()}
    before = contents.content_of(version, folder.SERVICE).decode("utf-8")
    text = edited(before, changes)
    read_definition(text)
    if text == before:
        return version
    return save_texts(
        version=version,
        texts={folder.SERVICE: text},
        words="Text der Bewilligung geändert" if outcome == "grant" else "Text der Ablehnung geändert",
        verb="package.letter-changed",
        data={"letter": outcome},
        actor=actor,
        at=at,
    )


def _outcome(version: PackageVersion, edit: Edit, base: str) -> tuple[Outcome, tuple[str, ...]]:
    now = contents.form_of(version).schema.to_data()
    if base == version.digest:
        return edit.apply(now), ()
    try:
        between = since(version, base)
    except UnknownState as unknown:
        raise ChangedElsewhere(
            "Der Entwurf wurde inzwischen von Grund auf geändert. Bitte laden Sie die Seite neu."
        ) from unknown
    before = contents.form_at(between.files).schema.to_data()
    moved = between.moved([address for address, _ in walk(opened(before))])
    return merged(edit, base=before, now=now, moved=moved), between.actors


def _save(version: PackageVersion, outcome: Outcome, *, actor: str, at: datetime) -> None:
    schema = parse_form(outcome.form)
    data = schema.to_data()
    if data == contents.form_of(version).schema.to_data():
        return  # nothing changed; a text that somebody wrote by hand keeps its own layout
    text = dump(data)
    contents.remember_form(store().put(text.encode("utf-8")).sha256, schema, data)
    texts = {folder.FORM: text, **followers(version, outcome.moved)}
    known = {path: contents.texts_of(version, path).get(path) for path in texts}
    changed = {path: new for path, new in texts.items() if known.get(path) != new}
    if not changed:
        return
    step = Step(outcome.words, outcome.selected, outcome.moved)
    event = {"words": outcome.words, "element": outcome.selected}
    save_step(version=version, texts=changed, step=step, verb="package.form-edited", data=event, actor=actor, at=at)


def followers(version: PackageVersion, moved: Mapping[str, str]) -> dict[str, str]:
    """Return the other texts of the package in which moved elements are named."""
    paths = {old: new for old, new in moved.items() if not old.startswith("@")}
    if not paths:
        return {}
    service = contents.texts_of(version, folder.SERVICE)
    tests = contents.texts_of(version, folder.TESTS)
    return {path: service_followed(text, paths) for path, text in service.items()} | {
        path: cases_followed(text, paths) for path, text in tests.items()
    }
