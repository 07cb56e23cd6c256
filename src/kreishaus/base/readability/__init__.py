"""How easy a German text is to read, and what makes it hard: measures, and hints that say what to write instead.

Two measures from research stand behind the score:

- Flesch for German after Amstad (1978): `180 - words per sentence - 58.5 * syllables per word`, from 0 to 100.
- LIX after Björnsson (1968): `words per sentence + 100 * share of words with more than six letters`.

`score` is their mean on one scale from 0 (very hard) to 100 (very easy); LIX 25 counts as 100, LIX 75 as 0.
German compounds push Amstad down and hardly touch LIX, many short sentences do the reverse, so the mean
of the two judges forms more fairly than either alone.
"""

from kreishaus.base.readability.hints import LONG_SENTENCE, Hint, Kind, hints_on
from kreishaus.base.readability.measures import ENOUGH_WORDS, Measure, grade, measure
from kreishaus.base.readability.sentences import sentences, words

__all__ = [
    "ENOUGH_WORDS",
    "LONG_SENTENCE",
    "Hint",
    "Kind",
    "Measure",
    "grade",
    "hints_on",
    "measure",
    "sentences",
    "words",
]
