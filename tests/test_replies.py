"""Replies: what is a denial, what is a silence, and what only looks like one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.replies import Reply, replies
from summarizer.replies.lexicon import cues, lines

GOLD = Path(__file__).parent / "gold" / "replies" / "tuned"
SEEDS = Path(__file__).parent.parent / "seeds" / "arms-to-russia"
CHARGE = "The watchdog Clear Water said on Monday that the ministry of mines had buried a report on the dam.\n\n"


def found(text: str) -> list[tuple[str, str]]:
    """Give the kind and the source of each reply."""
    return [(reply.kind, reply.source.of(text) if reply.source else "") for reply in replies(text)]


def answers(sentence: str) -> list[tuple[str, str]]:
    """Give the replies of a sentence that stands behind a charge."""
    text = CHARGE + sentence
    assert all(reply.evidence.start >= len(CHARGE) for reply in replies(text))
    return found(text)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The envoy denied the allegation.", "The envoy"),
        ("Ankara denies that it shelled the town.", "Ankara"),
        ("Ms. Ortiz, 51, who denies the charges, is to appear in court.", "Ms. Ortiz"),
        ("The refinery issued a flat denial.", "The refinery"),
        ("The firm categorically rejected the accusation.", "The firm"),
        ("The firm will fight the charges.", "The firm"),
        ("Quito rejected as slander the claims of its neighbour.", "Quito"),
        ("The captain refuted the story.", "The captain"),
        ("Ana Ruiz is once again denying the charge.", "Ana Ruiz"),
        ("The college disputed that account.", "The college"),
        ("The dealer pleaded not guilty.", "The dealer"),
        ("Her brother has always maintained his innocence.", "Her brother"),
        ("The claims were denied by the admiral.", "the admiral"),
        ("The abbot bristled at the suggestion.", "The abbot"),
        ("The grocer pushed back against the report.", "The grocer"),
    ],
)
def test_a_verb_of_denial_is_a_denial_of_its_subject(sentence: str, source: str) -> None:
    """Denying, rejecting or contesting an allegation denies, and whoever does so is the source."""
    assert found(sentence) == [("denies", source)]


@pytest.mark.parametrize(
    ("sentence", "kind", "source"),
    [
        ("A broker accused of theft pleaded not guilty.", "denies", "A broker accused of theft"),
        ("Two mills that share a weir have denied the claim.", "denies", "Two mills"),
        ("The chandler rebutted her account on Friday.", "denies", "The chandler"),
        ("The chandler gave a different version.", "denies", "The chandler"),
        ("The diocese fended off the accusation.", "denies", "The diocese"),
        ("The skipper was contemptuous of the report.", "dismisses", "The skipper"),
        ("The broker questioned the timing of the claim.", "dismisses", "The broker"),
        ("The lab tore the study apart.", "disputes_evidence", "The lab"),
    ],
)
def test_what_describes_a_source_is_not_what_it_says(sentence: str, kind: str, source: str) -> None:
    """Whoever contests is the noun phrase with what describes it, by whatever verb of contesting."""
    assert answers(sentence)[-1] == (kind, source)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The mill denied it had sold bad flour.", "The mill"),
        ("The broker denied her partner had been paid.", "The broker"),
        ("Rejecting the claim, the abbot said the roof was sound.", "the abbot"),
        ("That was denied by the mill.", "the mill"),
        ("The mill rebutted the claims.", "The mill"),
        ("The college rejected the figures.", "The college"),
        ("The broker answered no.", "The broker"),
    ],
)
def test_a_denial_may_have_a_clause_for_its_object_or_open_its_sentence(sentence: str, source: str) -> None:
    """What is denied is told in a clause, pointed at, or told before who denies it."""
    assert [who for _, who in answers(sentence)] == [source]


@pytest.mark.parametrize(
    "sentence", ["The union was not convinced.", "The union disagreed.", "The union questioned how it was counted."]
)
def test_plain_disagreement_is_a_denial_of_one_who_is_charged_and_of_nobody_else(sentence: str) -> None:
    """To disagree is an answer only where there is something to answer."""
    charge = "The union had hidden the strike fund, a clerk alleged.\n\n"
    assert [who for _, who in found(charge + sentence)] == ["The union"]
    assert not found("The union met on Monday and heard a plan for the harbour.\n\n" + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank denied it a loan.",
        "The court denied her bail.",
        "Officials denied it entry.",
        "It was denied a licence.",
    ],
)
def test_to_deny_somebody_something_is_no_denial(sentence: str) -> None:
    """A thing behind the one who does not get it is withheld, not contested."""
    assert not answers(sentence)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("They cannot discuss open cases, a clerk said.", "a clerk"),
        ("The abbot said the council would not comment on gossip.", "The abbot"),
        ("The ferry firm said it was a matter for the courts.", "The ferry firm"),
        ("The bishop’s brother was away, and an email to the diocese drew no reply.", "the diocese"),
        ("Lawyers for the family did not reply to written questions.", "Lawyers for the family"),
        ("The mill would neither defend nor criticise its manager.", "The mill"),
        ("The skipper switched off his phone.", "The skipper"),
        ("She would rather talk about the harvest, the mayor said.", "the mayor"),
    ],
)
def test_whoever_was_asked_is_silent(sentence: str, source: str) -> None:
    """Silent is who was asked or says so, and not the council, the email or the pronoun beside the words."""
    assert [who for kind, who in answers(sentence) if kind in ("declined", "no_response")] == [source]


@pytest.mark.parametrize(
    "sentence",
    [
        "The hut was empty, said a ranger who was not authorised to speak publicly.",
        "A nurse who did not want to be named said the ward was full.",
    ],
)
def test_who_speaks_without_a_name_is_not_silent(sentence: str) -> None:
    """Somebody who speaks on condition that no name is told has spoken."""
    assert not [kind for kind, _ in answers(sentence) if kind in ("declined", "no_response")]


@pytest.mark.parametrize(
    "sentence",
    [
        "“It is a fabrication,” said the ministry’s spokeswoman, Ada Nilsen.",
        "“Not true,” Ada Nilsen, a ministry spokeswoman, wrote in an e-mail.",
        "The ministry said the claim was entirely without foundation.",
        "The ministry called the accusation a malicious lie.",
        "“We have nothing to hide,” the minister said.",
        "“That never happened,” the minister told parliament.",
        "Nothing could be further from the truth, the minister said.",
        "The minister insisted that the ministry had done nothing wrong.",
        "“Somebody made it all up,” the minister’s adviser said.",
        "The ministry said it knew nothing of any report.",
    ],
)
def test_calling_an_allegation_false_is_a_denial(sentence: str) -> None:
    """Words in the speaker's mouth that call an allegation false deny it."""
    assert [kind for kind, _ in answers(sentence)] == ["denies"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Not one page has been buried, said the minister of mines, Olaf Berg.",
        "No report was ever written, the ministry said.",
        "“I have never seen such a report,” the minister said.",
        "“Every page is in our archive,” said the minister, Olaf Berg.",
        "The ministry said it had followed the rules.",
        "The ministry insisted that the dam was sound.",
    ],
)
def test_one_who_is_charged_contradicts_by_a_negated_past_or_a_word_without_exception(sentence: str) -> None:
    """A negated past, a word that leaves no exception or an insistence denies, from one who is charged."""
    assert [kind for kind, _ in answers(sentence)] == ["denies"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said Clear Water had failed to produce a single page.",
        "“There is no evidence of that,” the minister said.",
        "The minister questioned the group’s figures.",
        "The ministry cast doubt on the photographs.",
        "The minister said the account was based on hearsay.",
        "The minister said the group had yet to prove its claim.",
        "The ministry said the tally was wildly inflated.",
        "“Where is the proof?” the minister asked.",
    ],
)
def test_saying_that_proof_is_lacking_disputes_the_evidence(sentence: str) -> None:
    """To call an allegation unproven, its figures wrong or its method bad disputes the evidence."""
    assert [kind for kind, _ in answers(sentence)] == ["disputes_evidence"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister scoffed at the claim.",
        "The minister shrugged it off.",
        "The minister waved the finding aside.",
        "The minister laughed off the accusation.",
        "The minister poured scorn on the report.",
        "The minister rolled his eyes at the figure.",
        "The ministry called the claim politically motivated.",
        "The ministry called the account “a bedtime story”.",
        "“Pure theatre,” the minister said.",
        "The ministry dismissed the report as nonsense.",
    ],
)
def test_waving_an_allegation_away_dismisses_it(sentence: str) -> None:
    """To mock an allegation or wave it away dismisses it."""
    assert [kind for kind, _ in answers(sentence)] == ["dismisses"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry accused Clear Water of taking money from a rival mine.",
        "It was Clear Water, the minister said, that had kept the pages.",
        "The ministry hit back, calling its critics hypocrites.",
        "The minister blamed the group in turn.",
        "The minister retorted that the group took money from a rival mine.",
    ],
)
def test_an_accusation_of_the_accuser_is_a_counter_accusation(sentence: str) -> None:
    """To accuse those who accused first accuses in return."""
    assert [kind for kind, _ in answers(sentence)] == ["counter_accuses"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The palace declined to comment.", "The palace"),
        ("The palace would not say who had paid.", "The palace"),
        ("The coach refused to be drawn.", "The coach"),
        ("The clinic said it had no comment.", "The clinic"),
        ("The clinic said it did not comment on individual patients.", "The clinic"),
        ("“I don’t comment on rumours,” the singer said.", "the singer"),
        ("“No comment,” said the banker.", "the banker"),
        ("The bishop left without answering questions.", "The bishop"),
        ("Asked about the loan, the broker said nothing.", "the broker"),
        ("The embassy referred questions to the capital.", "The embassy"),
        ("The mill would neither comment on the blast nor name its owner.", "The mill"),
    ],
)
def test_a_refusal_to_comment_is_a_silence(sentence: str, source: str) -> None:
    """Who refuses to comment has declined, and has denied nothing."""
    assert found(sentence) == [("declined", source)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The museum did not respond to a request for comment.", "The museum"),
        ("The museum didn’t immediately comment.", "The museum"),
        ("The museum has yet to comment.", "The museum"),
        ("The museum could not be reached.", "The museum"),
        ("The museum had no immediate comment.", "The museum"),
        ("The museum, whose roof it was, has kept silent.", "The museum"),
        ("Messages to the museum were not returned.", "the museum"),
        ("Efforts to reach the museum were unsuccessful.", "the museum"),
        ("There was no immediate reaction from the museum.", "the museum"),
        ("Neither the museum nor the city replied.", "the museum nor the city"),
        ("Nobody at the museum answered the telephone.", "the museum"),
    ],
)
def test_an_absence_of_comment_is_a_silence(sentence: str, source: str) -> None:
    """Who has not answered has not responded, wherever the sentence names them."""
    assert found(sentence) == [("no_response", source)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The mayor, who has called the strike “ill-timed”, was travelling and could not be reached.", "The mayor"),
        ("Asked whether he had paid, Reed ended the call.", "Reed"),
        ("Reed’s mother, reached at her flat, shut the door without speaking.", "Reed’s mother"),
        ("The chess federation said it would wait for the verdict before commenting.", "The chess federation"),
        ("The board did not explain why the results came late.", "The board"),
        ("The ministry had yet to make any statement by Sunday.", "The ministry"),
        ("Attempts to get through to the laboratory came to nothing.", "the laboratory"),
        ("The club would not be saying anything, it announced.", "The club"),
    ],
)
def test_a_silence_is_told_by_what_becomes_of_a_question(sentence: str, source: str) -> None:
    """Whatever breaks off, puts off or loses a question is a silence of the one who was asked."""
    assert [who for kind, who in answers(sentence) if kind in ("declined", "no_response")] == [source]


