"""What the pages of a file and of a case share: how long it is kept and why, holds, participants, references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kreishaus.faces.desk import chronicle
from kreishaus.faces.desk.forms import keeping as forms
from kreishaus.faces.desk.forms.plain import PlainForm
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries as records
from kreishaus.records import rules
from kreishaus.records.enums import FileState
from kreishaus.records.models import Case, CrossReference, File, Hold, Participant

Kept = File | Case
FORMS: Mapping[str, type[PlainForm]] = {
    "part": forms.TitleForm,
    "new_case": forms.TitleForm,
    "participant": forms.ParticipantForm,
    "reference": forms.ReferenceForm,
    "hold": forms.HoldForm,
    "retention": forms.RetentionForm,
    "reopen": forms.OneReasonForm,
}
_LABELS = {
    "participant": ("Beteiligte eintragen", "Eintragen"),
    "reference": ("Auf etwas verweisen", "Verweis eintragen"),
    "hold": ("Löschsperre setzen", "Sperre setzen"),
    "retention": ("Von der Frist abweichen", "Frist ändern"),
}
_OF_FILE = {
    "part": ("Teilakte anlegen", "Teilakte anlegen"),
    "new_case": ("Vorgang anlegen", "Vorgang anlegen"),
    "reopen": ("Akte wieder aufnehmen", "Wieder aufnehmen"),
}
_OF_CASE = {
    "part": ("Teilvorgang anlegen", "Teilvorgang anlegen"),
    "reopen": ("Vorgang wieder aufnehmen", "Wieder aufnehmen"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something one may do here: a fold with a short form."""

    key: str
    label: str
    button: str
    form: PlainForm
    address: str

    @property
    def is_open(self) -> bool:
        """Whether the fold stands open, because something was typed that must not be lost."""
        return self.form.is_bound


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold with the people behind it, and what it stands on if that is not the thing itself."""

    hold: Hold
    who: str
    inherited_from: str
    address: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A cross reference as one can follow it; without an address it leads out of the house."""

    label: str
    title: str
    address: str
    note: str
    points_here: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """How something is kept, and what belongs to it."""

    kept: Kept
    kind: str
    derivation: str
    holds: tuple[HoldLine, ...]
    participants: tuple[Participant, ...]
    references: tuple[ReferenceLine, ...]
    deeds: tuple[Deed, ...]
    may_keep: bool
    change_address: str

    @property
    def is_closed(self) -> bool:
        """Whether it is kept already and waits for its disposal."""
        return self.kept.state != FileState.OPEN


def keeping_of(kept: Kept, acting: Acting, *, on: date, bound: Mapping[str, PlainForm] | None = None) -> Keeping:
    """Return what both pages share; `bound` holds a form that was filled in but is not right yet."""
    kind = "file" if isinstance(kept, File) else "case"
    may = rules.may_keep(acting, kept)
    return Keeping(
        kept=kept,
        kind=kind,
        derivation=kept.retention_derivation,
        holds=_holds(kept, on),
        participants=tuple(kept.participants.order_by("id")),
        references=_references(kept, acting),
        deeds=tuple(_deeds(kept, kind, bound or {})) if may else (),
        may_keep=may,
        change_address=reverse(f"desk:{kind}_change", args=[kept.reference]) if may else "",
    )


def _deeds(kept: Kept, kind: str, bound: Mapping[str, PlainForm]) -> Iterator[Deed]:
    labels = _LABELS | (_OF_FILE if kind == "file" else _OF_CASE)
    opened = ["new_case"] if kind == "file" else []
    keys = [*opened, "part", "participant", "reference", "hold"]
    if kept.state == FileState.CLOSED:
        keys = ["reopen", "retention", "hold", "reference"]
    elif kept.state != FileState.OPEN:
        keys = []
    for key in keys:
        label, button = labels[key]
        form = bound.get(key) or FORMS[key](auto_id=f"{key}-%s")
        yield Deed(key, label, button, form, reverse(f"desk:{kind}_{key}", args=[kept.reference]))


def _holds(kept: Kept, on: date) -> tuple[HoldLine, ...]:
    holds = list(records.holds_on(kept, on=on).select_related("file", "case").order_by("set_at"))
    names = chronicle.names_of(hold.set_by.removeprefix("staff:") for hold in holds)
    lines = []
    for hold in holds:
        target = hold.file or hold.case
        assert target is not None
        inherited = "" if target.pk == kept.pk else target.reference
        address = "" if inherited else reverse("desk:lift_hold", args=[hold.pk])
        lines.append(HoldLine(hold, chronicle.actor_name(hold.set_by, names), inherited, address))
    return tuple(lines)


def _references(kept: Kept, acting: Acting) -> tuple[ReferenceLine, ...]:
    """Return the references from here and to here whose other end the acting person may see."""
    near = ("to_file", "to_case", "to_document__case", "from_file", "from_case", "from_document__case")
    leaving = list(kept.references.select_related(*near))
    arriving = list(kept.referred_from.select_related(*near))
    ends = [(_target(each), each, False) for each in leaving] + [(_source(each), each, True) for each in arriving]
    allowed = _allowed([end for end, _each, _here in ends if end is not None], acting)
    lines = []
    for end, each, here in ends:
        if end is None:
            lines.append(ReferenceLine(each.outside, "", "", each.note, points_here=False))
        elif end.pk in allowed:
            address = reverse("desk:file" if isinstance(end, File) else "desk:case", args=[end.reference])
            lines.append(ReferenceLine(end.reference, end.title, address, each.note, here))
        elif not here:
            lines.append(ReferenceLine(end.reference, "", "", each.note, here))
    return tuple(lines)


def _target(reference: CrossReference) -> Kept | None:
    document = reference.to_document
    return reference.to_file or reference.to_case or (document.home if document else None)


def _source(reference: CrossReference) -> Kept | None:
    document = reference.from_document
    return reference.from_file or reference.from_case or (document.home if document else None)


def _allowed(ends: list[Kept], acting: Acting) -> set[object]:
    files = [end.pk for end in ends if isinstance(end, File)]
    cases = [end.pk for end in ends if isinstance(end, Case)]
    seen: set[object] = set()
    if files:
        seen |= set(records.files_visible_to(acting).filter(pk__in=files).values_list("pk", flat=True))
    if cases:
        seen |= set(records.cases_visible_to(acting).filter(pk__in=cases).values_list("pk", flat=True))
    return seen
