"""Who does what to whom: parties that have changed places make another claim."""

import pytest
from stories_gold import Page

from summarizer.models import Extract
from summarizer.steps.merge import compared, doubtful, merge


def told(id_: str, sentence: str) -> Extract:
    """An article with one claim, and words that show which of its words are names."""
    text = f"{sentence} People went to Dorsk. People know Halden and like Brightwell. They met in Busan."
    page = Page.of(id_, text, {"Ann Roe": {"kind": "person"}})
    return page.extract(page.claim(sentence, ("Ann Roe",)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The army retook Dorsk from the rebels.", "The rebels retook Dorsk from the army."),
        ("The army retook Dorsk from the rebels.", "Dorsk was retaken from the army by the rebels."),
        ("Halden sued Brightwell over the patent.", "Brightwell sued Halden over the patent."),
        ("Halden sued Brightwell over the patent.", "Halden was sued by Brightwell over the patent."),
        ("Brightwell accused Halden of theft.", "Halden accused Brightwell of theft."),
        ("Russia attacked Ukraine with drones.", "Ukraine attacked Russia with drones."),
        ("Rebels killed soldiers in the valley.", "Soldiers killed rebels in the valley."),
        ("The bank lent the ministry 40 million crowns.", "The ministry lent the bank 40 million crowns."),
    ],
)
def test_parties_that_changed_places_make_two_claims(one: str, two: str) -> None:
    """Where doer and done-to are exchanged, two claims stay two, and nobody is asked about it."""
    extracts = [told("a", one), told("b", two)]
    assert len(merge(extracts).claims) == 2
    assert not doubtful(compared(extracts))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The army retook Dorsk from the rebels on Friday.",
            "Dorsk was retaken from the rebels by the army on Friday.",
        ),
        ("Halden sued Brightwell over the patent.", "Brightwell was sued by Halden over the patent."),
        ("Ukraine attacked Russia with drones at night.", "Russia was attacked with drones by Ukraine at night."),
        ("The army killed nine people at the clinic.", "Nine people were killed at the clinic by the army."),
        ("South Korea met Japan in Busan for talks.", "Japan met South Korea in Busan for talks."),
        ("In Dorsk, the army bombed the market.", "The army bombed the market in Dorsk."),
        ("Japan and Halden will end net fishing by 2027.", "Japan and Halden will end net fishing in Busan by 2027."),
    ],
)
def test_the_same_act_in_other_words_is_one_claim(one: str, two: str) -> None:
    """A passive, an act of both, and a place that stands elsewhere in the sentence change nobody's part."""
    assert len(merge([told("a", one), told("b", two)]).claims) == 1
