"""The list of pages with their state: where am I, what is done, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from kreishaus.base.words import say
from kreishaus.faces.portal import addresses
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.paging import initial_answers

CHECK = "pruefen"


@dataclass(frozen=True, slots=True)
class Step:
    """One page in the list."""

    title: str
    state: str
    """"done", "current", "error" or "open" """
    address: str = ""

    @property
    def state_text(self) -> str:
        """Return the state in words."""
        return {"done": say("erledigt"), "current": say("hier sind Sie"), "error": say("noch nicht vollständig")}.get(
            self.state, ""
        )


def of(
    schema: FormSchema,
    current: str,
    *,
    evaluation: Evaluation | None = None,
    answers: Mapping[str, object] | None = None,
    secret: str = "",
) -> list[Step]:
    """Return the visible pages and the check page at the end, with their states."""
    found: list[Step] = []
    given, ready = answers or {}, initial_answers(schema)
    keys = [page.key for page in schema.pages]
    here = keys.index(current) if current in keys else len(keys)
    for place, page in enumerate(schema.pages):
        if evaluation is not None and page.key not in evaluation.visible_pages:
            continue
        # An answer that the form suggests itself is no beginning.
        answered = any(given.get(group.key) not in (None, {}, [], ready.get(group.key)) for group in page.groups)
        began = answered or (bool(secret) and place < here)
        wrong = bool(evaluation and evaluation.errors_by_page.get(page.key))
        state = "current" if page.key == current else "open"
        if state == "open" and began:
            state = "error" if wrong else "done"
        found.append(Step(page.title, state, addresses.page(secret, page.key) if secret and began else ""))
    found.append(Step(say("Prüfen und senden"), "current" if current == CHECK else "open"))
    return found


def position(steps: list[Step]) -> tuple[int, int]:
    """Return (number of the current page, number of all pages), beginning with 1."""
    for number, step in enumerate(steps, start=1):
        if step.state == "current":
            return number, len(steps)
    return 1, len(steps)
