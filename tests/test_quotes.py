"""Quoted spans of a news text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.quotes import quoted

_QUOTED_PIECES = st.lists(
    st.sampled_from(["“", "”", '"', "``", "''", "„", "«", "»", "‘", "’", "'", "s", "we won", " ", ",", ".", "\n"]),
    max_size=40,
).map("".join)


def _inner(text: str) -> list[str]:
    return [quote.inner.of(text) for quote in quoted(text)]


@given(st.one_of(st.text(), _QUOTED_PIECES))
def test_quotations_are_in_order_apart_and_inside_their_paragraph(text: str) -> None:
    """No quotation overlaps another or crosses a line break, and each holds its inner span."""
    last = 0
    for quote in quoted(text):
        assert last <= quote.start < quote.end <= len(text)
        assert quote.start <= quote.inner.start <= quote.inner.end <= quote.end
        assert "\n" not in text[quote.start : quote.end]
        assert quote.inner.of(text) == quote.inner.of(text).strip()
        last = quote.end


@pytest.mark.parametrize(
    "text",
    [
        "He said “we won” today.",
        'He said "we won" today.',
        "He said ``we won'' today.",
        "He said ''we won'' today.",
        "He said „we won“ today.",
        "He said „we won” today.",
        "He said «we won» today.",
        "He said ‘we won’ today.",
        "He said 'we won' today.",
        'He said “we won" today.',
        'He said "we won” today.',
    ],
)
def test_all_the_marks_that_news_uses_quote(text: str) -> None:
    """Curly, straight, TeX, low, angled, mixed and single marks all make a quotation."""
    assert _inner(text) == ["we won"]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    """News opens each paragraph of a long quotation anew and closes only the last one."""
    text = "“We will stay,” she said. “The pier is ours.  \n“It always was.”"
    assert [(quote.inner.of(text), quote.closed) for quote in quoted(text)] == [
        ("We will stay,", True),
        ("The pier is ours.", False),
        ("It always was.", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the cities’ mayors don’t agree.",
        "It's the drivers' fault, they're sure, and 'tis the '90s.",
        "Give 'em hell, boys' club or not.",
        "The plank is 5' 10\" long.",
        "It broke in ’08 and ‘09.",
    ],
)
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    """Possessives, contractions, clipped words, years and inches do not quote."""
    assert quoted(text) == ()


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"The clerk left. “The pier is ours,” she wrote.', ["The pier is ours,"]),
        ('He wrote "the “best” pier" twice.', ["the “best"]),
        ("”The pier is ours,” she wrote.", ["The pier is ours,"]),
        ("The pier is ours,” she wrote. “It always was.”", ["It always was."]),
    ],
)
def test_slips_of_the_pen_do_not_turn_quotations_inside_out(text: str, inner: list[str]) -> None:
    """A lone straight mark before curly ones is a stray; a closing mark opens only at a paragraph's head."""
    assert _inner(text) == inner


def test_single_marks_inside_a_quotation_belong_to_it() -> None:
    """A quotation within a quotation is not a second one."""
    text = "“She told me ‘go home’ twice,” he said."
    assert _inner(text) == ["She told me ‘go home’ twice,"]


def test_a_plural_apostrophe_does_not_close_a_single_quotation() -> None:
    """The last possible mark closes when an earlier one may be a possessive."""
    assert _inner("He read ‘the workers’ vote counts’ aloud.") == ["the workers’ vote counts"]
    assert _inner("He backed ‘the workers’ in court.") == ["the workers"]


@pytest.mark.parametrize("mark", ["“", '"', "'", "’", "‘", "''", " '", "'a ", "“a”", "‘as’ "])
def test_hostile_paragraphs_are_read_once(mark: str) -> None:
    """A very long paragraph of nothing but marks is walked to its end."""
    text = mark * 20_000
    assert all(quote.end <= len(text) for quote in quoted(text))
