"""Answers that no word of denial marks: who is charged, and what contests."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Draft
from summarizer.offline.contest import Scene, by_weight
from summarizer.offline.contest.said import Told
from summarizer.offline.contest.weight import LEVEL, weigh, weights
from summarizer.offline.engine import draft
from summarizer.steps.collect.files import from_text
from summarizer.text.numbered import Numbered

GOLD = Path(__file__).parent / "gold" / "replies"
CHARGE = (
    "Mine hid report, group says\n\nThe campaign group Clear Water said on Monday that Delmar Mining had buried a "
    "report on a cracked dam and bribed two inspectors.\n\n"
)


def read(text: str) -> Draft:
    """Read a text by rule."""
    return draft(from_text(text, "test.txt"))


def denied(sentence: str, charge: str = CHARGE) -> list[tuple[str, tuple[str, ...]]]:
    """Give the kind and the speakers of the denials of a sentence that stands behind a charge."""
    return [(denial.kind, denial.by) for denial in read(charge + sentence).denials]


@pytest.mark.parametrize(
    "sentence",
    [
        "Delmar said inspectors were never paid.",
        "The report, Delmar said, was never hidden.",
        "“It is just not right to say that we ever hid a report,” Delmar said.",
        "Delmar said what became of the report was never in its hands.",
        "Delmar shot back that no report was ever hidden.",
        "Delmar said its safety committee had never seen such a report.",
        "Delmar said each of its dams was inspected every spring.",
        "“At no time did we pay anybody,” Delmar said.",
        "Delmar told reporters that the two men had been hired by mistake.",
        "“Every page was handed over,” said Olaf Berg, Delmar’s chief executive.",
        "Delmar urged the public to disregard the report.",
    ],
)
def test_what_clears_the_charged_party_denies(sentence: str) -> None:
    """A negated deed, a word without exception or another cause contradicts, from one who is charged."""
    assert [kind for kind, _ in denied(sentence)] == ["denies"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Delmar said the photographs were six years old.",
        "Delmar argued that the study excluded three dams.",
        "“They should bring their evidence,” said Olaf Berg, Delmar’s chief executive.",
    ],
)
def test_fault_with_the_proof_disputes_the_evidence(sentence: str) -> None:
    """What the charged party says against the accuser's proof disputes it."""
    assert [kind for kind, _ in denied(sentence)] == ["disputes_evidence"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Delmar said it was sorry.",
        "Delmar said it would publish the report next week.",
        "Delmar condemned every attack on its guards.",
        "Delmar said profits rose 8 percent last year.",
        "Delmar said it took every complaint seriously.",
        "Delmar admitted that every page had been burned.",
        "Delmar did not say that every page had been kept.",
        "Delmar said nobody was hurt.",
        "Delmar said 40 men were at work on the dam.",
    ],
)
def test_regret_plans_condemnation_admissions_and_figures_answer_nothing(sentence: str) -> None:
    """Not all that a charged party says contests the charge."""
    assert denied(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“I never saw an inspector,” said Mona Reed, 71, who lives below the dam.",
        "Every page had been burned, Clear Water said.",
        "Villagers said no warning was ever given.",
    ],
)
def test_whoever_is_not_charged_denies_nothing(sentence: str) -> None:
    """A passer-by, a witness and the accuser contradict nobody by a negation."""
    assert denied(sentence) == []


def test_where_nobody_charges_nobody_answers() -> None:
    """A spokesman's plain statement is no denial where nothing is alleged."""
    text = (
        "Tram line opens\n\nThe mayor opened a tram line on Monday.\n\n“Every seat was taken,” said the tram’s chief."
    )
    assert read(text).denials == ()


