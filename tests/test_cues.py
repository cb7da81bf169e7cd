"""Who speaks, where the claim's own cue or the article's layout tells it and no list of verbs does."""

import pytest

from summarizer.steps.ground.wording import Cited, Wording, checked
from summarizer.steps.ground.wording.case import Modality
from summarizer.text.span import Span

PARTIES: dict[str, tuple[str, ...]] = {
    "Ada Lind": ("Lind", "the chair"),
    "Bo Ek": ("Ek",),
    "Norvia": (),
    "The Tidings": (),
    "Rail Union": ("the union",),
}


def judged(text: str, part: str, wording: Wording) -> str | None:
    """Judge a claim that cites a part of a text."""
    start = text.index(part)
    return checked(wording, Cited(text, (Span(start, start + len(part)),), PARTIES))[1]


def by(*names: str, cue: str = "", who: str = "", via: tuple[str, ...] = ()) -> Wording:
    """Make a claim without words of its own that somebody says."""
    return Wording("", names, "attributed", "asserted", cue, who, via)


@pytest.mark.parametrize(
    ("text", "part", "cue"),
    [
        ("Bo Ek listened. Ada Lind joked that the dam would float.", "the dam would float", "joked"),
        ("Ada Lind is railing against the toll on the bridge near Bo Ek.", "the toll on the bridge", "railing against"),
        ("After Bo Ek had left, Ada Lind questioned the cost of the dam.", "the cost of the dam", "questioned"),
        ("The cost of the dam was first shown by Ada Lind, not Bo Ek.", "The cost of the dam", "was first shown"),
        ("Bo Ek watched Ada Lind’s latest swipe at the harbour board.", "the harbour board", "swipe at"),
        ("Bo Ek paid, but the dam was a gift, Ada Lind quipped.", "the dam was a gift", "quipped"),
        ("The Lind campaign paid Ek. Ada Lind spoke. She says the dam is dry.", "the dam is dry", "says"),
        ("Ada Lind is demanding that the dam be shut by Bo Ek.", "the dam be shut", ""),
        (
            "The dam is dry, Ada Lind repeated to The Tidings on Friday, as Bo Ek looked on.",
            "The dam is dry",
            "repeated",
        ),
    ],
)
def test_a_cue_that_no_list_knows_names_its_subject(text: str, part: str, cue: str) -> None:
    """Whoever is the subject of the cue is the speaker, and nobody else who stands beside it."""
    demanded: Modality = "demanded" if "demanding" in text else "asserted"
    assert judged(text, part, by("Ada Lind", cue=cue)._replace(modality=demanded)) is None
    assert judged(text, part, by("Bo Ek", cue=cue)._replace(modality=demanded)) is not None


def test_what_another_relays_needs_that_other() -> None:
    """A speaker within another's words stands only with the one who relays it."""
    text = "“Norvia wanted sixty votes for the dam,” Ada Lind said."
    part = "sixty votes for the dam"
    wanted = by("Norvia", cue="wanted")._replace(modality="demanded")
    assert judged(text, part, wanted._replace(via=("Ada Lind",))) is None
    assert judged(text, part, wanted) is not None
    assert judged(text, part, wanted._replace(via=("Bo Ek",))) is not None


@pytest.mark.parametrize(
    ("text", "part", "cue", "who"),
    [
        ("What Norvia wants is Sull, diplomats believe.", "Norvia wants is Sull", "believe", "diplomats"),
        ("Diplomats told The Tidings they believed the isle was lost.", "the isle was lost", "believed", "Diplomats"),
        ("Bo Ek denied reports that the mine would shut.", "the mine would shut", "reports", "reports"),
        ("Although Bo Ek lacks a plan, officials say the mine is safe.", "the mine is safe", "say", "officials"),
        ("The mine is forecast to shut.", "The mine is forecast to shut", "is forecast", ""),
        ("There were growing concerns that the mine was flooded.", "the mine was flooded", "concerns", ""),
    ],
)
def test_somebody_without_a_name_speaks(text: str, part: str, cue: str, who: str) -> None:
    """The article's words for a speaker bear a claim where they are the subject of its cue; a party's name does not."""
    claim = by(cue=cue, who=who)
    claim = claim._replace(modality="believed" if "belie" in cue else "predicted" if "forecast" in cue else "asserted")
    assert judged(text, part, claim) is None
    assert judged(text, part, claim._replace(voice="own")) is not None or "forecast" in cue or "concerns" in cue


def test_whom_a_paper_cites_speaks_through_it() -> None:
    """Those whom a paper cites are the speakers only where the paper relays them."""
    text = "The Tidings, citing people familiar with the matter, said the mine was safe."
    cited = by(cue="citing", who="people familiar with the matter")
    assert judged(text, "the mine was safe", cited._replace(via=("The Tidings",))) is None
    assert judged(text, "the mine was safe", cited) is not None
    assert judged(text, "the mine was safe", by("The Tidings", cue="said")) is None


