"""What the archive wants of an offer: decisions that are inherited, and the selection that is handed over."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kreishaus.records.formats.xdomea.codelists import APPRAISE, ARCHIVE
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import Case, Document, File, RecordObject
from kreishaus.records.formats.xdomea.releases import FOURTH, Release

Decisions = Mapping[str, str]


def decisions(appraisal: Message) -> Decisions:
    """Return what an appraisal (0502) says: UUID in lower case → A, B or V, or a word of the archive's own."""
    found = {}
    for item in appraisal.appraised:
        code = item.disposal.code
        found[item.uuid.lower()] = code.value if code else item.disposal.custom
    return found


def decision_on(item: RecordObject, said: Decisions, above: str = APPRAISE) -> str:
    """Return what holds for an object: its own decision, else that of the nearest file or case above.

    Documents have none of their own; nothing said at all means that nobody has decided (B).
    """
    return above if isinstance(item, Document) else said.get(item.uuid.lower(), above)


def selection(objects: Iterable[RecordObject], said: Decisions, release: Release) -> tuple[RecordObject, ...]:
    """Return the objects that the archive takes, and nothing else.

    Where a parent is not taken, 4.0 carries it along as context; before, its children travel alone and name it.
    """
    found: list[RecordObject] = []
    for item in objects:
        found += _taken(item, said, APPRAISE, release)
    return tuple(found)


def _taken(item: RecordObject, said: Decisions, above: str, release: Release) -> list[RecordObject]:
    decision = decision_on(item, said, above)
    if isinstance(item, Document):
        return [item] if decision == ARCHIVE else []
    children: list[RecordObject] = [*item.cases]
    if isinstance(item, File):
        children += item.files
    below = [taken for child in children for taken in _taken(child, said, decision, release)]
    if decision == ARCHIVE:
        return [_with_children(item, below)]
    if not below:
        return []
    if release.generation == FOURTH:
        return [_as_context(item, below)]
    return [_naming(item, child) for child in below]


def _with_children(item: File | Case, below: list[RecordObject]) -> File | Case:
    cases = tuple(child for child in below if isinstance(child, Case))
    if isinstance(item, Case):
        return replace(item, cases=cases)
    return replace(item, cases=cases, files=tuple(child for child in below if isinstance(child, File)))


def _as_context(item: File | Case, below: list[RecordObject]) -> File | Case:
    # Context says where something lay. What was said and done there is not the archive's.
    if isinstance(item, File):
        bare: File | Case = File(
            uuid=item.uuid, number=item.number, context_only=True, metadata=item.metadata, period=item.period
        )
    else:
        bare = Case(uuid=item.uuid, number=item.number, context_only=True, metadata=item.metadata, period=item.period)
    return _with_children(bare, below)


def _naming(parent: File | Case, child: RecordObject) -> RecordObject:
    if isinstance(child, Case) and isinstance(parent, File) and not child.file_subject:
        return replace(child, file_subject=parent.metadata.subject)
    return child
