"""Folding leaves words as they are; numbered text is found again by its citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.fold import fold, plain_marks, words
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

TEXT = "“It will rain,” she said. He — a farmer — doubted it: “Not today.”\nThe 3 dams held."


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """To fold is idempotent."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_plain_marks_move_nothing(text: str) -> None:
    """plain_marks keeps every code point in its place."""
    assert len(plain_marks(text)) == len(text)


def test_quotes_dashes_and_spaces_fold_together() -> None:
    """Curly and straight, long and short, wide and narrow are the same."""
    assert fold("“A\u00a0–  B’s”") == fold('"a - b\'s"')
    assert words("Russia’s U.S. men") == ("russia", "u.s", "men")


@given(st.text(alphabet=st.sampled_from("Ab1 .“”\"'\n—…"), max_size=120))
def test_every_sentence_is_found_by_its_own_citation(text: str) -> None:
    """A sentence's citation leads to that sentence, and a part's citation to that part."""
    numbered = Numbered.of(text)
    for sentence in numbered.sentences:
        assert numbered.find(numbered.cite(sentence)).span == sentence
        part = Span(sentence.start, max(sentence.start + 1, sentence.end - 1))
        assert numbered.find(numbered.cite(part)).span == part


def test_a_part_is_found_by_its_first_and_last_words() -> None:
    """First and last words lead to the stretch between them, whatever the marks look like."""
    numbered = Numbered.of(TEXT)
    assert numbered.find("S2:he - a…doubted it").span.of(TEXT) == "He — a farmer — doubted it"
    assert not numbered.find("S2:He…it").widened
    assert numbered.find("S2:a farmer").span.of(TEXT) == "a farmer"


def test_an_ellipsis_of_the_article_may_stand_in_a_citation() -> None:
    """Whichever … stands for the gap, the words on both sides of it are found."""
    text = "Transfers … would violate it, she said."
    assert Numbered.of(text).find("S1:Transfers … would…it").span.of(text) == "Transfers … would violate it"


def test_last_words_that_stand_twice_are_those_before_a_mark() -> None:
    """A part ends where a clause does, if its last words could also be met in the middle of one."""
    text = "She has “been a leader far longer than he has been a leader”, said Ek."
    assert Numbered.of(text).find("S1:She has “been…been a leader").span.of(text).endswith("he has been a leader")
    assert Numbered.of(text).find("S1:She has…leader far").span.of(text) == "She has “been a leader far"


def test_words_that_are_not_there_widen_to_the_sentence() -> None:
    """A part that is not found stands as the whole sentence, and is marked."""
    place = Numbered.of(TEXT).find("S2:She never…said so")
    assert place.widened
    assert place.span == Numbered.of(TEXT).sentences[1]


@pytest.mark.parametrize("cite", ["S9", "Q7", "S0", "Q0", "S999999", "X1", "S", "S1[5:2"])
def test_a_number_out_of_range_is_refused_in_a_sentence(cite: str) -> None:
    """There is no sentence 9 where there are three."""
    with pytest.raises(LookupError, match=r"There is no|is no citation"):
        Numbered.of(TEXT).find(cite)


def test_an_article_cannot_forge_a_line_or_a_number() -> None:
    """Each sentence is one line of ours, and its own ⟦Q1⟧ is not a number."""
    text = "S9 forged ⟦Q9⟧ text\u2028S8 more “words”."
    lines = list(Numbered.of(text).lines(1, len(Numbered.of(text).sentences)))
    assert all(line.startswith(f"S{number} ") for number, line in enumerate(lines, 1))
    assert "".join(lines).count("⟦") == 1