def test_a_party_is_not_made_nameless() -> None:
    """Whoever the article names as the speaker is named: no other words stand in."""
    text = "The mayor, Ada Lind, said the mine was safe. Officials watched."
    assert judged(text, "the mine was safe", by(cue="said", who="The mayor")) is not None
    assert judged(text, "the mine was safe", by(cue="said")) is not None
    assert judged(
        "Officials smiled as Ada Lind said the mine was safe.", "the mine was safe", by(cue="said", who="Officials")
    )


def test_a_label_names_who_speaks() -> None:
    """In a transcript a name in capitals speaks up to the next one or the end of its paragraph."""
    text = "LIND: The dam is dry. It must be shut.\n\nEK: I know of no dam.\n\nThe dam lies in Norvia."
    for part, name, other in (("It must be shut.", "Ada Lind", "Bo Ek"), ("I know of no dam.", "Bo Ek", "Ada Lind")):
        assert judged(text, part, by(name)) is None
        assert judged(text, part, by(other)) is not None
        assert judged(text, part, Wording("", (), "own", "asserted")) is not None
    assert judged(text, "The dam lies in Norvia.", by("Bo Ek")) is not None


def test_a_claim_about_the_saying_has_the_one_who_says() -> None:
    """“He spoke of 60 men” is a claim of whom “he” means."""
    text = "Norvia's envoy, Bo Ek, demanded a talk with the union. He spoke of no fewer than 60 men."
    part = "He spoke of no fewer than 60 men."
    told = by("Bo Ek", cue="spoke of")._replace(text="Bo Ek spoke of no fewer than 60 men.")
    assert judged(text, part, told) is None
    assert judged(text, part, told._replace(by=("Rail Union",))) is not None
    assert judged(text, part, told._replace(text="Bo Ek spoke of 60 men.")) is not None


@pytest.mark.parametrize(
    ("text", "modality", "holds"),
    [
        ("The hearing continues on Wednesday.", "predicted", True),
        ("She'll present the plan in Oss.", "predicted", True),
        ("The river ran through 18 states.", "asserted", True),
        ("Lind did not deny that the dam was dry.", "asserted", True),
        ("Lind denied that the dam was dry.", "asserted", False),
    ],
)
def test_what_the_outlet_may_say_itself(text: str, modality: str, holds: bool) -> None:
    """A day ahead is a prediction, a noun is no verb of saying, and who did not deny has said nothing."""
    claim = Wording("", (), "own", modality)  # type: ignore[arg-type]  # a literal, from the list above
    assert (judged(text, text, claim) is None) is holds


def test_what_has_ended_is_no_prediction() -> None:
    """In words of its own such a claim is refused; without them it is read as what its sentence says."""
    text = "The hearing ended on Wednesday."
    assert judged(text, text, Wording(text, (), "own", "predicted")) is not None
    assert checked(Wording("", (), "own", "predicted"), Cited(text, (Span(0, len(text)),), PARTIES)) == (
        "asserted",
        None,
    )


def test_what_was_to_be_and_was() -> None:
    """“Would run, and they did” says that they ran; “and they did not” does not."""
    for end, holds in (("they did", True), ("they did not", False)):
        text = f"The plan was that trams would run on Friday, and {end}."
        claim = Wording("Trams did run on Friday.", (), "own", "asserted")
        assert (judged(text, text, claim) is None) is holds


@pytest.mark.parametrize(("said", "holds"), [("19 years", True), ("19 months", False), ("20 years", False)])
def test_a_measure_may_stand_in_a_compound(said: str, holds: bool) -> None:
    """“A 19-year-old” is 19 years old, neither 19 months nor 20 years."""
    text = "The suspect is a 19-year-old student."
    claim = Wording(f"The suspect is a student, {said} old.", (), "own", "asserted")
    assert (judged(text, text, claim) is None) is holds


def test_a_paper_speaks_for_whoever_was_named_before() -> None:
    """A paper published in a journal is that of somebody named shortly before it, not of one named far off."""
    text = "Bo Ek rests. It rained. It rained on. Ada Lind saw the lake. Its fish doubled, {} published in Oss Notes."
    for noun in ("according to a paper", "according to a study"):
        whole = text.format(noun)
        assert judged(whole, "Its fish doubled", by("Ada Lind", cue="according to")) is None
    assert judged(text.format("according to a paper"), "Its fish doubled", by("Bo Ek", cue="according to")) is not None


def test_a_short_sentence_in_quotation_marks_is_speech_that_goes_on() -> None:
    """Whoever spoke the sentence before speaks it too, and nobody else."""
    text = "“We told the owners in writing that the dam leaks,” said Ada Lind. “They chose money.” Bo Ek left."
    part = "They chose money."
    assert judged(text, part, by("Ada Lind")) is None
    assert judged(text, part, by("Bo Ek")) is not None


