"""Whose a reply or a claim is, where its words only point: a possessive, a common noun, a pronoun."""

import pytest

from summarizer.models import Article, Extract
from summarizer.offline import draft
from summarizer.steps.ground import Reading, ground

NEWS = "The barge Idle Hour sank near Orrin on Monday. Two officers and the pilots saw it.\n\n"


def read(text: str) -> Extract:
    """Read one article by rules."""
    article = Article(id="a", source="a.txt", text=text)
    return ground(article, draft(article), Reading("offline", 0))


def silent(sentence: str) -> list[str]:
    """Name whoever is silent in a sentence behind some news."""
    found = read(NEWS + sentence)
    names = {party.id: party.name for party in found.parties}
    return [names[who].lower() for silence in found.silences for who in silence.by]


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Calls to the pilots’ league rang out.", "the pilots’ league"),
        ("An email to the officers’ lawyer went unanswered.", "the officers’ lawyer"),
        ("The United Nations said so. The United Nations mission on the border declined to comment.",
         "the united nations mission on the border"),
        ("The coast guard said so. Calls to the coast guard of a neighbouring state went to voicemail.",
         "the coast guard of a neighbouring state"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_party_is_another_party(sentence: str, party: str) -> None:
    """Whoever is named by whose it is, is not whose it is."""
    assert silent(sentence) == [party]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Police said a complaint had been filed. The insurer could not be reached.", "the insurer"),
        (
            "The league’s referees said so. The league met. His club said it would make no statement until May.",
            "his club",
        ),
        ("The man in the film, a preacher known as Brother Hale, admitted it. Efforts to reach him failed.", "hale"),
    ],
)
def test_a_common_noun_is_nobody_of_another_kind(text: str, party: str) -> None:
    """An insurer is no police and a club no league, however few bodies an article names; a name beats a description."""
    assert silent(text) == [party]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ada Lind praised the union. The union has turned the offer down. It would not say more.", "the union"),
        ("Piers Hale left. The federation suspended Hale. It would not be drawn on the case.", "the federation"),
        ("Cole Freight counted. Engineers at the county have no opinion. They asked to be left in peace.",
         "engineers at the county"),
        ("The abbot spoke. Cole Oils, the largest, said it ran on. It would not disclose the price.", "cole oils"),
    ],
)  # fmt: skip
def test_a_pronoun_is_what_opens_the_sentence_before(text: str, party: str) -> None:
    """“It” and “they” go on with the subject of the sentence before, though it is no name and has said nothing."""
    assert silent(text) == [party]


def test_who_tells_others_that_he_will_not_speak_is_silent() -> None:
    """“He” behind whoever was told is who told them."""
    assert silent("Piers Hale told reporters he would not be answering questions.") == ["piers hale"]


def test_a_telephone_is_his_whom_the_sentence_names() -> None:
    """“His” looks to the clause before it, and only then to the sentences before."""
    text = "Carl Nolan left in May. The fund’s chief, Mark Ash, is on leave; a message on his mobile was not returned."
    assert silent(text) == ["mark ash"]


def test_who_is_called_by_whom_they_serve_speaks_for_them() -> None:
    """A clerk at its office speaks for whoever “its” is."""
    found = read("Cole Freight has not reacted to the tests. A receptionist at its head office said nobody was in.")
    names = {party.id: party.name for party in found.parties}
    clerk = next(party for party in found.parties if party.name.startswith("A receptionist"))
    assert names[clerk.represents or ""] == "Cole Freight"


@pytest.mark.parametrize(
    "speaker", ["A lawyer for the mill", "The mill’s lawyer", "Lawyers for the mill", "A spokeswoman for the mill"]
)
def test_who_speaks_for_a_common_noun_represents_it(speaker: str) -> None:
    """A lawyer for the mill speaks for the mill, though nothing else is told of the mill."""
    found = read(f"{NEWS}{speaker} declined to comment.")
    names = {party.id: party.name.lower() for party in found.parties}
    (silence,) = found.silences
    (party,) = (party for party in found.parties if party.id in silence.by)
    assert names[party.represents or ""] == "the mill"