def test_a_silence_is_never_an_answer() -> None:
    """Words by which one will not speak are no denial, however negative."""
    found = read(CHARGE + "Delmar said that it was not for it to name anybody.")
    assert found.denials == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ines Vold said the council had never seen such a paper.",
        "Every inspector keeps a diary, a lawyer for the ministry said.",
    ],
)
def test_the_weights_let_nobody_answer_where_no_charge_is_told(sentence: str) -> None:
    """Without a word of charging in an article, and without a reply, nothing said is an answer."""
    assert read(f"Bridge opens\n\nA bridge opened on Monday.\n\n{sentence}").denials == ()


def test_it_is_who_spoke_or_stands_at_the_head_of_the_sentence_before() -> None:
    """A pronoun means the company that the last sentence is about, not the group that was last to speak."""
    text = CHARGE + "Delmar Mining has its seat in Port Sala. At no time was anybody paid, it said."
    assert [denial.by for denial in read(text).denials] == [("Delmar Mining",)]


def test_she_is_nobody_whose_title_says_he() -> None:
    """“Mr” and “Mrs” tell of whom a pronoun speaks, whatever the given name."""
    text = (
        CHARGE + "Kai Brandt, Delmar’s chief, met Ola Reed, and Mr Reed left early. “Nobody was ever bribed,” she said."
    )
    assert [denial.by for denial in read(text).denials] == [("Kai Brandt",)]


def test_who_tells_somebody_speaks_and_not_who_is_told() -> None:
    """In “…, its chief, Olaf Berg, told a parliament” Olaf Berg speaks."""
    (denial,) = read(CHARGE + "No inspector was ever paid, Delmar’s chief, Olaf Berg, told a hurried meeting.").denials
    assert denial.by == ("Olaf Berg",)


def test_every_weight_is_of_a_sign_that_what_is_said_can_have() -> None:
    """No weight is left over from a sign that is no more."""
    seen: set[str] = set()

    def look(_: Told, found: frozenset[str], __: Scene) -> bool:
        seen.update(found)
        return by_weight(_, found, __)

    for text in sorted(
        file for name in ("tuned", "fresh[34]/seen", "plain/seen") for file in GOLD.glob(f"{name}/*.txt")
    ):
        draft(from_text(text.read_text(encoding="utf-8"), text.name), look)
    assert weights().keys() - seen == {LEVEL}


def test_an_answer_takes_in_the_quotation_that_goes_on() -> None:
    """A quotation that is the whole next sentence belongs to the answer before it."""
    text = CHARGE + "The two men were hired with permission, Delmar said. “The books are open.”"
    (denial,) = read(text).denials
    numbered = Numbered.of(text)
    assert "".join(numbered.find(cite).span.of(text) for cite in denial.at).endswith("“The books are open.”")


def test_a_denial_that_is_told_takes_in_the_words_in_which_it_is_made() -> None:
    """Who is said to deny and is quoted in the next sentence denies once, in words of his own."""
    told = "Delmar rejected the accusation. “The reports lie open in our lobby,” Delmar said."
    (denial,) = read(CHARGE + told).denials
    numbered = Numbered.of(CHARGE + told)
    assert "lie open in our lobby" in "".join(numbered.find(cite).span.of(CHARGE + told) for cite in denial.at)


@pytest.mark.parametrize(
    "rest", ["\n\n“The dam is safe,” Delmar said.", "“The dam is safe,” a neighbour, Kurt Holm, said.", "“No comment.”"]
)
def test_the_words_of_others_of_another_paragraph_and_of_silence_are_no_part_of_it(rest: str) -> None:
    """Only the quotation right behind it, by the same party, belongs to a denial that is told."""
    text = f"{CHARGE}Delmar rejected the accusation. {rest}"
    denial = read(text).denials[0]
    numbered = Numbered.of(text)
    assert "".join(numbered.find(cite).span.of(text) for cite in denial.at) == "Delmar rejected the accusation."