def test_an_official_of_a_named_body_is_nobody_named() -> None:
    """One of a body's people stands for somebody without a name; the body itself does not."""
    text = "A Rail Union official said the bridge would open."
    part = "the bridge would open"
    assert judged(text, part, by(cue="said", who="A Rail Union official")._replace(modality="predicted")) is None
    assert judged(text, part, by(cue="said", who="Rail Union")._replace(modality="predicted")) is not None


@pytest.mark.parametrize(
    ("text", "part", "cue"),
    [
        (
            "The dam led to floods, said Ada Lind, a senior official with the board that runs all lakes. Bo Ek left.",
            "The dam led to floods",
            "said",
        ),
        (
            "Another Tidings host, Ada Lind, had previously denounced the dam in a diatribe, which Bo Ek pointed to.",
            "the dam in a diatribe",
            "denounced",
        ),
        (
            "The vote is risky for Ada Lind, who pointedly refused to endorse Bo Ek in July.",
            "to endorse Bo Ek in July",
            "refused",
        ),
        (
            "Ada Lind said in a letter the plan “wrongfully” suggests that Norvia backs Bo Ek’s tax.",
            "the plan “wrongfully” suggests that Norvia backs Bo Ek’s tax",
            "said",
        ),
    ],
)
def test_what_the_finder_reads_bears_a_claim_out(text: str, part: str, cue: str) -> None:
    """A source far from its cue, behind “who” or beside another verb stands; whoever else is near does not."""
    assert judged(text, part, by("Ada Lind", cue=cue)) is None
    assert judged(text, part, by("Bo Ek", cue=cue)) is not None


@pytest.mark.parametrize(
    ("text", "part", "who", "cue"),
    [
        ("Some Unionists privately voice reservations about the dam.", "about the dam", "Some Unionists", "voice"),
        ("Many Unionists felt betrayed when it broke.", "betrayed when it broke", "Many Unionists", "felt"),
        ("The dam is dry, a source said.", "The dam is dry", "a source", "said"),
    ],
)
def test_some_of_a_group_are_nobody_named(text: str, part: str, who: str, cue: str) -> None:
    """“Some Unionists” is not the party of all of them; who is not the subject of the cue does not speak."""
    start = text.index(part)
    cited = Cited(text, (Span(start, start + len(part)),), {"Unionists": (), "the source": ()})
    assert checked(by(cue=cue, who=who), cited)[1] is None
    assert checked(by(cue=cue, who=part.split()[-1]), cited)[1] is not None


def test_a_wrong_label_is_set_right_where_the_words_are_copied() -> None:
    """The label follows the cited words; a claim in words of its own keeps what it says, to be judged."""
    text = "Ada Lind said the dam is dry. Bo Ek believes the bridge is safe."
    said, thought = (Cited(text, (Span(*span),), PARTIES) for span in ((14, 28), (45, 63)))
    assert checked(by("Ada Lind")._replace(modality="demanded"), said)[0] == "asserted"
    assert checked(by("Bo Ek"), thought)[0] == "believed"
    assert checked(by("Bo Ek")._replace(text="The bridge is safe."), thought)[0] == "asserted"


@pytest.mark.parametrize(
    ("text", "part", "who", "cue"),
    [
        ("Amid responses from some to close the dam, it rained.", "to close the dam", "some", "responses"),
        ("Ada Lind left while many said Monday that the dam leaks.", "that the dam leaks", "many", "said"),
    ],
)
def test_words_that_stand_side_by_side_bear_each_other_out(text: str, part: str, who: str, cue: str) -> None:
    """A speaker without a name, the cue and what is said, one next to the other, need no further reading."""
    assert judged(text, part, by(who=who, cue=cue)) is None
    assert judged(f"{who} rested. {text}", part, by(who=who, cue="rested")) is not None


@pytest.mark.parametrize(
    ("text", "part", "cue"),
    [
        ("Ada Lind largely agreed with Bo Ek.", "largely agreed with Bo Ek", "agreed"),
        ("The dam will probably hold, Ada Lind said: “I trust Bo Ek.”", "The dam will probably hold", "said"),
        ("The Tidings accused Bo Ek, though Ada Lind indicated that it was full.", "it was full", "indicated"),
        (
            "“We lost it,” Ada Lind said. “One is gone. Two are gone. Three are gone. Four are gone.” Bo Ek left.",
            "Four are gone.",
            "",
        ),
    ],
)
def test_whoever_speaks_is_found_from_where_the_words_stand(text: str, part: str, cue: str) -> None:
    """A part cited with its cue, what a colon follows, what begins behind “though” and a long quotation have theirs."""
    assert judged(text, part, by("Ada Lind", cue=cue)) is None
    assert judged(text, part, by("Bo Ek", cue=cue)) is not None


