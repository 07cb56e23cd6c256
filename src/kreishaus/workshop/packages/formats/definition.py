"""What a service is: the typed content of service.yaml, without its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kreishaus.services.payments.rules import FeeRule
from kreishaus.workshop.packages.enums import Access, Disposal, Process, SignOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where the case goes in the filing plan and how long it stays."""

    position: str = ""
    file_title: str = ""
    retention: str = ""
    disposal: str = Disposal.DESTROY.value
    access: str = Access.OFFICE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document that has to be shown."""

    key: str
    name: str
    required: bool = True
    when: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """What an application takes from a register that has everything only once."""

    register: str
    value: str
    hold: str
    taken: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Where the answers say who applies: three CEL expressions."""

    name: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The text of a decision; `{{ name }}` stands for a value."""

    subject: str
    salutation: str = ""
    paragraphs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    reasons: str = ""
    template: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every text of the letter in its order."""
        return (self.subject, self.salutation, *self.paragraphs, *self.conditions, self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDefinition:
    """The content of service.yaml. Periods are ISO 8601 texts, conditions are CEL."""

    key: str
    name: str
    version: str
    leika: str = ""
    audience: tuple[str, ...] = ("citizen",)
    life_situation: str = ""
    keywords: tuple[str, ...] = ()
    popularity: int = 0
    summary: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    office: str = ""
    trust_level: str = "none"
    legal_basis: tuple[Mapping[str, str], ...] = ()
    fees: tuple[FeeRule, ...] = ()
    fee_text: str = ""
    duration_text: str = ""
    decide_within: str = ""
    fiction: bool = False
    evidence: tuple[Evidence, ...] = ()
    filing: Filing = Filing()
    process: str = Process.DECISION.value
    sign_off: str = SignOff.CASE_WORKER.value
    reserve: Reserve | None = None
    applicant: Applicant = Applicant()
    title: str = ""
    letters: Mapping[str, Letter] = field(default_factory=dict)
    legal_remedy: str = ""
    code_lists_missing: tuple[str, ...] = ()
    code_lists_as_text: tuple[str, ...] = ()

    @property
    def code_lists_open(self) -> tuple[str, ...]:
        """Return the code lists about which nobody has decided yet."""
        return tuple(name for name in self.code_lists_missing if name not in self.code_lists_as_text)
