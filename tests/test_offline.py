"""The offline engine: what it makes of sentences that no pattern of reported speech takes apart, and of replies."""

import pytest

from summarizer.models import Article, Claim, Extract
from summarizer.offline import draft
from summarizer.steps.ground import Reading, ground


def read(text: str) -> Extract:
    """Read one article by rules."""
    article = Article(id="a", source="a.txt", text=text)
    return ground(article, draft(article), Reading("offline", 0))


def told(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Each claim with its speakers and modality."""
    found = read(text)
    names = {party.id: party.name for party in found.parties}
    return [(_content(claim), tuple(names[who] for who in claim.speakers), claim.modality) for claim in found.claims]


def _content(claim: Claim) -> str:
    return " … ".join(evidence.exact for evidence in claim.evidence if evidence.role == "content")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Halden Gold plans to cut 800 jobs at its mine, the Miners’ League said on Wednesday.",
            ("Halden Gold plans to cut 800 jobs at its mine", "Miners’ League", "predicted"),
        ),
        (
            "A plane bombed Hask by accident, army spokesman Bram Teller said at a news conference.",
            ("A plane bombed Hask by accident", "Bram Teller", "asserted"),
        ),
        (
            "The Weather Service measured 300 millimetres of rain in Almas.",
            ("300 millimetres of rain in Almas", "Weather Service", "asserted"),
        ),
        (
            "Governor Luis Amaro appealed to the army for boats.",
            ("the army for boats", "Luis Amaro", "demanded"),
        ),
    ],
)
def test_who_tells_a_sentence_is_found_behind_or_before_it(text: str, said: tuple[str, str, str]) -> None:
    """A sentence whose speaker stands behind it, or before a verb of telling, is that speaker's."""
    ((content, (who,), modality),) = told(text)
    assert (content, who.removeprefix("the ").removeprefix("The "), modality) == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vik’s mayor accused the firm of hiding a leak.", "accused the firm of hiding a leak"),
        ("Vik’s mayor called for a vote in May.", "called for a vote in May"),
        ("Vik’s mayor said the firm was hiding a leak.", "the firm was hiding a leak"),
        ("Vik’s mayor said that the firm was hiding a leak.", "the firm was hiding a leak"),
    ],
)
def test_a_claim_that_is_no_statement_without_its_verb_has_it(text: str, words: str) -> None:
    """“The firm of hiding a leak” says nothing to a reader; the evidence stays as narrow as it was."""
    (claim,) = read(text).claims
    assert claim.text == words


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was shut, which the mayor said on Monday would last.",
        "The company sold the mill, and the river recovered.",
        "The striker gave the ball to the keeper in the first half.",
    ],
)
def test_what_nobody_tells_keeps_the_outlets_voice(text: str) -> None:
    """No speaker is made of a relative clause, or of who does something else than telling."""
    assert all(who in ((), ("mayor",), ("the mayor",)) for _, who, _ in told(text)[:1])


def test_the_dateline_is_no_part_of_a_claim() -> None:
    """What somebody says begins behind the place, day and wire."""
    (first, *_) = told("SELWICK, Feb 11 (Reuters) - Engineers closed the harbour bridge on Tuesday, the mayor said.")
    assert first[0] == "Engineers closed the harbour bridge on Tuesday"


def test_a_denial_answers_no_claim_that_has_none_of_its_words() -> None:
    """A denial that tells what is not so is linked to a claim about that, or keeps it as its allegation."""
    text = (
        "Calder Transit lost 1.4 million crowns in the strike, the drivers’ union said. "
        "Calder Transit denied that the company was looking for a foreign buyer."
    )
    (denial,) = read(text).denials
    assert denial.answers is None
    assert denial.allegation


def test_a_reply_answers_the_charge_that_opens_the_report_and_not_a_colourful_remark_beside_it() -> None:
    """Who is charged at the head of a report and speaks below answers the charge."""
    found = read(
        "Mine hid report, group says\n\nDelmar Mining buried a report on a cracked dam, the campaign group Clear Water "
        "said on Monday.\n\n“You could hear the wall groan from my kitchen,” said Ada Holm, who lives below it.\n\n"
        "“At no time did we hide anything,” said Delmar Mining.\n"
    )
    (denial,) = found.denials
    (answered,) = (claim for claim in found.claims if claim.id == denial.answers)
    assert "buried a report" in answered.text


def test_a_reply_to_the_allegation_answers_the_one_that_its_sentence_names() -> None:
    """“The allegation” is the one in the sentence, though others open the report or stand next to it."""
    found = read(
        "Border shelled\n\nNorvia shelled the town of Sull, Marovia said on Monday.\n\nThe general, Bo Ek, told "
        "reporters that two bridges were damaged. Norvia scoffed at a Talmark claim that its guns had killed nine, "
        "saying there was no evidence for the allegation.\n"
    )
    (named,) = (claim for claim in found.claims if "guns had killed nine" in claim.text)
    assert [denial.answers for denial in found.denials] == [named.id, named.id]


def test_a_denial_that_points_back_answers_what_was_said_before_it() -> None:
    """A denial with no words of its own answers the claim just before."""
    found = read("Calder Transit is up for sale, the drivers’ union said. Calder Transit denied it.")
    (denial,) = found.denials
    assert denial.answers == found.claims[0].id


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The judge told the company to close two basins by Friday.", "demanded"),
        ("“Do not eat the cheese,” the minister said.", "demanded"),
        ("The mine means to shed 800 workers, the union said.", "predicted"),
    ],
)
def test_demands_and_plans_are_no_assertions(text: str, modality: str) -> None:
    """An infinitive after a verb of telling is a demand, so is “do not”, and who means to do something plans it."""
    assert told(text)[0][2] == modality
