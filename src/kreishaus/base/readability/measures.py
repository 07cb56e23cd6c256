"""The figures: words, sentences, syllables, and the score that follows from them."""

from dataclasses import dataclass

from kreishaus.base.readability.sentences import sentences, syllables, words

ENOUGH_WORDS = 8
"""below that, a single long word decides everything, so no score is given"""
_LONG_WORD = 6
_EASY, _FAIR = 60, 40


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted; several texts add up."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    long_words: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        """Return both texts as if they were one."""
        return Measure(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
        )

    @property
    def is_enough(self) -> bool:
        """Whether there is enough text for a fair score."""
        return self.words >= ENOUGH_WORDS

    @property
    def amstad(self) -> float:
        """Flesch for German after Amstad, not cut off at 0 and 100."""
        return 180 - self.words / self.sentences - 58.5 * self.syllables / self.words if self.words else 100.0

    @property
    def lix(self) -> float:
        """LIX after Björnsson."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0

    @property
    def score(self) -> int:
        """From 0 (very hard) to 100 (very easy)."""
        return round((_cut(self.amstad) + _cut(150 - 2 * self.lix)) / 2)


def measure(text: str) -> Measure:
    """Count a text."""
    found = [words(sentence) for sentence in sentences(text)]
    every = [word for sentence in found for word in sentence]
    return Measure(
        words=len(every),
        sentences=len(found),
        syllables=sum(map(syllables, every)),
        long_words=sum(len(word) > _LONG_WORD for word in every),
    )


def grade(score: int) -> str:
    """Return a score in words."""
    return "gut zu verstehen" if score >= _EASY else "geht noch" if score >= _FAIR else "schwer zu verstehen"


def _cut(value: float) -> float:
    return min(100.0, max(0.0, value))