def test_a_part_cited_with_two_cues_is_the_first_ones() -> None:
    """The inner speaker of “said Ek had agreed to pay” still needs the outer one, who relays it."""
    text = "Ada Lind said Bo Ek had agreed to pay."
    part = "said Bo Ek had agreed to pay"
    assert judged(text, part, by("Ada Lind", cue="said")) is None
    assert judged(text, part, by("Bo Ek", cue="agreed")) is not None
    assert judged(text, "to pay", by("Bo Ek", cue="agreed", via=("Ada Lind",))) is None


def test_what_somebody_has_not_said_the_outlet_may_say() -> None:
    """“Lind has not said how” is the outlet's own; what she said is not."""
    for said, holds in (("has not said", True), ("hasn’t said", True), ("has said", False)):
        text = f"Ada Lind {said} how the dam was lost."
        assert (judged(text, text, Wording("", (), "own", "asserted")) is None) is holds


@pytest.mark.parametrize(
    ("text", "words", "holds"),
    [
        # a claim about the saying names who says it, the second verb of a sentence too
        ("Ada Lind says the dam is dry, and blames Norvia for it.", "Ada Lind blames Norvia for it.", True),
        ("Ada Lind says the dam is dry, and blames Norvia for it.", "Norvia blames Ada Lind for it.", False),
        # what is said of a subject by the way does not take its place
        ("Ada Lind, who is no kin of Bo Ek, urged towns to save water.", "Ada Lind urged towns to save water.", True),
        ("Bo Ek, who is no kin of Ada Lind, urged towns to save water.", "Ada Lind urged towns to save water.", False),
    ],
)
def test_a_claim_may_name_who_makes_it(text: str, words: str, holds: bool) -> None:
    """The subject of the cue, and nobody else, may be named where the cited stretch begins only behind it."""
    cue = "urged" if "urged" in text else "blames"
    made = Wording(words, ("Ada Lind",), "attributed", "demanded" if cue == "urged" else "asserted", cue)
    assert (judged(text, text[text.index(cue) :].rstrip("."), made) is None) is holds


@pytest.mark.parametrize(("who", "holds"), [("Rail Union", True), ("Ada Lind", False)])
def test_what_one_denies_another_may_affirm(who: str, holds: bool) -> None:
    """“Denied having flooded it, as the union says it did” has the union say so, and no one else."""
    text = "Norvia again denied having flooded the Vale, as the union says it did."
    made = Wording("Norvia flooded the Vale.", (who,), "attributed", "asserted", "says")
    assert (judged(text, text[:-1], made) is None) is holds
    assert judged(text, text[:-1], made._replace(text="Norvia did not flood the Vale.")) is not None


@pytest.mark.parametrize(
    ("text", "part", "cue", "name"),
    [
        ("The mayor queried the Rail Union consensus that the line pays.", "the line pays", "consensus", "Rail Union"),
        ("Norvia and wary Talmark seized upon the slip.", "the slip", "seized upon", "Norvia"),
        ("The mayor cited remarks Ada Lind had made about it.", "about it", "remarks", "Ada Lind"),
        ("The port faced pressure from the Rail Union to close.", "to close", "pressure", "Rail Union"),
        ("Ada Lind praised the harbour, comparing it to Oslo.", "it to Oslo", "comparing", "Ada Lind"),
    ],
)
def test_a_cue_no_pattern_reads_is_of_the_party_right_beside_it(text: str, part: str, cue: str, name: str) -> None:
    """Whoever stands next to such a cue is its speaker, and nobody further off."""
    parties = {**PARTIES, "Talmark": ()}
    start = text.index(part)
    cited = Cited(text, (Span(start, start + len(part)),), parties)
    assert checked(by(name, cue=cue), cited)[1] is None
    others = [other for other in parties if other != name and not (other == "Talmark" and name == "Norvia")]
    assert all(checked(by(other, cue=cue), cited)[1] is not None for other in others)


def test_he_may_go_on_for_a_paragraph() -> None:
    """A pronoun takes up the last one named, however many sentences have only pronouns since."""
    run = " ".join(f"He opened ward {number}." for number in range(2, 8))
    text = f"Bo Ek came to Oss. {run} He said the hospital was safe."
    assert judged(text, "the hospital was safe", by("Bo Ek", cue="said")) is None


def test_a_person_may_be_called_by_office() -> None:
    """“The Republican nominee” is who was last spoken of, and nobody from elsewhere in the text."""
    text = "Ada Lind left. The rain fell. Nobody came. Bo Ek rallied in Oss. The Unity nominee said the dam was dry."
    assert judged(text, "the dam was dry", by("Bo Ek", cue="said")) is None
    assert judged(text, "the dam was dry", by("Ada Lind", cue="said")) is not None
