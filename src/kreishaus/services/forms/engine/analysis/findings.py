"""What an analysis finds: a sentence, how sure it is, and the smallest example that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """the form cannot do what it promises; it must not go online like this"""
    WARNING = "warning"
    """something is superfluous or surprising"""
    OPEN = "open"
    """within the bounds of the search nobody can say"""

    @property
    def label(self) -> str:
        """The German word."""
        return {"error": "Fehler", "warning": "Hinweis", "open": "Nicht entschieden"}[self.value]


class Kind(StrEnum):
    """What a finding is about."""

    FLAW = "flaw"
    NEVER_SHOWN = "never-shown"
    PAGE_NEVER_SHOWN = "page-never-shown"
    REQUIRED_NEVER_SHOWN = "required-never-shown"
    NEVER_TRUE = "never-true"
    ALWAYS_TRUE = "always-true"
    REQUIRED_AND_FORBIDDEN = "required-and-forbidden"
    EXCLUDING_RULES = "excluding-rules"
    NEVER_VALID = "never-valid"
    UNKNOWN_OPTION = "unknown-option"
    OPTION_NEVER_VALID = "option-never-valid"
    NEVER_COMPUTED = "never-computed"
    SHUTS_OUT = "shuts-out"
    FEES = "fees"
    EVIDENCE_NEVER_ASKED = "evidence-never-asked"
    LETTER_WITH_GAP = "letter-with-gap"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding."""

    kind: Kind
    severity: Severity
    message: str
    path: str = ""
    """the element it is about"""
    rules: tuple[str, ...] = ()
    """the ids of the rules it is about"""
    hint: str = ""
    example: Mapping[str, object] | None = None
    """path -> answer: the fewest answers that show it; None if none is needed"""

    def to_data(self) -> dict[str, object]:
        """Return the finding as plain data."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "message": self.message,
            "path": self.path,
            "rules": list(self.rules),
            "hint": self.hint,
            "example": None if self.example is None else dict(self.example),
        }


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was found, and how much was looked at."""

    findings: tuple[Finding, ...] = ()
    questions: int = 0
    """how many questions were put (can this be shown, can that be true)"""
    proven: int = 0
    """how many of them were settled: by an example, or by trying every case that differs"""
    tried: int = 0
    """how many sets of answers were tried"""
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of publication."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def to_data(self) -> dict[str, object]:
        """Return the analysis as plain data."""
        return {
            "questions": self.questions,
            "proven": self.proven,
            "tried": self.tried,
            "findings": [finding.to_data() for finding in self.findings],
        }
