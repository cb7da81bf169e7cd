"""Silences: whose they are, by what words they are told, and what only sounds like one."""

import pytest

from summarizer.replies import replies
from summarizer.replies.reading import Text

CHARGE = "The watchdog Clear Water said on Monday that the ministry of mines had buried a report on the dam.\n\n"
SILENT = ("declined", "no_response")


def silent(sentence: str) -> list[str]:
    """Give whoever is silent in a sentence behind a charge."""
    text = CHARGE + sentence
    return [reply.source.of(text) if reply.source else "" for reply in replies(text) if reply.is_silence]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("A letter to the growers’ lawyer came back unopened.", "the growers’ lawyer"),
        ("The drivers’ guild refused to comment.", "The drivers’ guild"),
        ("Emails sent to the barge’s registered keeper went unanswered.", "the barge’s registered keeper"),
        ("The lab, which holds both boats’ charts, said it would not discuss them.", "The lab"),
        ("Calls to the quarry’s personnel chief, named by guards in a note as its author, rang out.",
         "the quarry’s personnel chief"),
    ],
)  # fmt: skip
def test_what_somebody_has_is_not_its_owner(sentence: str, source: str) -> None:
    """A possessive belongs to its noun: the drivers’ guild is silent, and not the drivers."""
    assert silent(sentence) == [source]


def test_single_quotation_marks_are_no_possessives() -> None:
    """A mark that closes a quotation ends it, though an s stands before it."""
    assert Text("‘We pay the growers’ said Ada Hale.").sentences[0].low[3:6] == ["the", "growers", "'"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("A man who picked up the telephone at Cole Freight hung up.", "Cole Freight"),
        ("The abbot was on leave and a clerk said he was not taking calls.", "The abbot"),
        ("The cellist was said by her agent to be not giving interviews.", "The cellist"),
        ("The abbot, Piers Hale, told a choir school that he could not comment.", "The abbot, Piers Hale"),
        ("A porter said through the hatch that nobody would be talking.", "A porter"),
        ("We asked the fire service for an interview; nobody was available.", "the fire service"),
        ("The consul left the hall after an hour without a word to reporters.", "The consul"),
        ("Asked about the dam, the clerk walked away.", "the clerk"),
        ("Its press desk line was switched off.", "Its press desk line"),
        ("Attempts to get the governor’s reaction proved futile.", "the governor"),
        ("Efforts to reach them by telephone were unsuccessful.", "them"),
        ("Nobody came to the door at the broker’s house.", "the broker"),
        ("The deadline passed without a reply from the mill.", "the mill"),
        ("This newspaper could not reach the skipper.", "the skipper"),
        ("The captain was unavailable on Friday.", "The captain"),
        ("Nor has the ministry answered.", "the ministry"),
        ("Asked to comment, the mill declined.", "the mill"),
        ("Questions to the mill were referred to the ministry.", "the mill"),
        ("“I’d rather not say,” the clerk said.", "the clerk"),
        ("The bank let the paper’s questions go unanswered.", "The bank"),
        ("The club offered no reaction.", "The club"),
        ("Her publisher was saying nothing.", "Her publisher"),
        ("The prosecutor refused to take the call.", "The prosecutor"),
        ("The operator has offered no account of the night.", "The operator"),
        ("The landlord has gone to ground.", "The landlord"),
        ("The mill sat on our questions for a week.", "The mill"),
        ("The chief constable said he would not give a running commentary.", "The chief constable"),
        ("The group said it would comment later.", "The group"),
        ("An inquiry was open and the regulator could not say more.", "the regulator"),
        ("“That’s all I’m saying,” the clerk said.", "the clerk"),
        ("Piers Hale was not immediately available.", "Piers Hale"),
    ],
)
def test_whoever_was_asked_is_silent_whoever_tells_it(sentence: str, source: str) -> None:
    """Silent is who was asked: not who answers the telephone, who stands by, nor the place or hour of the asking."""
    assert silent(sentence) == [source]


