"""What given answers mean for a form on a day: what is shown, asked, wrong, and submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kreishaus.services.forms.engine.judging import Judge
from kreishaus.services.forms.engine.places import copy_of, put
from kreishaus.services.forms.engine.reckoning import Reckoning
from kreishaus.services.forms.engine.schema import Answers, FormSchema


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that was given but is not submitted, because its field is hidden."""

    path: str
    label: str
    page: str
    value: object
    reason: str
    """a sentence for the person who gave it"""


@dataclass(slots=True)
class Evaluation:
    """The result for one set of answers on one day; the same input gives the same result."""

    schema: FormSchema
    on: date
    visible: set[str] = field(default_factory=set)
    """paths of all shown groups, rows (`vehicle[0]`) and fields"""
    required: set[str] = field(default_factory=set)
    """shown fields (and groups, by rule) that must be answered"""
    forbidden: set[str] = field(default_factory=set)
    """shown fields and groups that must stay empty"""
    computed: dict[str, object] = field(default_factory=dict)
    """shown fields whose value a `set` rule gives"""
    errors: dict[str, list[str]] = field(default_factory=dict)
    """path -> what is wrong and how it becomes right, in the order of the form"""
    given: Mapping[str, object] = field(default_factory=dict)
    """the answers that were evaluated, computed values included"""
    submitted: Answers = field(default_factory=dict)
    aside: Answers = field(default_factory=dict)
    """hidden answers, nested like answers; a row keeps its place in its list"""
    aside_entries: list[Aside] = field(default_factory=list)
    undecided: tuple[str, ...] = ()
    """ids of rules that wait for an answer (`when:<path>` for the shorthand)"""
    failures: dict[str, str] = field(default_factory=dict)
    """ids of rules that could not be computed with these answers, and why"""
    visible_pages: tuple[str, ...] = ()
    errors_by_page: dict[str, list[str]] = field(default_factory=dict)
    """page key -> paths with errors, in the order of the form"""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing and nothing is wrong."""
        return not self.errors

    def errors_on(self, page_key: str) -> dict[str, list[str]]:
        """Return the errors of one page."""
        return {path: self.errors[path] for path in self.errors_by_page.get(page_key, ())}


def evaluate(
    schema: FormSchema,
    answers: Mapping[str, object],
    *,
    on: date,
    raw: Mapping[str, object] | None = None,
) -> Evaluation:
    """Return what the answers mean on that day.

    `raw` are inputs that could not be read (path -> what was typed): they count as wrong, not as
    missing. Answers are never changed; whatever they hold, this does not fail.
    """
    result = Evaluation(schema, on, given=answers)
    plan = schema.plan
    reckoning = Reckoning(plan, answers, on)
    Judge(reckoning, result, raw or {}).judge()
    if result.computed:
        given = copy_of(answers)
        for path, value in result.computed.items():
            put(given, path, value)
        result.given = given
    result.undecided = tuple(sorted(reckoning.undecided))
    result.failures = reckoning.failures
    return result


def environment(evaluation: Evaluation) -> dict[str, object]:
    """Return what was submitted as variables for other expressions (fees, titles, routing).

    Every field of the form is there: unanswered and hidden ones read as in conditions of the form.
    `today` is the day of the evaluation.
    """
    reckoning = Reckoning(evaluation.schema.plan, evaluation.submitted, evaluation.on)
    return {"today": reckoning.today, **reckoning.variables()}
