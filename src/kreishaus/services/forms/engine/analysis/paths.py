"""Which pages one after another somebody may see: every sequence that is possible, with an example."""

from dataclasses import dataclass
from itertools import product

from kreishaus.services.forms.engine.analysis.domains import support
from kreishaus.services.forms.engine.analysis.searching import Example, Searcher, built
from kreishaus.services.forms.engine.reckoning import Reckoning, is_answered
from kreishaus.services.forms.engine.tree import PageNode

_MOST_SEQUENCES = 64

Sequence = tuple[str, ...]
"""the keys of the pages that are shown"""


@dataclass(frozen=True, slots=True)
class Sequences:
    """The page sequences of a form."""

    found: dict[Sequence, Example]
    """each with answers that lead through it; the fewest that were tried"""
    complete: bool
    """whether every case that differs was tried, so that there are no others"""


def page_sequences(searcher: Searcher, *, most: int = _MOST_SEQUENCES) -> Sequences:
    """Return the sequences of pages that answers lead through, at most so many."""
    tree = searcher.schema.plan.tree
    # A page without conditions of its own is still no step while nothing on it is shown.
    open_to_doubt = [page for page in tree.pages if page.when or all(node.has_conditions for node in page.children)]
    whens = [page.when for page in open_to_doubt if page.when]
    needed = support(tree, whens, [node for page in open_to_doubt for node in page.children], on=searcher.on)
    found: dict[Sequence, Example] = {}
    exhausted = needed.size <= searcher.most_each
    every = product(*(domain.values for domain in needed.domains))
    combinations = every if exhausted else iter(searcher.drawn(needed, searcher.most_each))
    for values in combinations:
        reckoning = Reckoning(searcher.schema.plan, built(needed.domains, values), searcher.on, ahead=False)
        sequence = tuple(page.key for page in tree.pages if _is_step(page, reckoning))
        answers = {d.path: value for d, value in zip(needed.domains, values, strict=True) if is_answered(value)}
        if sequence not in found or len(answers) < len(found[sequence]):
            found[sequence] = answers
        if len(found) >= most:
            return Sequences(found, complete=False)
    return Sequences(found, complete=exhausted and needed.exact)


def _is_step(page: PageNode, reckoning: Reckoning) -> bool:
    return any(reckoning.visible(node, ()) for node in page.children)