def test_a_refusal_by_another_in_the_next_sentence_is_a_silence_of_its_own() -> None:
    """A pronoun behind another speaker's name goes on with nobody's refusal but that speaker's."""
    sentence = "The choir declined to comment. The abbot, Piers Hale, told a rival choir that he could not comment."
    assert silent(sentence) == ["The choir", "The abbot, Piers Hale"]


@pytest.mark.parametrize(
    "words",
    [
        "did not reply to a questionnaire",
        "asked to be left in peace",
        "cited pending litigation",
        "said it would not be giving a running commentary",
        "has a policy of not commenting on court cases",
        "said it was its policy not to discuss clients",
        "said it would not be appropriate to comment",
        "said the matter was for the police",
        "did not make anyone available for interview",
        "did not address the allegations",
        "acknowledged the questions but did not answer them",
        "was given a week to respond and did not",
        "is not answering his phone",
        "failed to respond to a request for comment",
        "has not returned messages left on Monday",
        "rebuffed requests for an interview",
        "let the deadline pass without replying",
        "confirmed only that a boat had sunk",
        "refused to go beyond a one-line statement",
        "changed the subject when asked about the dam",
        "was in no mood to talk",
        "had little to say",
        "stopped answering calls",
        "would not be drawn on the price",
        "met the question with silence",
        "could not come to the telephone",
        "was asked for his response",
        "did not answer",
        "could not be located",
        "chose not to reply",
    ],
)
def test_news_has_many_words_for_no_answer(words: str) -> None:
    """A refusal, an evasion, a rule put forward and an absence are silences in whatever words news has for them."""
    assert silent(f"The skipper {words}.") == ["The skipper"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty said nothing about cod.",
        "The drug was not available in Orrin.",
        "The Cole Freight website was unavailable on Friday.",
        "Police said nobody was home when the fire broke out.",
        "A panel that used to meet in May has not done so since 2011.",
        "The tenant said the council had never answered his letters.",
        "“I won’t say sorry,” the clerk said.",
        "“I won’t be giving up,” the clerk said.",
        "The coach said he would not be drawn into a brawl.",
        "“A ball does not come through a door,” the clerk said.",
        "The judge reserved judgment.",
        "The judge gave no date for a ruling.",
        "The patient failed to respond to treatment.",
        "The skipper’s family has asked for privacy.",
        "The clerk asked about the price and walked away with a bargain.",
    ],
)
def test_what_nobody_was_asked_is_no_silence(sentence: str) -> None:
    """What is told of other letters, other questions or none, and what is promised, keeps nothing back from news."""
    assert silent(sentence) == []


def test_a_relative_is_no_silence() -> None:
    """“His mum” says nothing of who keeps mum."""
    assert silent("The minister’s agent said he had asked about a house for his mum.") == []
    assert silent("The minister kept mum.") == ["The minister"]


