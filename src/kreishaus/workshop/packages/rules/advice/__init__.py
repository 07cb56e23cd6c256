"""What could be better about a service: texts that are hard to read, personal data without reason, double questions."""

from kreishaus.workshop.packages.rules.advice.once import Double, doubles
from kreishaus.workshop.packages.rules.advice.personal import Personal, personal_questions, reasons_of
from kreishaus.workshop.packages.rules.advice.texts import ServiceText, hardest_first, overall, texts_of
from kreishaus.workshop.packages.rules.advice.uses import uses_of

__all__ = [
    "Double",
    "Personal",
    "ServiceText",
    "doubles",
    "hardest_first",
    "overall",
    "personal_questions",
    "reasons_of",
    "texts_of",
    "uses_of",
]
