"""What is left out or put off until it is needed comes to the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.lazily import lazily
from summarizer.text.stems import _SPELLINGS, one_spelling


def test_a_lazy_pattern_finds_what_the_pattern_finds() -> None:
    lazy, text = lazily(r"(?P<day>[a-z]+day)", re.IGNORECASE), "On Monday and on Friday"
    pattern = re.compile(lazy.pattern, re.IGNORECASE)
    assert [one.span("day") for one in lazy.finditer(text)] == [one.span("day") for one in pattern.finditer(text)]
    assert lazy.sub("-", text) == pattern.sub("-", text) == "On - and on -"


def test_a_mistake_in_a_lazy_pattern_shows_at_its_first_use() -> None:
    wrong = lazily("(")
    with pytest.raises(re.error):
        wrong.search("(")


@given(st.text("abceilmnorstu", max_size=9).flatmap(lambda word: st.sampled_from([word, word + "our", word + "ised"])))
def test_a_word_without_letters_that_are_spelled_in_two_ways_keeps_its_spelling(word: str) -> None:
    spelled = word
    for pattern, plain in _SPELLINGS:
        spelled = pattern.sub(plain, spelled)
    assert one_spelling(word) == spelled
