"""Sentences of a news text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import sentences

_NEWS_PIECES = st.lists(
    st.sampled_from(
        [
            "The U.S.",
            " ",
            "\n",
            "Gen. Ito",
            "said",
            ". ",
            "…",
            "...",
            ". . .",
            "“",
            "”",
            '"',
            "’",
            "(",
            ")",
            "No. 5",
            "\t",
        ]
    ),
    max_size=40,
).map("".join)


def _cut(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text)]


@given(st.one_of(st.text(), _NEWS_PIECES))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    """Sentences lose nothing, overlap nowhere, cross no line break and have no white space at their ends."""
    covered = [0] * len(text)
    for sentence in sentences(text):
        piece = sentence.of(text)
        assert piece == piece.strip()
        assert piece
        assert "\n" not in piece
        for position in range(*sentence):
            covered[position] += 1
    assert all(covered[i] == 1 for i, char in enumerate(text) if not char.isspace())
    assert max(covered, default=0) <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. Ana Ruiz met Mr. Boyle and Sen. J. T. Okafor on Jan. 5 at 9:30 a.m. EST.",
        "Prices rose 3.5 percent to $1.2 million at Harbor Foods Inc. last year.",
        "The U.S. Senate and the U.N. Security Council disagree.",
        "The bill, known as No. 12, failed in St. Louis.",
        "SPRINGFIELD, Ill. (Wire) — The bridge is closed.",
        "NICOSIA, Cyprus (AP) — The ferry is late.",
        "“Why did it sink?” Ms. Vale asked.",
        "“Stop!” he shouted.",
        "They will … never agree ... on this . . . matter.",
        "1. Close the valve.",
    ],
)
def test_what_is_one_sentence_stays_one(sentence: str) -> None:
    """Abbreviations, figures, datelines, speaker tags and ellipses within a clause do not end a sentence."""
    assert _cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("They left the U.S.", "The ship stayed."),
        ("Drills alarmed the U.S.", "Experts doubt it."),
        ("He works for Harbor Foods Inc.", "She does not."),
        ("The vote ended at 5 p.m.", "Nobody stayed."),
        ("“We won.”", "The hall cheered."),
        ("(It was late.)", "He slept."),
        ("Is it over?", "“No,” she said."),
        ("They answered no.", "Then they left."),
        ("He waited…", "Nobody came."),
        ("It ended in 1999.", "3,000 people came."),
        ("He shouted “Go!”", "Everyone ran."),
    ],
)
def test_a_stop_before_a_new_start_ends_the_sentence(first: str, second: str) -> None:
    """A full stop ends a sentence when what follows can begin one, even after an abbreviation."""
    assert _cut(f"{first} {second}") == [first, second]


def test_a_line_break_always_ends_a_sentence() -> None:
    """Headlines and bullets have no stop; their line is their sentence."""
    assert _cut("Harbor closes\n\n • Two ferries sank\n • Crews are safe\n") == [
        "Harbor closes",
        "• Two ferries sank",
        "• Crews are safe",
    ]


def test_text_without_words_has_no_sentences() -> None:
    """White space alone makes no sentence."""
    assert sentences("") == sentences(" \n\t\n ") == ()


@pytest.mark.parametrize("piece", [".", ". ", ". A", "U.S. ", "1. ", " ", "…”"])
def test_hostile_lines_are_read_to_their_end(piece: str) -> None:
    """A very long line of stops, gaps or abbreviations is cut without looking back over it again and again."""
    text = piece * 20_000
    found = sentences(text)
    assert (found[-1].end if found else 0) == len(text.rstrip())
