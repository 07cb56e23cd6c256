"""The page before publication: blocks, warnings and notes, each with the way to its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kreishaus.faces.desk.form_places import place_in_words
from kreishaus.people.organisation.rules import Acting
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules.advice import Double, doubles, personal_questions
from kreishaus.workshop.packages.rules.gate import Gate, Remark, Severity, gate_of

_TITLES = {
    Severity.BLOCK: "Das fehlt noch",
    Severity.WARNING: "Warnungen: vorlegen geht, mit Begründung",
    Severity.NOTE: "Hinweise",
}
_USUAL = "Wir prüfen damit Ihren Antrag und können Sie erreichen."


@dataclass(frozen=True, slots=True)
class Line:
    """One remark with its link."""

    text: str
    hint: str
    address: str
    double: Double | None


@dataclass(frozen=True, slots=True)
class Section:
    """The remarks of one kind."""

    severity: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WithoutPurpose:
    """A group whose personal questions do not say what they are for."""

    address: str
    place: str
    labels: tuple[str, ...]
    questions: tuple[str, ...]
    proposal: str = _USUAL


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is asked of somebody who hands a version over."""

    version: PackageVersion
    gate: Gate
    message: str
    despite: str
    problems: tuple[str, ...]

    @property
    def sections(self) -> list[Section]:
        """The remarks by how much they matter."""
        return [
            Section(severity.value, title, tuple(self._line(remark) for remark in found))
            for severity, title in _TITLES.items()
            if (found := self.gate.of(severity))
        ]

    @property
    def purposes(self) -> list[WithoutPurpose]:
        """The groups for which one sentence is missing."""
        return groups_without_purpose(self.version)

    def _line(self, remark: Remark) -> Line:
        path = remark.place.removeprefix("once:")
        double = None
        if path != remark.place:
            form = packages.form_or_none(self.version)
            double = next((each for each in doubles(form) if each.address == path), None) if form else None
        return Line(remark.text, remark.hint, mending_place(remark.place, self.version), double)


def hand_over_of(version: PackageVersion, acting: Acting, typed: Mapping[str, str] | None = None) -> HandOver:
    """Return the gate with what was typed, and what of it is missing."""
    del acting
    gate = gate_of(version)
    sent = typed or {}
    message = sent.get("neu", version.message).replace("\r\n", "\n").strip()
    despite = sent.get("trotzdem", version.despite).replace("\r\n", "\n").strip()
    problems = []
    if typed is not None:
        is_first = not version.package.versions.exclude(pk=version.pk).filter(published_at__isnull=False).exists()
        message = message or ("Erste Fassung." if is_first else "")
        if not message:
            problems.append("Bitte schreiben Sie kurz, was neu ist.")
        if gate.needs_reason and not despite:
            problems.append("Bitte schreiben Sie, warum der Dienst trotz der Warnungen online gehen soll.")
    return HandOver(version, gate, message, despite, tuple(problems))


def groups_without_purpose(version: PackageVersion) -> list[WithoutPurpose]:
    """Return the innermost groups whose personal questions do not say what they are for."""
    form = packages.form_or_none(version)
    if form is None:
        return []
    service = packages.service_definition(version)
    found: dict[str, list[tuple[str, str]]] = {}
    for each in personal_questions(form, service):
        if not each.purpose:
            found.setdefault(each.address.rpartition(".")[0], []).append((each.address, each.label))
    return [
        WithoutPurpose(
            group,
            place_in_words(form, group),
            tuple(label for _, label in questions),
            tuple(address for address, _ in questions),
        )
        for group, questions in found.items()
    ]


def mending_place(place: str, version: PackageVersion) -> str:
    """Return the page where something can be mended, "" if there is none."""
    where = [version.package.key, version.version]
    if place.startswith("once:"):
        return f"{reverse('desk:builder', args=where)}?{urlencode({'element': place[5:]})}"
    if place.startswith("letters"):
        return reverse("desk:builder_letters", args=where)
    own = reverse("desk:service", args=where)
    known = {
        "reviews": reverse("desk:settle_reviews", args=where),
        "code_lists": f"{own}#codelisten",
        "proving": reverse("desk:service_proving", args=where),
        "accessibility": reverse("desk:service_preview", args=where),
        "purposes": f"{reverse('desk:service_gate', args=where)}#zweck",
        "texts": reverse("desk:service_texts", args=where),
        "tests": "",
    }
    return known.get(place, reverse("desk:service_settings", args=where))
