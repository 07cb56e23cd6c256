"""The corpus of sentences: nothing is translated wrongly, and most of it is translated."""

import pytest

from tests.services.forms.formats.xdatenfelder.rules.corpus import (
    REVIEW,
    TRANSLATED,
    WRONG,
    Sentence,
    sentences,
    verdict,
)

LEFT_OPEN = 0.10
"""how much of what could be translated may wait for a person"""


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence.text[:60])
def test_no_sentence_is_translated_wrongly(sentence: Sentence) -> None:
    found, why = verdict(sentence)

    assert found != WRONG, why


def test_nine_of_ten_sentences_are_translated() -> None:
    meant = [sentence for sentence in sentences() if sentence.meaning != (REVIEW,)]

    done = sum(verdict(sentence)[0] == TRANSLATED for sentence in meant)

    assert len(sentences()) >= 240
    assert done / len(meant) >= 1 - LEFT_OPEN
