"""Conditions as people think of them: comparisons joined by "and" and "or", instead of CEL text.

- `model`: the tree; `from_cel` reads it from CEL, `to_cel` writes it back
- `naming`: what a path is called and what it can be compared with
- `words`: a condition or a rule as a German sentence

CEL that goes beyond the tree stays CEL: `from_cel` says so, and nothing is approximated.
"""

from kreishaus.services.forms.engine.rule_model.from_cel import BeyondModel, condition_from
from kreishaus.services.forms.engine.rule_model.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    DateExists,
    ExactlyOne,
    Measure,
    Not,
    Operator,
    Other,
    Quantifier,
    Rows,
    Today,
)
from kreishaus.services.forms.engine.rule_model.to_cel import cel_of
from kreishaus.services.forms.engine.rule_model.words import condition_in_words, rule_in_words, shown_in_words

__all__ = [
    "All",
    "AnyOf",
    "BeyondModel",
    "Comparison",
    "Condition",
    "DateExists",
    "ExactlyOne",
    "Measure",
    "Not",
    "Operator",
    "Other",
    "Quantifier",
    "Rows",
    "Today",
    "cel_of",
    "condition_from",
    "condition_in_words",
    "rule_in_words",
    "shown_in_words",
]
