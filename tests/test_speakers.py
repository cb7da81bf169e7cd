"""Whom a pronoun, a description or an office without a name means."""

import pytest

from summarizer.models import Article, Draft
from summarizer.offline import draft


def read(text: str) -> Draft:
    """Read one article by rules."""
    return draft(Article(id="a", source="a.txt", text=text))


def last_speaker(text: str) -> tuple[str, ...]:
    """Name who replies last in an article."""
    return read(text).denials[-1].by


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Seed merchant Oakdene hid a leak, growers say. Oakdene said it was sorry, but it rejects the claim.",
         "Oakdene"),
        ("Growers blamed Lowside Roots for the smell. Lowside Roots said its vats were shut. It denied the claims.",
         "Lowside Roots"),
        ("Growers blamed Tern Water for the smell. The company’s answer came on Friday. It denied the claims.",
         "Tern Water"),
        ("Growers blamed Tern Water for the smell. The company, which owns the pit, denied the claims.", "Tern Water"),
        ("Growers blamed Tern Water for the smell. The company denied it. Moor Capital has a stake.", "Tern Water"),
        ("Growers blamed Tern Water for the smell. The Leeds company denied the claims.", "Tern Water"),
        ("The son’s firm, Bell & Dunn, got the job, the Harwick Echo said. The firm denied the claims.", "Bell & Dunn"),
        ("The clinic is run by the health group Medira, nurses say. The health group denied the claims.", "Medira"),
        ("The nurses’ union, SRF, is to blame, nurses say. The nurses’ union denied the claims.", "SRF"),
        ("Four players of Harrow Vale told the Vale Chronicle of abuse. The club denied the claims.", "Harrow Vale"),
        ("Growers blamed South Tern Utilities for the smell. South Tern denied the claims.", "South Tern Utilities"),
    ],
)  # fmt: skip
def test_a_firm_is_known_by_its_trade_by_it_and_by_the_company(text: str, speaker: str) -> None:
    """A firm whose name says nothing is told from a person by what stands around it."""
    assert last_speaker(text) == (speaker,)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A coach said Ada Ruiz had cheated. Ruiz’s trainer, Jan Pol, was there. He denied it all.", "Jan Pol"),
        ("A paper said striker Kofi Lane had cheated. “That is a lie,” the forward said.", "Kofi Lane"),
        ("Villagers say Mara Lind’s hit is stolen. Lind’s publicist laughed it off. The singer denied it.",
         "Mara Lind"),
        ("A former mayor of Lund denied on Monday that he had taken bribes.\n\nJohn Ek, 54, is on trial with others.",
         "John Ek"),
        ("A nurse accused of stealing pills from a ward denied the claims. “Not one,” Ada Ruiz, 44, said.", "Ada Ruiz"),
        ("A critic blamed Lena Moor, 34. Her agent laughed it off, he said. The 34-year-old denied it.", "Lena Moor"),
        ("A paper blamed her co-star Dan Reeve, who met Lena Moor. Her co-star denied the claims.", "Dan Reeve"),
        ("A paper blamed Lena Moor, 34, and left. The 34-year-old, who was ill, denied it.", "Lena Moor"),
        ("Lena Moor was blamed. “Nonsense,” said a source close to Lena Moor. It was a lie, the source said.",
         "Lena Moor"),
        ("Ravi Anand is on trial. The board’s lawyer, Lise Maas, denied a vial, kept elsewhere, had been lost.",
         "Lise Maas"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_pronoun_by_trade_and_by_the_next_sentence(text: str, speaker: str) -> None:
    """Whoever is called “he”, “the forward” or “a former mayor” has a name close by."""
    assert last_speaker(text) == (speaker,)


@pytest.mark.parametrize(
    ("text", "name", "served"),
    [
        ("Growers blamed Tern Water. Managing director Euan Hale denied the claims.", "Euan Hale", "Tern Water"),
        ("Growers blamed Tern Water. Tern Water’s barrister, Gideon Hale KC, denied the claims.", "Gideon Hale",
         "Tern Water"),
        ("Jan Pol is on trial for theft. Defence lawyer Ada Ruiz denied that he had been there.", "Ada Ruiz",
         "Jan Pol"),
        ("Jan Pol is on trial for theft. For the defence, Ada Ruiz denied that he had been there.", "Ada Ruiz",
         "Jan Pol"),
        ("Jan Pol is on trial for theft. Ada Ruiz, defending, denied that he had been there.", "Ada Ruiz", "Jan Pol"),
        ("Growers blamed Tern Water. “We spilt nothing,” said Euan Hale, quality director at Tern Water.", "Euan Hale",
         "Tern Water"),
        ("Growers blamed Tern Water. “That is a lie,” said Euan Hale, who runs the Tern Water pits.", "Euan Hale",
         "Tern Water"),
        ("Tern Water denied it, a paper said. Moor Capital sold it wheat. Its director, Euan Hale, said no more.",
         "Euan Hale", "Moor Capital"),
        ("Tern Water is shut. “Moor Capital has lied to all of us about the pits,” its director, Euan Hale, said.",
         "Euan Hale", "Tern Water"),
        ("A chef sued Anton Greave. Rival chef Neville Cole denied the claims.", "Neville Cole", None),
        ("Tern Water was fined. A spokeswoman denied the claims.", "A spokeswoman", "Tern Water"),
        ("Moor’s agent told Lena Moor’s fans so. She left, critics say. Her agent denied the claims.", "Her agent",
         "Lena Moor"),
        ("Moor’s agent laughed it off. Lena Moor left. The agent denied the claims.", "Moor’s agent", "Lena Moor"),
        ("Tarn Bank hid losses, FIRA said. FIRA fined it. The bank’s chief executive, Kai Munk, denied it.", "Kai Munk",
         "Tarn Bank"),
        ("The University of Lund was sued. The university’s rector, Per Holm, denied the claims.", "Per Holm",
         "University of Lund"),
        ("The Country Party hid a gift, papers say. A party spokesman denied the claims.", "A party spokesman",
         "Country Party"),
        ("Ada Ruiz left the board. Her predecessor, Karl Voss, denied the claims.", "Karl Voss", None),
        ("Tern Water was shut. Former manager Euan Hale denied the claims.", "Euan Hale", None),
        ("Orchards were hit. Dairy farmer Neville Cole denied the claims.", "Neville Cole", None),
    ],
)  # fmt: skip
def test_an_office_without_an_owner_is_the_one_that_the_news_is_about(text: str, name: str, served: str | None) -> None:
    """A managing director is the firm's that was named last, and a defence lawyer the defendant's."""
    assert {party.name: party.represents for party in read(text).parties}[name] == served


def test_a_place_in_which_somebody_asks_is_nobody() -> None:
    """Behind a place and a comma stands who acts there, and no description of it."""
    text = "Ada Ruiz was in Cedar Flats, a visitor said. At a screening in Cedar Flats, a visitor asked about it."
    assert "Cedar Flats" not in {party.name for party in read(text).parties}


def test_a_figure_with_a_comma_is_one_word_of_a_phrase() -> None:
    """“A man accused of selling 11,000 pills” does not end at eleven."""
    names = {party.name for party in read("A man accused of selling 11,000 pills denied it. It rained.").parties}
    assert "A man accused of selling 11,000 pills" in names


def test_a_witness_in_passing_answers_nobody_as_he() -> None:
    """Of whom it is only told how old he is, that one bears witness, also in the next sentence."""
    text = "Survivors accused the coastguard of delay.\n\nJun Abad, 34, saw the lights. “Nobody came,” he said."
    assert not read(text).denials


def test_it_is_nobody_whom_its_own_sentence_names_behind_it() -> None:
    """In “it added that Skyhold had tested another page” it is not Skyhold that adds."""
    text = "Skyhold accused Tern Water of a leak. Tern Water denied it. It added that the claim of Skyhold was false."
    assert {denial.by for denial in read(text).denials} == {("Tern Water",)}


@pytest.mark.parametrize(
    "text",
    [
        "The union accused Tern Water of fraud. “The pits were shut. That figure is simply wrong,” said Ada Ruiz.",
        "The union accused Tern Water of fraud. Ada Ruiz said: “The pits were shut. That figure is simply wrong.”",
    ],
)
def test_a_quotation_that_runs_on_has_its_speaker_at_either_end(text: str) -> None:
    """What stands in the quotation itself, a sentence before, is nobody who speaks."""
    assert last_speaker(text) == ("Ada Ruiz",)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A clerk said Jan Pol took bribes. In a letter, Pol called her a liar. The letter denied it all.",
         "Jan Pol"),
        ("A clerk said Jan Pol took bribes. Pol put out a video. “That is a lie,” the video said.", "Jan Pol"),
        ("A clerk said Jan Pol took bribes. A note from Pol reached the Oss Post. The note denied it all.", "Jan Pol"),
        ("A clerk, Ada Ruiz, said Jan Pol took bribes. His written statement denied it all.", "Jan Pol"),
        ("A clerk said Tern Water paid bribes. The firm sent a filing. No money was paid, the filing said.",
         "Tern Water"),
        ("A clerk said Tern Water paid bribes. Its answer denied it all.", "Tern Water"),
    ],
)  # fmt: skip
def test_a_letter_speaks_for_whoever_wrote_it(text: str, speaker: str) -> None:
    """“The letter” is his by whom it was, or who spoke where it came up; “his reply” is his."""
    assert last_speaker(text) == (speaker,)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tern Water says the workers broke the pump. They denied the claims.", "the workers"),
        ("Residents say the council knew of the mould. It denied the claims.", "the council"),
        ("The council’s office is shut. But the charge is a lie, it said.", "The council’s office"),
    ],
)
def test_a_pronoun_may_be_of_whom_the_sentence_before_tells(text: str, speaker: str) -> None:
    """Where who speaks there cannot be “it” or “they”, it is whom they speak of."""
    assert last_speaker(text) == (speaker,)
