"""The report of an import as a page: quality by severity, the official schema, what else was noticed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.xdatenfelder.quality import Severity
from kreishaus.workshop.packages.models import PackageVersion

_SHOWN = 8
_SINGULAR = {
    Severity.CRITICAL: "Kritischer Fehler",
    Severity.METHODICAL: "Methodischer Fehler",
    Severity.WARNING: "Warnung",
    Severity.HINT: "Hinweis",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One official message with the places where it applies, the first of them in words."""

    number: int
    text: str
    count: int
    places: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many places are not shown."""
        return max(0, self.count - len(self.places)) if self.places else 0


@dataclass(frozen=True, slots=True)
class Level:
    """All messages of one severity."""

    key: str
    title: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ImportReportPage:
    """What the import of a schema noticed; `official` is None for reports from before there was a check."""

    levels: tuple[Level, ...]
    counts: tuple[tuple[str, int], ...]
    official: Mapping[str, Any] | None
    notes: tuple[tuple[str, int, str], ...]


def import_report_page(version: PackageVersion, form: FormSchema | None) -> ImportReportPage | None:
    """Return the report of a version, None if it did not come from a schema."""
    report = version.report
    if not report:
        return None
    labels = _labels(form)
    levels = tuple(_levels((report.get("quality") or {}).get("findings") or (), labels))
    return ImportReportPage(
        levels=levels,
        counts=tuple((level.title, len(level.messages)) for level in levels),
        official=report.get("official"),
        notes=tuple(_notes(report.get("notes") or (), labels)),
    )


def _levels(findings: Any, labels: Mapping[str, str]) -> Iterator[Level]:
    for severity in Severity:
        own = [_message(each, labels) for each in findings if each["severity"] == severity]
        if own:
            title = _SINGULAR[severity] if len(own) == 1 else severity.heading
            yield Level(severity.value, title, tuple(own))


def _message(finding: Mapping[str, Any], labels: Mapping[str, str]) -> Message:
    places = dict.fromkeys(_place(each["path"], labels) for each in finding["places"] if each["path"])
    details = dict.fromkeys(each["detail"] for each in finding["places"] if each["detail"])
    shown = tuple(places)[:_SHOWN]
    # The same element in several groups is named once, so it is counted once too.
    count = len(places) if places else finding["count"]
    return Message(finding["number"], finding["text"], count, shown, tuple(details)[:_SHOWN])


def _notes(notes: Any, labels: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    places: dict[str, list[str]] = {}
    for note in notes:
        places.setdefault(note["message"], []).append(note["path"])
    for message, paths in places.items():
        named = list(dict.fromkeys(_place(path, labels) for path in paths if path))
        more = f" und {len(named) - _SHOWN} weitere" if len(named) > _SHOWN else ""
        yield message, len(paths), "; ".join(named[:_SHOWN]) + more


def _place(path: str, labels: Mapping[str, str]) -> str:
    number = path.rsplit("/", 1)[-1].split("#", 1)[0]
    label = labels.get(path)
    return f"{label} ({number})" if label else number


def _labels(form: FormSchema | None) -> dict[str, str]:
    """Return what the elements of the schema are called in the form, by their path."""
    if form is None:
        return {}
    named = [*((field.fim, field.label) for field in form.fields), *((group.fim, group.title) for group in form.groups)]
    return {str(fim["path"]): label for fim, label in named if "path" in fim and label}
