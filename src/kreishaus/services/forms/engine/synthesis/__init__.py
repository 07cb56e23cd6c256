"""Synthetic applicants: people who do not exist fill a form in completely, by its own rules.

`fill` answers what is asked, evaluates, and repairs what is wrong until nothing is missing. The same
form, day, seed and persona always give the same answers.
"""

from kreishaus.services.forms.engine.synthesis.filling import Filling, NotFillable, fill, try_fill
from kreishaus.services.forms.engine.synthesis.personas import PERSONAS, Persona

__all__ = ["PERSONAS", "Filling", "NotFillable", "Persona", "fill", "try_fill"]