@pytest.mark.parametrize(
    "sentence",
    [
        "The inspector could not say whether the alarm had rung.",
        "Millions of phones in the country went dead on Tuesday.",
        "The minister declined to give way to interventions.",
        "“The guns have been silent since Monday,” the general staff said.",
        "Tolo rejects its neighbour’s claim to the islands.",
        "In 2019 the army first denied and later admitted bombing a market.",
        "A geologist, who was not involved, said the slope was moving.",
        "The minister spoke of its widely disputed claims.",
        "The minister looks ahead to contests that are harder.",
        "The ministry has faced ridicule over the report since Tuesday.",
        "The clerk said the council is made up of farmers.",
        "“It must be a terrorist attack,” the minister said.",
        "The minister said the plan was fiscally responsible.",
    ],
)
def test_what_looks_like_a_reply_and_is_none(sentence: str) -> None:
    """Not to know, a line that is dead, a claim to land and a denial that was taken back reply to nothing."""
    assert answers(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister did not deny the report.",
        "The minister stopped short of denying the claim.",
        "She neither confirmed nor denied the story.",
        "He could not rule out an attack.",
        "No one disputes the account.",
        "The minister said the claim was not false.",
    ],
)
def test_a_negated_denial_is_no_denial(sentence: str) -> None:
    """Not denying something denies nothing, and is no silence either."""
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The union rejected the offer.",
        "The council rejected the first version of the budget.",
        "Oslo rejected her asylum claim.",
        "The judge dismissed the charges.",
        "The club dismissed its manager.",
        "The boy was denied entry to the hall.",
        "Lisbon denied visas to the crew.",
        "The firm denied the workers a rise.",
        "The keeper denied him a third goal.",
        "They live near the disputed border.",
        "Traders shrugged off fears of a slump.",
        "Police questioned two witnesses.",
        "The mayor condemned the attack.",
        "The rebels refused to surrender.",
        "He refused to sign the deal.",
        "An agreement could not be reached.",
        "The patient did not respond to treatment.",
        "The comment period ends in May.",
        "He spoke without elaborating.",
    ],
)
def test_what_turns_down_withholds_or_refuses_something_else_is_no_reply(sentence: str) -> None:
    """Only an allegation can be denied, and only an answer refused."""
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No one was hurt, the minister said.",
        "The ministry will not pay for the repairs, it said.",
        "There are no plans to close the mine, the ministry said.",
        "The minister admitted that nobody had read the report.",
        "“Nobody told us anything,” said Ines Ruiz, 40, a resident.",
        "“I have no regrets,” the minister said.",
        "The ministry called the report sobering.",
        "The minister said the invoices were false.",
    ],
)
def test_a_plain_negative_a_prediction_and_an_admission_answer_nothing(sentence: str) -> None:
    """A negation is a denial only where it contradicts what was alleged."""
    assert answers(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The charge was met with a flat denial from the ministry.", "the ministry"),
        ("The ministry’s denial came within the hour.", "The ministry"),
        ("That was rejected out of hand by the ministry.", "the ministry"),
    ],
)
def test_a_nominal_and_a_passive_denial_are_denials(sentence: str, source: str) -> None:
    """A denial may be a noun or a passive."""
    assert answers(sentence) == [("denies", source)]