@pytest.mark.parametrize("rest", ["“I have nothing more to say.”", "“It is a matter for the courts.”"])
def test_words_of_silence_are_no_part_of_an_answer(rest: str) -> None:
    """A quotation by which one will not speak is never taken into an answer, though it goes on behind it."""
    answers = [denial.at for denial in read(f"{CHARGE}“At no time did we pay anybody,” Delmar said. {rest}").denials]
    assert len(answers) == 1
    assert len(answers[0]) == 1


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("No inspector was ever paid, its chief executive, Olaf Berg, told residents.", "Olaf Berg"),
        ("“No inspector was ever paid,” Olaf Berg was quoted as saying.", "Olaf Berg"),
        ("A spokesman for Delmar Mining: “No inspector was ever paid.”", "Delmar Mining"),
        ("Delmar Mining, in an email, said no inspector was ever paid.", "Delmar Mining"),
    ],
)
def test_whoever_is_named_around_the_words_says_them(sentence: str, by: str) -> None:
    """Who told residents, was quoted, or stands before a colon or an aside, is the one who answers."""
    assert [name for _, names in denied(sentence) for name in names] == [by]


def test_the_company_is_not_the_group_that_accuses_it() -> None:
    """“The company” is the firm that was named, not the campaign group that spoke last."""
    assert denied("The company denied the claim.") == [("denies", ("Delmar Mining",))]


def test_whoever_replies_is_a_party() -> None:
    """A reply by somebody without a name is kept under the words that the text has for him."""
    (silence,) = read(CHARGE + "The harbour master did not return calls.").silences
    assert silence.by == ("The harbour master",)


@given(st.sets(st.sampled_from(sorted(weights())), min_size=2).flatmap(lambda signs: st.permutations(sorted(signs))))
def test_the_order_of_signs_changes_no_weight(signs: list[str]) -> None:
    """Sets come in another order in every process; a sum that is nearly 0 must not follow it."""
    assert weigh(signs) == weigh(sorted(signs)) == weigh(signs[::-1])


REPORT = "".join(
    f"Day {day} of the regatta brought rain to Lund and a late start for the boats.\n\n" for day in range(20)
)
NEVER = "“I never took a cent from anybody,” Reed said."


@pytest.mark.parametrize(
    ("before", "by"),
    [
        ("Ada Hale accused Tom Reed of fraud.", [("Tom Reed",)]),
        ("Ada Hale said that Tom Reed was the best rower of all.", []),
        ("Tom Reed accused Ada Hale of fraud.", []),
    ],
)
def test_in_a_long_report_only_who_is_charged_answers(before: str, by: list[tuple[str, ...]]) -> None:
    """Much is told in it that sounds negative; who is merely spoken of contests nothing."""
    text = f"Regatta opens\n\nA rower accused the club of fraud.\n\n{REPORT}{before} {NEVER} It rained. Nobody won."
    assert [denial.by for denial in read(text + " The boats left. The bar shut.").denials] == by


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom Reed disagrees with the plan for a second race.",
        "“After the race we saw that it was all lies,” said Tom Reed.",
        "“They are the ones who lied to the crews,” said Tom Reed.",
        "Tom Reed said such a race wouldn’t happen.",
        "Tom Reed commits to push back on every effort to shorten the race.",
        "Lund must reject this plan, Tom Reed said.",
        "Tom Reed expects a genuine three-way contest that will last a week.",
        "Tom Reed accused the cox of sleeping.",
    ],
)
def test_in_a_long_report_what_merely_sounds_negative_answers_nobody(sentence: str) -> None:
    """Disagreement, wishes and charges of one whom nobody charges are told in any report."""
    text = (
        f"Regatta opens\n\nA rower accused the club of fraud.\n\n{REPORT}Ada Hale said Tom Reed rows well. {sentence}"
    )
    assert not read(f"{text} It rained. The boats left. The bar shut.").denials


def test_in_a_long_report_an_allegation_that_is_named_is_answered() -> None:
    """Whoever says that the allegation is nonsense answers it, charged by name or not."""
    text = (
        f"Regatta opens\n\nA rower accused the club of fraud.\n\n{REPORT}The owner, Tom Reed, said that the allegation"
    )
    assert [denial.by for denial in read(f"{text} was nonsense. It rained.").denials] == [("Tom Reed",)]
