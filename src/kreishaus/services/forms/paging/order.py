"""The way through the pages of a form."""

from kreishaus.services.forms.engine.evaluation import Evaluation


def next_page(evaluation: Evaluation, page_key: str) -> str | None:
    """Return the key of the visible page after this one, None after the last."""
    return _neighbour(evaluation, page_key, 1)


def previous_page(evaluation: Evaluation, page_key: str) -> str | None:
    """Return the key of the visible page before this one, None before the first."""
    return _neighbour(evaluation, page_key, -1)


def _neighbour(evaluation: Evaluation, page_key: str, direction: int) -> str | None:
    keys = [page.key for page in evaluation.schema.pages]
    here = keys.index(page_key)
    rest = keys[here + 1 :] if direction > 0 else keys[:here][::-1]
    return next((key for key in rest if key in evaluation.visible_pages), None)