@pytest.mark.parametrize(
    ("speaker", "served"),
    [
        ("A spokesman for the company", "cole freight"),
        ("A spokeswoman for the minister", "piers hale"),
        ("A company spokesman, Tom Reed,", "cole freight"),
        ("A spokeswoman, Ana Ruiz,", "cole freight"),
        ("A spokesman", "cole freight"),
    ],
)
def test_a_spokesman_speaks_for_whom_the_news_is_about(speaker: str, served: str) -> None:
    """Whom a spokesman speaks for is told by the noun behind him, else by what was spoken of last; no newspaper's."""
    text = (
        "Foreign minister Piers Hale spoke on Monday. Cole Freight told the Orrin Herald that its boats were clean. "
        f"{speaker} declined to comment."
    )
    found = read(text)
    names = {party.id: party.name.lower() for party in found.parties}
    (silence,) = found.silences
    (party,) = (party for party in found.parties if party.id in silence.by)
    assert names[party.represents or party.id] == served


def test_a_list_of_common_nouns_is_each_of_them() -> None:
    """The firm and the minister are whom each means alone."""
    text = "Cole Freight paid foreign minister Piers Hale, Ada Lind said. The firm and the minister did not respond."
    assert silent(text) == ["cole freight", "piers hale"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither the mill nor the clerk could be reached.",
        "Both the mill and the clerk declined to comment.",
        "The mill and the clerk did not respond.",
    ],
)
def test_who_is_silent_together_are_two(sentence: str) -> None:
    """What “and” and “nor” join are parties of their own."""
    assert silent(sentence) == ["the mill", "the clerk"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A message left at a number listed for Piers Hale was not returned.",
        "A message left at the home of Mr. Hale was not returned.",
        "Calls to a telephone number for Piers Hale rang out.",
        "No one at Hale answered the telephone.",
    ],
)
def test_a_number_is_his_who_has_it(sentence: str) -> None:
    """Not a number, a home or nobody is silent, but whose they are."""
    assert silent(f"Piers Hale left on Monday. {sentence}") == ["piers hale"]


def test_a_claim_of_a_body_without_a_name_is_its_own() -> None:
    """What “it” says is said by the body that opens the sentence before."""
    found = read("Ada Lind praised the guild. The guild has turned the offer down. It said the barge was empty.")
    names = {party.id: party.name for party in found.parties}
    (claim,) = (claim for claim in found.claims if "barge" in claim.text)
    assert [names[who] for who in claim.speakers] == ["the guild"]


@pytest.mark.parametrize("who", ["A Pixly spokeswoman", "A spokeswoman for Pixly"])
def test_the_spokeswoman_is_the_one_named_before(who: str) -> None:
    """She replies for the same party in every sentence."""
    news = f"Pixly tracked children, a charity said. {who} denied it. The tests, the spokeswoman said, were wrong."
    found = read(news)
    names = {party.id: party.name for party in found.parties}
    assert {names[by] for denial in found.denials for by in denial.by} == {"Pixly"}
    assert len(found.denials) == 2


@pytest.mark.parametrize(
    ("who", "serves"),
    [
        ("Critics of Ada Holm", None),
        ("Doctors treating Ada Holm", None),
        ("A man accused of stalking Ada Holm", None),
        ("The firm owned by Ada Holm", None),
        ("Ada Holm’s brother", None),
        ("A lawyer representing Ada Holm", "Ada Holm"),
        ("A former aide to Ada Holm", "Ada Holm"),
    ],
)
def test_who_is_told_by_a_name_speaks_for_it_only_in_its_service(who: str, serves: str | None) -> None:
    """“Critics of Ek” are not Ek and speak for nobody; his lawyer speaks for him."""
    text = f"The singer Ada Holm fell ill on Monday, her agent said.\n\n{who} declined to comment. It rained."
    found = read(text)
    parties = {party.id: party for party in found.parties}
    ((by,),) = (silence.by for silence in found.silences)
    assert parties[by].name == who
    over = parties[by].represents
    assert (parties[over].name if over else None) == serves


@pytest.mark.parametrize("noun", ["family", "press", "weekly", "assembly", "ally"])
def test_a_noun_that_looks_like_an_adverb_may_deny(noun: str) -> None:
    """“The family denied it” is a denial, and “its hotly denied claims” none."""
    found = read(f"{NEWS}A clerk accused the {noun} of theft. The {noun} denied the claims.")
    assert len(found.denials) == 1
