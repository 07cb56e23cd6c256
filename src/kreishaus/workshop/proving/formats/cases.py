"""Reading `tests/*.yaml`: answers on a day, and what is expected of the service then.

    cases:
      - name: Hilke zieht um
        on: 2026-03-01
        answers: {person: {family_name: de Vries}}
        expect: {errors: {}, visible: [person.family_name], path: [person], fee: "30.70"}

Every key of `expect` may be missing. `errors` is exact: `{}` means that nothing is wrong, `true`
that any message will do. `path` are the pages that are seen, in their order; `computed` what rules
work out; `fee`, `evidence`, `title`, `applicant` and `letter` (parts of its text) what the service
makes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import SourceMap, load

OUTCOMES = ("grant", "refuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is expected; None where the test says nothing."""

    errors: Mapping[str, str | bool] | None
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    required: tuple[str, ...]
    path: tuple[str, ...] | None
    computed: Mapping[str, Any]
    fee_cents: int | None
    evidence: tuple[str, ...] | None
    title: str | None
    applicant: Mapping[str, str]
    letters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One made-up application and what is expected of it."""

    name: str
    on: date
    answers: Mapping[str, Any]
    expect: Expectation
    number: int
    source: SourceMap


def read_cases(text: str, file: str) -> list[Case]:
    """Return the cases of a test file.

    :raises Problems: with every mistake of the file.
    """
    source = load(text, file)
    top = Section(source)
    cases = [_case(entry, number) for number, entry in enumerate(top.sections("cases"))]
    top.finish()
    return cases


def _case(entry: Section, number: int) -> Case:
    answers = entry.raw("answers") or {}
    if not isinstance(answers, dict):
        entry.refuse("Hier werden die Antworten nach Gruppen erwartet.", key="answers")
        answers = {}
    case = Case(
        name=entry.text("name", required=True),
        on=entry.day("on") or date.min,
        answers=answers,
        expect=_expectation(entry.section("expect")),
        number=number,
        source=entry.source,
    )
    if case.on == date.min and "on" not in entry:
        entry.refuse("Der Tag fehlt, an dem geprüft wird.", hint="Bitte so schreiben: on: 2026-03-01")
    entry.close()
    return case


def _expectation(section: Section) -> Expectation:
    applicant, letters, computed = (section.section(key) for key in ("applicant", "letter", "computed"))
    expectation = Expectation(
        errors=_errors(section),
        visible=tuple(section.texts("visible")),
        hidden=tuple(section.texts("hidden")),
        required=tuple(section.texts("required")),
        path=tuple(section.texts("path")) if "path" in section else None,
        computed={path: computed.raw(path) for path in computed.keys()},  # noqa: SIM118
        fee_cents=section.cents("fee") if "fee" in section else None,
        evidence=tuple(section.texts("evidence")) if "evidence" in section else None,
        title=section.text("title") if "title" in section else None,
        applicant={key: applicant.text(key) for key in ("name", "email", "address") if key in applicant},
        letters={outcome: tuple(letters.texts(outcome)) for outcome in OUTCOMES if outcome in letters},
    )
    for inner in (applicant, letters, computed, section):
        inner.close()
    return expectation


def _errors(section: Section) -> dict[str, str | bool] | None:
    if "errors" not in section:
        section.raw("errors")
        return None
    errors = section.section("errors")
    return {path: True if errors.raw(path) is True else errors.text(path) for path in errors.keys()}  # noqa: SIM118