@pytest.mark.parametrize(
    "sentence",
    [
        "“They threw us no rope,” said Omar, 19.",
        "The ministry said it regretted the delay.",
        "The ministry plans repairs.",
    ],
)
def test_a_passer_by_and_a_regret_answer_nothing(sentence: str) -> None:
    """Whoever is not accused, and whoever regrets or plans, contests nothing."""
    assert answers(sentence) == []


def test_an_accusation_that_opens_the_story_is_no_reply() -> None:
    """To accuse those who have said nothing yet is a claim."""
    assert found("Clear Water accused the ministry of burying a report.") == []


def test_a_headline_is_no_reply() -> None:
    """A headline sums up a reply that stands in the report."""
    text = "Minister denies burying report\n\nThe minister denied the claim on Monday."
    assert [reply.evidence.start > 30 for reply in replies(text)] == [True]


def test_a_quotation_with_its_own_sentence_is_the_evidence() -> None:
    """A quotation that is a sentence of its own carries the reply, and its speaker stands beside it."""
    text = (
        CHARGE
        + "“There was no report.” Standing on the steps of the ministry, its head, Olaf Berg, kept his answer short."
    )
    (reply,) = replies(text)
    assert (reply.evidence.of(text), reply.source and reply.source.of(text)) == (
        "“There was no report.”",
        "its head, Olaf Berg",
    )