def test_a_large_number_is_one_word() -> None:
    """The comma in it ends no phrase."""
    text = "A chemist accused of selling 11,000 pills denied it."
    assert [reply.source and reply.source.of(text) for reply in replies(text)] == [text.removesuffix(" denied it.")]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The phone at the quarry rang out.", "the quarry"),
        ("Neither the quarry nor its owner would comment.", "the quarry nor its owner"),
        ("The quarry let the deadline for a reply pass.", "The quarry"),
        ("An e-mail sent to the quarry bounced back.", "the quarry"),
        ("The quarry said comment would be inappropriate.", "The quarry"),
        ("The quarry left a request for comment unanswered.", "The quarry"),
        ("A message left on the quarry’s mobile phone went unanswered.", "the quarry"),
        ("Calls to the quarry did not elicit any response.", "the quarry"),
        ("The paper has sought a response from the quarry, so far without success.", "the quarry"),
        ("No statement has been issued by the quarry.", "the quarry"),
        ("From the quarry there was only silence.", "the quarry"),
        ("The quarry was given a week to respond to the findings but did not do so.", "The quarry"),
        ("The quarry has turned down every interview request since March.", "The quarry"),
        ("Invited to put its side, the quarry did not take up the offer.", "the quarry"),
        ("The quarry directed inquiries about the fire to the ministry.", "The quarry"),
        ("It was too early to say anything, the quarry said.", "the quarry"),
        ("The clerk was not well enough to speak to reporters.", "The clerk"),
        ("The quarry promised a statement that never came.", "The quarry"),
        ("The quarry would be drawn no further.", "The quarry"),
        ("The clerk’s voicemail was full.", "The clerk"),
        ("It was not possible to obtain a comment from the quarry on Sunday.", "the quarry"),
        ("It was unclear whether the clerk had a lawyer.", "the clerk"),
        ("The quarry declined to take a position.", "The quarry"),
        ("The quarry never answered them.", "The quarry"),
        ("The clerk answered with a shrug.", "The clerk"),
        ("A reply from the quarry was still awaited.", "the quarry"),
        ("The clerk said he would let his lawyers do the talking.", "The clerk"),
        ("No reply had been received from the quarry by Thursday.", "the quarry"),
        ("The quarry reserved its position.", "The quarry"),
        ("The quarry asked for questions in writing.", "The quarry"),
        ("The quarry opted for silence.", "The quarry"),
        ("The clerk was not to be drawn.", "The clerk"),
        ("The clerk was too busy to talk.", "The clerk"),
        ("Silence is all that came from the quarry.", "the quarry"),
        ("Attempts to reach the quarry drew a blank.", "the quarry"),
        ("The quarry kept out of the row.", "The quarry"),
        ("The clerk would not come to the door.", "The clerk"),
        ("The quarry said it did not discuss its shareholders.", "The quarry"),
        ("The clerk’s mobile phone was found switched off.", "The clerk"),
        ("The clerk wasn’t available to us.", "The clerk"),
    ],
)
def test_a_question_may_run_into_nothing(sentence: str, source: str) -> None:
    """By a telephone, a deadline or a polite refusal."""
    assert silent(sentence) == [source]


@pytest.mark.parametrize(
    "sentence", ["The quarry answered no questions.", "The quarry answered no questions about it."]
)
def test_words_of_a_silence_are_no_denial(sentence: str) -> None:
    """“Answered no” denies, and “answered no questions” does not."""
    assert {reply.kind for reply in replies(CHARGE + sentence)} == {"declined"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaflet says “nothing will change until we vote”.",
        "The minister said “no more dams” at a rally.",
        "“He may be saying things I wouldn’t say,” the clerk said.",
        "The minister refused to say the words “dam” and “leak”.",
        "The clerk refused to say that the dam was safe.",
        "The ministry has not addressed those costs.",
        "The level has not been reached again to this day.",
        "The clerk smiled and said, “I am waiting for the rain.”",
        "A march led from the dam to the Stonewall Inn.",
        "A wall would not only address the flow of water, she said.",
        "The minister does not react well to losing.",
        "“I could not reach the lever,” the clerk said.",
        "The upper floors could not be reached by the fire brigade’s ladders.",
        "The lift did not respond when it was tested.",
        "The clerk’s mailbox was full of bills.",
        "The clerk hung up the wet curtains.",
        "The contract is silent on who pays for the lift.",
        "The fire brigade could not respond in time.",
        "The quarry kept quiet for years about the dust, she claims.",
        "The clerk gave a somewhat more reserved response.",
        "The village was out of reach for three days.",
        "The clerk asked not to be called a hero.",
        "The board fined the quarry for not answering the letters of tenants.",
    ],
)
def test_an_opinion_a_slogan_or_a_name_is_no_silence(sentence: str) -> None:
    """Whoever says something else, or does something else, refuses no comment."""
    assert silent(sentence) == []
