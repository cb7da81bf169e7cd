"""What of its words makes a claim the same as another or its contrary, and what is only how a report tells it."""

from datetime import date

import pytest
from stories_gold import Page

from summarizer.models import Brief, Extract
from summarizer.steps.ground.evidence import copied
from summarizer.steps.merge import merge
from summarizer.steps.merge.days import days_of
from summarizer.steps.merge.quantities import without_refuted
from summarizer.text.numbered import Place
from summarizer.text.span import Span

UNION = "Transport and Haulage Union"
THURSDAY = date(2025, 3, 6)


def cued(id_: str, sentence: str, cue: str, published: date | None = None) -> Extract:
    """An article whose one sentence is a claim as a whole, the words of saying among it."""
    page = Page.of(id_, sentence, {UNION: {"kind": "organisation"}}, published)
    claim, start = page.claim(sentence, (UNION,)), sentence.index(cue)
    said = copied(page.article, Place(Span(start, start + len(cue))), "cue")
    return page.extract(claim.model_copy(update={"evidence": (*claim.evidence, said)}))


def told(id_: str, sentence: str, by: str = UNION) -> Extract:
    """An article of one claim."""
    page = Page.of(id_, sentence, {by: {"kind": "organisation"}})
    return page.extract(page.claim(sentence, (by,)))


def counts(*extracts: Extract) -> tuple[int, int]:
    """How many claims and conflicts a story has."""
    brief: Brief = merge(extracts)
    return len(brief.claims), len(brief.conflicts)


def test_who_says_it_and_that_he_does_is_not_what_is_said() -> None:
    """A speaker's name and verb within what is cited make no other claim of it, and other words do."""
    bare = told("a", "Nine in ten drivers of the city walked out.")
    named = cued("b", f"The {UNION} put drivers who walked out at nine in ten.", "put")
    assert counts(bare, named) == (1, 0)
    assert counts(bare, told("c", "The boards of Haulage and Transport met nine in ten walkers.")) == (2, 0)


@pytest.mark.parametrize(
    ("told_", "left"),
    [
        ("The toll stands at 24 and not at 31", "The toll stands at 24"),
        ("It lost 24 boats, not 31, in the storm", "It lost 24 boats, in the storm"),
        ("It lost 24 boats rather than 31", "It lost 24 boats"),
        ("Not 24 people came, and not in 3 ships", "Not 24 people came, and not in 3 ships"),
        ("It did not lose 24 boats", "It did not lose 24 boats"),
    ],
)
def test_a_figure_that_another_replaces_is_not_told(told_: str, left: str) -> None:
    """Of “24 and not 31” the first figure is said, and nothing is denied."""
    assert without_refuted(told_) == left


def test_a_part_is_in_no_conflict_with_its_whole() -> None:
    """Fourteen and 31 in the whole province may both be; more than in all of it, or 14 in the province, may not."""
    whole = told("a", "In the whole province 31 schools are damaged.", "Ministry")
    assert counts(whole, told("b", "Fourteen schools are damaged.")) == (2, 0)
    assert counts(whole, told("b", "Forty schools are damaged.")) == (2, 1)
    assert counts(whole, told("b", "Fourteen schools in the province are damaged.")) == (2, 1)


def test_what_was_counted_by_a_day_need_not_have_happened_then() -> None:
    """“Had counted 24 dead by Wednesday” names no day of the deaths; “by Wednesday” of what is to come is its day."""
    assert days_of("had counted 24 dead by Wednesday", THURSDAY) == frozenset()
    assert days_of("is to close by Wednesday", THURSDAY) == {date(2025, 3, 12)}


def test_a_group_goes_by_what_its_article_calls_it_for_short() -> None:
    """“Survivors” are the “Survivors of the accident” whom their article also calls the survivors; a body is not."""
    for kind, parties in (("group", 1), ("organisation", 2)):
        full = Page.of("a", "Survivors of the accident spoke.", {"Survivors of the accident": {"kind": kind}})
        called = full.parties[0].model_copy(update={"aliases": ("the survivors",)})
        short = Page.of("b", "Survivors spoke.", {"Survivors": {"kind": kind}})
        assert len(merge([full._replace(parties=(called,)).extract(), short.extract()]).parties) == parties


def test_a_sentence_that_is_cited_whole_still_tells_when_it_was_said() -> None:
    """A figure that its party repeats two days later has two origins, wherever the words of saying stand."""
    page = Page.of("a", "14 trams had burned, it said on Tuesday.", {UNION: {"kind": "organisation"}}, date(2025, 3, 4))
    first = page.extract(page.claim("14 trams had burned", (UNION,)))
    again = cued(
        "b", f"The {UNION} repeated its figure on Thursday, of 14 trams that had burned.", "repeated", THURSDAY
    )
    aside = cued("c", f"The {UNION} had first spoken of 14 trams that had burned.", "spoken of", THURSDAY)
    assert [claim.support.origins for claim in merge([first, again]).claims] == [2]
    assert [claim.support.origins for claim in merge([first, aside]).claims] == [1]


def test_a_claim_that_is_cut_short_is_still_that_claim() -> None:
    """What says nothing that a longer claim of its speaker does not say is one with it, and no other's is."""
    long = "The tap water of Puerto Claro is safe to drink six days after sewage ran into the main pipe of the port."
    assert counts(told("a", long), told("b", "The water was safe.")) == (1, 0)
    assert counts(told("a", long), told("b", "The water was safe.", "Hospital")) == (2, 0)
    assert counts(told("a", long), told("b", "The water was safe for 40 days.")) == (2, 0)
    assert counts(told("a", long), told("b", "The water was not safe.")) == (2, 0)


def test_the_ministry_is_the_only_one_there_is() -> None:
    """“The ministry” is the one ministry of a story; of two it is neither, and “the police” is no “harbour police”."""
    for names, parties in (
        (("labour ministry", "The ministry"), 1),
        (("labour ministry", "interior ministry", "The ministry"), 3),
        (("harbour police", "The police"), 2),
    ):
        pages = (Page.of(f"a{n}", f"{name} spoke.", {name: {}}) for n, name in enumerate(names))
        assert len(merge([page.extract() for page in pages]).parties) == parties, names