def test_a_denial_and_a_silence_in_one_sentence_are_two_replies() -> None:
    """Who denies one thing and will not discuss another has given both answers."""
    text = "Berg denied the claim but declined to comment on the dam."
    assert [kind for kind, _ in found(text)] == ["denies", "declined"]


def test_a_refusal_that_is_told_and_then_quoted_is_one_silence() -> None:
    """A quotation that repeats the refusal of the sentence before adds no second silence."""
    text = "The agent gave nothing away. “I don’t comment on rumours,” she said."
    (reply,) = replies(text)
    assert reply.evidence.of(text) == text


def test_each_speaker_of_a_sentence_has_a_reply_of_their_own() -> None:
    """A reply belongs to the nearest speaker, not to the paragraph's first."""
    text = "Lima said Quito had closed the road. Quito denied it. Lima, in turn, denied blocking the river."
    assert found(text) == [("denies", "Quito"), ("denies", "Lima")]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("She denied having told the guard to leave.", "having told the guard to leave"),
        ("The firm shrugged off the accusation of fraud, saying it was old.", "the accusation of fraud"),
        ("The army didn’t immediately comment about that drill.", "that drill"),
        ("“I don’t comment on rumours,” he said.", "rumours"),
        ("The bank said that claim was false.", "that claim"),
    ],
)
def test_what_a_reply_is_about_is_copied_from_its_sentence(sentence: str, about: str) -> None:
    """The words of what is answered stand in the sentence of the reply."""
    (reply,) = replies(sentence)
    assert reply.about is not None
    assert reply.about.of(sentence) == about


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ("did not respond to a request for comment", ""),
        ("did not respond to a request for comment on the leak", "the leak"),
        ("could not be reached on Monday", ""),
        ("declined to comment on Friday", ""),
        ("declined to comment on the leak on Friday", "the leak"),
        ("declined to comment further", ""),
        ("declined to comment when reached by phone", ""),
        ("did not return calls seeking comment", ""),
        ("refused to answer questions about the leak", "the leak"),
        ("declined to discuss the leak", "the leak"),
        ("would not say whether the wall had cracked", "whether the wall had cracked"),
        ("has not responded to the accusations", "the accusations"),
        ("would not be drawn on the cost", "the cost"),
        ("asked about the leak, declined to comment", "the leak"),
    ],
)
def test_a_silence_is_about_what_was_asked_and_not_how_or_when(told: str, about: str) -> None:
    """A day, a telephone and the request itself are no topic."""
    text = f"Kari Moen said water came through the wall. The owner, Nordkraft, {told}."
    (reply,) = replies(text)
    assert (reply.about.of(text) if reply.about else "") == about


def test_an_accusation_that_opens_a_report_answers_nothing() -> None:
    """Whoever accuses before anybody has said a word is no replier, though a paper of his name is named later."""
    text = (
        "Residents of Vik have accused the power company Nordkraft of hiding a leak in its dam. Nordkraft denied it. "
        "“Our sensors show nothing,” spokesman Pal Lie told The Vik Post."
    )
    assert found(text) == [("denies", "Nordkraft"), ("disputes_evidence", "spokesman Pal Lie")]


def test_who_accuses_himself_accuses_nobody_in_return() -> None:
    """An accusation in return is of somebody else."""
    told = "Ms. Ortiz denied the charge. Ms. Ortiz later accused herself of haste."
    assert answers(told) == [("denies", "Ms. Ortiz")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry blamed the union of ferrymen.",
        "The ministry held a contractor accused of spying.",
        "He named the preacher whom the ministry blames for it.",
    ],
)
def test_an_accusation_of_one_who_has_said_nothing_answers_nobody(sentence: str) -> None:
    """To accuse in return is to accuse who spoke; whoever is called accused accuses nobody."""
    assert [kind for kind, _ in answers("The ministry denied the claim. " + sentence)] == ["denies"]


@pytest.mark.parametrize(
    "charge",
    ["Ada Hale accused Tom Reed of fraud.", "Ada Hale sued Tom Reed for fraud.", "Police suspect Tom Reed of fraud."],
)
def test_whoever_is_charged_may_call_it_a_lie(charge: str) -> None:
    """A verb of charging says enough: no noun for an allegation need stand before an answer."""
    assert found(f"Club in trouble\n\n{charge} “That is a lie,” Reed said.") == [("denies", "Reed")]


RAIN = "".join(
    f"Day {day} of the regatta brought rain to Lund and a late start for the boats.\n\n" for day in range(20)
)


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Party elders doubted that the rowers could win.", []),
        ("Rivals derided the story of the lost oar.", ["dismisses"]),
        ("Rivals called the rowers “lazy”.", []),
        ("“It would never have happened in my day,” said Ola Berg.", []),
        ("“The allegation is nonsense,” said Ola Berg.", ["dismisses"]),
        ("Its chairman, Ola Berg, said it had done nothing wrong.", ["denies"]),
        ("The club denied it.", ["denies"]),
    ],
)
def test_in_a_long_report_doubt_and_scorn_answer_a_charge_or_nobody(sentence: str, kinds: list[str]) -> None:
    """Much is doubted and mocked in it; only the charged, or who names the charge, contests."""
    text = f"Regatta opens\n\nA rower accused the club of fraud.\n\n{RAIN}{sentence}"
    assert [reply.kind for reply in replies(text)] == kinds


def test_the_example_report_has_the_replies_of_moscow_and_pyongyang() -> None:
    """The AP report of the example holds three contestings and two silences."""
    text = (SEEDS / "ap.txt").read_text("utf-8")
    assert [(reply.kind, reply.cue.of(text)) for reply in replies(text)] == [
        ("dismisses", "scoffed at"),
        ("disputes_evidence", "failed to prove"),
        ("dismisses", "shrugged off"),
        ("declined", "don’t comment on rumors"),
        ("no_response", "didn’t immediately comment"),
    ]


def _silences_called_denials() -> list[str]:
    wrong = []
    for gold in sorted(GOLD.glob("*.json")):
        text = gold.with_suffix(".txt").read_text("utf-8")
        denials = [reply for reply in replies(text) if not reply.is_silence]
        for silence in json.loads(gold.read_text("utf-8"))["silences"]:
            start = text.index(silence["quote"])
            end = start + len(silence["quote"])
            wrong += [silence["quote"] for reply in denials if start <= reply.cue.start < end]
    return wrong


def test_no_silence_of_the_gold_is_called_a_denial() -> None:
    """No comment is never a denial."""
    assert _silences_called_denials() == []


def _within(reply: Reply, text: str) -> bool:
    spans = [reply.cue, reply.evidence, *(span for span in (reply.source, reply.about) if span)]
    return all(0 <= span.start < span.end <= len(text) for span in spans) and reply.cue.within(reply.evidence)


@given(st.lists(st.sampled_from([*"“”‘’\"'.,;:—\n ", " he said", " denied", " no", " the claim", " it was", "İ"])))
def test_any_text_is_read_without_error(pieces: list[str]) -> None:
    """Whatever the text, spans lie inside it, a cue lies in its evidence, and no evidence crosses a paragraph."""
    text = "".join(pieces)
    for reply in replies(text):
        assert _within(reply, text)
        assert "\n" not in reply.evidence.of(text)


def test_a_speaker_behind_the_sentence_of_a_silence_is_read_without_error() -> None:
    """A quotation of several sentences names its speaker in the last."""
    text = "The mill lied.\n\n“Ek asserted his Fifth Amendment right on the record. He was asked twice,” he said."
    assert [kind for kind, _ in found(text)] == ["declined"]


def test_every_line_of_a_cue_list_compiles_and_can_be_looked_up() -> None:
    """No cue is without a word by which it is found."""
    assert all(cue.words for cue in cues().all)
    assert len({(cue.kind, cue.said, cue.line) for cue in cues().all}) == len(cues().all)


@pytest.mark.parametrize("name", ["accusation", "falsity", "derision", "weakness", "withheld", "speech", "office"])
def test_a_word_list_repeats_nothing(name: str) -> None:
    """A term stands once in its list."""
    assert len(set(lines(name))) == len(lines(name))
