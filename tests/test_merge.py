"""Merging: one rule a test. What it makes of whole stories is in test_stories.py."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories_gold import Gold, Page, stories

from summarizer.models import Article, Audit, Brief, Claim, Decision, Denial, Evidence, Extract, Failure, Silence
from summarizer.steps.merge import compared, doubtful, merge
from summarizer.steps.merge.days import days_of
from summarizer.steps.merge.groups import grouped
from summarizer.steps.merge.quantities import quantities
from summarizer.steps.merge.renderings import difference
from summarizer.steps.merge.stems import name_stem, stem

SEEDS = Path(__file__).parents[1] / "seeds" / "arms-to-russia"
GOVERNMENT = {"kind": "government"}
STORY = st.sampled_from(stories())


def seeds() -> tuple[Extract, Extract]:
    """The claims of the two seed articles that matter here, as a careful reader would list them."""
    return _afp(), _ap()


def _afp() -> Extract:
    joint = ("South Korea", "Japan", "United States")
    page = Page.of(
        "afp",
        (SEEDS / "afp.txt").read_text(encoding="utf-8"),
        {
            "South Korea": {**GOVERNMENT, "aliases": ("Seoul",)},
            "Japan": {**GOVERNMENT, "aliases": ("Tokyo",)},
            "United States": {**GOVERNMENT, "aliases": ("Washington",)},
            "North Korea": {**GOVERNMENT, "aliases": ("Pyongyang", "DPRK", "Democratic People’s Republic of Korea")},
            "Kim Jong Un": {"kind": "person", "aliases": ("Kim",), "represents": "North Korea"},
        },
    )
    return page.extract(
        page.claim(
            "strongly condemn the provision of military equipment and munitions by the Democratic People’s Republic of "
            "Korea (DPRK) to the Russian Federation for use against the government and people of Ukraine",
            joint,
        ),
        page.claim(
            "Such weapons deliveries, several of which we now confirm have been completed, will significantly increase "
            "the human toll of Russia’s war of aggression",
            joint,
            modality="predicted",
        ),
        page.claim(
            "arms transfers to or from the DPRK … would violate multiple UN Security Council resolutions", joint
        ),
        page.claim(
            "Russia itself voted for the UN Security Council resolutions that contain these restrictions", joint
        ),
        page.claim(
            "potential for any transfer of nuclear- or ballistic missile-related technology",
            joint,
            "The allies were deeply concerned over the potential for any transfer of nuclear- or ballistic "
            "missile-related technology to the North.",
        ),
        page.claim(
            "number one priority", ("Kim Jong Un",), "For North Korea ties with Moscow were the “number one priority”."
        ),
        page.claim("Twice this year the nuclear-armed North has tried to send a military spy satellite into orbit"),
    )


def _ap() -> Extract:
    ministers = ("Park Jin", "Antony Blinken", "Yoko Kamikawa")
    page = Page.of(
        "ap",
        (SEEDS / "ap.txt").read_text(encoding="utf-8"),
        {
            "South Korea": GOVERNMENT,
            "U.S.": {**GOVERNMENT, "aliases": ("Washington",)},
            "Japan": GOVERNMENT,
            "Russia": GOVERNMENT,
            "North Korea": GOVERNMENT,
            "Park Jin": {"kind": "person", "represents": "South Korea"},
            "Antony Blinken": {"kind": "person", "represents": "U.S."},
            "Yoko Kamikawa": {"kind": "person", "represents": "Japan"},
            "Sergey Lavrov": {"kind": "person", "aliases": ("Lavrov",), "represents": "Russia"},
            "White House": {**GOVERNMENT, "represents": "U.S."},
        },
    )
    return page.extract(
        page.claim(
            "Such weapons deliveries, several of which we now confirm have been completed, will significantly increase "
            "the human toll of Russia’s war of aggression",
            ministers,
            modality="predicted",
        ),
        page.claim(
            "We are deeply concerned about the potential for any transfer of nuclear- or ballistic missile-related "
            "technology to (North Korea)",
            ministers,
        ),
        page.claim(
            "U.N. Security Council resolutions would be violated by sending arms to and from North Korea", ministers
        ),
        page.claim(
            "North Korea’s deliveries to Russia had come to more than 1,000 containers, filled with military equipment "
            "and munitions",
            ("White House",),
        ),
        page.claim("North Korea has carried out more than 100 missile tests since last year"),
        page.denial(
            "shrugged off the U.S. accusation about arms transfers from North Korea",
            ("Sergey Lavrov",),
            "dismisses",
            allegation="the U.S. accusation about arms transfers from North Korea",
        ),
    )


def told(id_: str, *sentences: str, by: str = "Harbour Union", published: date | None = None, **fields: Any) -> Extract:
    """An article whose every sentence is a claim of one party."""
    text = "\n".join(f"{sentence}" for sentence in sentences)
    page = Page.of(id_, text, {by: {"kind": "organisation"}}, published)
    return page.extract(*(page.claim(sentence, (by,), **fields) for sentence in sentences))


def groups(brief: Brief) -> set[frozenset[str]]:
    """The members of each merged claim of more than one."""
    return {frozenset(claim.members) for claim in brief.claims if len(claim.members) > 1}


def key(extract: Extract, number: int = 0) -> str:
    """The name of a claim across the story."""
    return f"{extract.article.id}.{extract.claims[number].id}"


def verdict(kind: Any, one: str, two: str, what: Any, by: Any = "person") -> Decision:
    """A verdict from outside."""
    return Decision(kind=kind, items=(one, two), verdict=what, reason="They know better.", by=by)


# ── the seeds ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_statement_in_two_reports_has_one_origin() -> None:
    """Two outlets that quote one joint statement are two reports, two texts and one origin, under whichever names."""
    joint = [claim for claim in merge(seeds()).claims if len(claim.members) > 1]
    assert len(joint) == 3
    assert {(c.support.reports, c.support.texts, c.support.origins, c.status) for c in joint} == {
        (2, 2, 1, "one_origin")
    }


def test_figures_of_different_things_are_no_conflict() -> None:
    """Several deliveries, 1,000 containers and 100 tests contradict nothing."""
    assert merge(seeds()).conflicts == ()


def test_a_reply_goes_to_the_claim_of_the_accuser_it_names() -> None:
    """Lavrov's reply to a U.S. accusation answers the White House, never the later joint statement."""
    brief = merge(seeds())
    (denial,) = brief.denials
    (answered,) = [claim for claim in brief.claims if claim.id == denial.answers]
    assert "1,000 containers" in answered.text


def test_a_reply_whose_accuser_claims_nothing_keeps_its_allegation() -> None:
    """Without a claim of the accuser it names, a reply answers no claim at all."""
    afp, ap = seeds()
    without = ap.model_copy(update={"claims": tuple(c for c in ap.claims if "containers" not in c.text)})
    (denial,) = merge([afp, without]).denials
    assert denial.answers is None
    assert denial.allegation == "the U.S. accusation about arms transfers from North Korea"


# ── order, reprints and persons ─────────────────────────────────────────────────────────────────────────────────────


@given(story=STORY, seed=st.integers(0, 2**16))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_articles_changes_nothing(story: Gold, seed: int) -> None:
    """Shuffled inputs give the same bytes."""
    shuffled = list(story.extracts)
    random.Random(seed).shuffle(shuffled)
    assert merge(shuffled).model_dump_json() == merge(story.extracts).model_dump_json()
    assert doubtful(compared(shuffled)) == doubtful(compared(story.extracts))


@given(story=STORY, place=st.integers(0, 4), early=st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_reprint_raises_reports_only(story: Gold, place: int, early: bool) -> None:
    """A copy with a new headline and a credit line adds a report to each of its claims, and nothing else."""
    original = story.extracts[place % len(story.extracts)]
    copy = reprint(original, "0copy" if early else "zcopy")
    before, after = merge(story.extracts), merge([*story.extracts, copy])
    assert [(len(b), len(a)) for b, a in zip(shape(before), shape(after), strict=True)] == [
        (len(b), len(b)) for b in shape(before)
    ]
    old = {member: claim for claim in before.claims for member in claim.members}
    for claim in after.claims:
        was = old[next(member for member in claim.members if "copy" not in member)]
        copied = any("copy" in member for member in claim.members)
        assert (claim.support.texts, claim.support.origins) == (was.support.texts, was.support.origins)
        assert claim.support.reports == was.support.reports + copied


def shape(brief: Brief) -> tuple[tuple[Any, ...], ...]:
    """What a reprint must not add to."""
    return brief.claims, brief.denials, brief.silences, brief.conflicts


def reprint(original: Extract, id_: str) -> Extract:
    """The article under another name, with a credit line at its end."""
    article = original.article.model_copy(
        update={
            "id": id_,
            "source": id_,
            "outlet": "Valley Courier",
            "agency": None,
            "text": f"{original.article.text}\nWith reporting by {original.article.agency}\n",
        }
    )
    moved = Extract.model_validate_json(original.model_dump_json().replace(f'"{original.article.id}"', f'"{id_}"'))
    return moved.model_copy(update={"article": article})


@given(story=STORY, data=st.data())
@settings(max_examples=30, deadline=None)
def test_what_a_person_decides_holds(story: Gold, data: st.DataObject) -> None:
    """A person's same joins and a person's different parts any two claims, whatever the rules and a model say."""
    names = [key(extract, number) for extract in story.extracts for number in range(len(extract.claims))]
    one, two = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    what = data.draw(st.sampled_from(["same", "different"]))
    contrary = "different" if what == "same" else "same"
    made = verdict("claim", one, two, what)
    brief = merge(story.extracts, verdicts=[verdict("claim", two, one, contrary, "model"), made])
    together = any({one, two} <= set(claim.members) for claim in brief.claims)
    assert together == (what == "same")
    assert made in brief.decisions
    assert merge(story.extracts, verdicts=brief.decisions).model_dump_json() == brief.model_dump_json()


def test_a_persons_different_is_not_undone_through_a_third() -> None:
    """Two claims that a person keeps apart stay apart although a third is the same as both."""
    sentence = "Dockers will walk out for two days over the new night shifts."
    one, two, three = (told(id_, sentence) for id_ in "abc")
    assert groups(merge([one, two, three])) == {frozenset(map(key, (one, two, three)))}
    kept = merge([one, two, three], verdicts=[verdict("claim", key(one), key(three), "different")])
    assert len(kept.claims) == 2
    assert any(d.verdict == "different" and d.by == "rule" for d in kept.decisions), "the link refused is written down"


def test_a_merge_is_written_down_once() -> None:
    """Five articles that say one thing are joined by four decisions, not by one for each of their ten pairs."""
    extracts = [told(id_, "Dockers will walk out for two days over the new night shifts.") for id_ in "abcde"]
    (joined,) = merge(extracts).claims
    made = [decision for decision in merge(extracts).decisions if decision.kind == "claim"]
    assert len(made) == len(joined.members) - 1
    assert {item for decision in made for item in decision.items} == set(joined.members)


def test_parties_obey_a_person() -> None:
    """A person may part two parties of one name, and join two that no rule would."""
    one, two = told("a", "The pier is closed."), told("b", "The pier is closed.")
    apart = merge([one, two], verdicts=[verdict("party", "a.p1", "b.p1", "different")])
    assert len(apart.parties) == 2
    other = told("c", "The pier is closed.", by="Dockers of the North")
    joined = merge([one, other], verdicts=[verdict("party", "a.p1", "c.p1", "same")])
    assert len(joined.parties) == 1
    assert len(joined.claims) == 1


def test_a_model_decides_a_doubtful_pair() -> None:
    """What code is unsure of leans towards the same only until a model or a person says what it is."""
    story = next(story for story in stories() if story.name == "same-surname")
    pair = next(pair for pair in doubtful(compared(story.extracts)) if pair.kind == "claim")
    for said, together in (("same", True), ("different", False), ("unsure", False)):
        made = verdict("claim", *pair.items, said, "model")
        assert any(set(pair.items) <= m for m in groups(merge(story.extracts, verdicts=[made]))) is together
        assert pair not in doubtful(compared(story.extracts, [made]))


def _leaning(*second: str, voice: str = "attributed") -> bool:
    """Whether a claim of a first article is one with any of a second, said by one mayor or by the outlets."""
    by = ("Ines Falk",) if voice == "attributed" else ()
    first = "The ferry company gave its pilots new radios."
    pages = [
        Page.of(id_, "\n".join(("Ines Falk spoke.", *said)), {"Ines Falk": {"kind": "person"}})
        for id_, said in (("a", (first,)), ("b", second))
    ]
    one = pages[0].extract(pages[0].claim(first, by))
    two = pages[1].extract(*(pages[1].claim(text, by) for text in second))
    return any(len({key.partition(".")[0] for key in members}) > 1 for members in groups(merge([one, two])))


def test_the_likest_of_unsure_claims_are_one() -> None:
    """A pair that is near but not there is one if neither has anything else as like in the other's article."""
    near = "Pilots of the ferry company got radios that work in fog."
    assert _leaning(near)
    assert not _leaning(near, "In fog the radios of the company work for pilots of every ferry."), "two are as like"
    assert not _leaning("The mayor opened a school on the hill.")


def test_what_outlets_say_themselves_does_not_lean() -> None:
    """Of what no speaker binds to one event, the likest are one only if a figure agrees as well."""
    assert not _leaning("Pilots of the ferry company got radios that work in fog.", voice="own")


def test_a_person_unlinks_a_reply() -> None:
    """A reply that does not answer a claim, by a person's word, is not linked to it again."""
    story = next(story for story in stories() if story.name == "admitted-and-denied")
    denial, claim = story.key["ad1"], story.key["a1"]
    brief = merge(story.extracts, verdicts=[verdict("answers", denial, claim, "does_not_answer")])
    answered = {claim.id: claim.members for claim in brief.claims}
    (found,) = [one for one in brief.denials if denial in one.members]
    assert found.answers is None or claim not in answered[found.answers]


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The ferry sank with 40 people aboard.", "The ferry did not sink with 40 people aboard."),
        ("The ferry sank with 40 people aboard.", "The ferry sank with 60 people aboard."),
        ("The school in Altona will be closed.", "The school in Bergedorf will be closed."),
        ("Taxes on bread will rise next year.", "Taxes on bread will fall next year."),
        ("The harbour was dredged in spring.", "A new theatre opened to great applause."),
    ],
)
def test_claims_that_differ_stay_apart(one: str, two: str) -> None:
    """Claims that differ in what they deny, count, name or are about are two."""
    context = "People went to Altona. People went to Bergedorf."
    first, second = told("a", one, context), told("b", two, context)
    assert not any({key(first), key(second)} <= members for members in groups(merge([first, second])))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The mayor closed 12 schools in the valley.", "Twelve schools in the valley were shut by the mayor."),
        ("The road is flooded over 10 kilometres.", "The road is under water over about six miles."),
        ("Sales of cars fell by two fifths in the summer.", "Car sales dropped by 40 percent in the summer."),
        ("Nine in ten dockers joined the walkout.", "90 percent of dockers took part in the strike."),
    ],
)
def test_claims_in_other_words_are_one(one: str, two: str) -> None:
    """The same figure in another unit and the same fact in a newsroom's other words are one claim."""
    first, second = told("a", one), told("b", two)
    assert groups(merge([first, second])) == {frozenset({key(first), key(second)})}


def test_an_outlets_own_words_never_merge_with_anothers_claim() -> None:
    """What an outlet asserts itself is not what it reports somebody to say."""
    own = Page.of("a", "The bridge in Ulm is shut.", {})
    other = told("b", "The bridge in Ulm is shut.")
    assert len(merge([own.extract(own.claim("The bridge in Ulm is shut.")), other]).claims) == 2


def test_an_outlets_own_words_never_merge_with_what_somebody_unnamed_says() -> None:
    """Nobody named is somebody, and not the outlet."""
    text = "The bridge in Ulm is shut."
    own, other = Page.of("a", text, {}), Page.of("b", f"Sources said: {text}", {})
    brief = merge([own.extract(own.claim(text)), other.extract(other.claim(text, voice="attributed"))])
    assert len(brief.claims) == 2
    assert any("b reported, as said by somebody unnamed: The bridge" in sentence.text for sentence in brief.summary)


def test_different_speakers_make_different_claims() -> None:
    """Two parties that say the same make two claims."""
    assert (
        len(merge([told("a", "The bridge is shut."), told("b", "The bridge is shut.", by="Road Office")]).claims) == 2
    )


@pytest.mark.parametrize(
    ("full", "other", "named"),
    [
        ("we will end it by 2027", "We will end it by 2027", ""),
        ("the provision of arms to the North", "the provision of arms", "cut"),
        ("net fishing in the strait is harming stocks", "net fishing … is harming stocks", "ellipsis, cut"),
        ("is harming stocks", "is harming (squid) stocks", "insertion"),
        ("we recognise the danger", "we recognize the danger", "spelling"),
        ("the crack is long", "the crack measured a lot", "wording"),
    ],
)
def test_renderings_name_their_difference(full: str, other: str, named: str) -> None:
    """A rendering says whether it is cut, shortened by an ellipsis, filled in, spelled or worded differently."""
    assert difference(full, other) == named


def test_the_fullest_form_leads() -> None:
    """Of two forms of a claim the fuller one is shown, and the other is kept as its rendering."""
    short, full = told("a", "The harbour bridge is shut."), told("b", "The old harbour bridge is shut for repairs.")
    (claim,) = merge([short, full]).claims
    assert claim.text == "The old harbour bridge is shut for repairs."
    assert [(r.article, r.differs) for r in claim.renderings] == [("a", "cut")]


# ── figures, days, names ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("66 people", "more than 60 people", True),
        ("24 dead", "at least 20 dead", True),
        ("1,000 containers", "1,200 containers", False),
        ("nearly 12 inches", "300 millimetres", True),
        ("one home in three", "33 percent of homes", True),
        ("three weeks or more", "at least three weeks", True),
        ("capped at five a month", "five a month", True),
        ("more than 30 boats", "25 boats", False),
    ],
)
def test_quantities_agree_where_a_value_satisfies_both(one: str, two: str, agree: bool) -> None:
    """Units, shares and qualifiers are read before figures are compared."""
    (mine,), (theirs,) = quantities(one), quantities(two)
    assert mine.comparable(theirs)
    assert mine.agrees(theirs) is agree


def test_only_the_new_figure_of_a_revision_counts() -> None:
    """Of “from 24 to 23” the second figure holds; nobody … more than five is at most five."""
    assert [found.low for found in quantities("The toll was revised from 24 to 23.")] == [23]
    (shifts,) = quantities("Nobody should work more than five shifts a month.")
    assert (shifts.low, shifts.high) == (0, 5)


def test_two_counts_of_one_thing_are_a_conflict() -> None:
    """1,000 against 1,200 containers of one shipment is a conflict of figures, with both figures and their places."""
    one = told("a", "The ship carried 1,000 containers of rice to Aden.")
    two = told("b", "The ship carried 1,200 containers of rice to Aden.", by="Port Office")
    (conflict,) = merge([one, two]).conflicts
    assert conflict.kind == "figure"
    assert [(figure.low, figure.evidence.exact) for figure in conflict.figures] == [(1000, "1,000"), (1200, "1,200")]


def test_a_party_that_revises_its_figure_is_in_no_conflict() -> None:
    """One party's own later figure replaces its earlier one; another's is in conflict with the one that stands."""
    old = told("a", "The storm killed 31 people on the lake.", published=date(2025, 5, 1))
    new = told("b", "The storm killed 24 people on the lake.", published=date(2025, 5, 2))
    other = told("c", "The storm killed 29 people on the lake.", by="Hospital", published=date(2025, 5, 3))
    assert merge([old, new]).conflicts == ()
    brief = merge([old, new, other])
    texts = {claim.id: claim.text for claim in brief.claims}
    assert [{texts[claim] for claim in conflict.claims} for conflict in brief.conflicts] == [
        {"The storm killed 24 people on the lake.", "The storm killed 29 people on the lake."}
    ]


def test_contrary_statements_are_a_conflict() -> None:
    """What one party affirms and another negates is a contradiction."""
    one = told("a", "The water of the city is safe to drink.")
    two = told("b", "The water of the city is not safe to drink.", by="Hospital")
    brief = merge([one, two])
    assert [conflict.kind for conflict in brief.conflicts] == ["contradiction"]
    assert {claim.status for claim in brief.claims} == {"contested"}


def test_days_are_resolved_only_where_the_publication_is_dated() -> None:
    """Wednesday is a day only in a report whose own day is known."""
    assert days_of("on Wednesday", None) == frozenset()
    assert days_of("on Wednesday", date(2024, 9, 20)) == {date(2024, 9, 18)}
    assert days_of("on September 3", date(2024, 9, 20)) == {date(2024, 9, 3)}


def test_stems_join_what_newsrooms_vary() -> None:
    """Forms, spellings and set synonyms have one stem, and a people's adjective that of its name."""
    assert stem("harbours") == stem("harbor")
    assert stem("fatalities") == stem("killed")
    assert name_stem("marovian") == name_stem("marovia")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("Kim Jong-un", "person"), ("Kim Jong Un", "person"), True),
        (("Kamikawa Yoko", "person"), ("Yoko Kamikawa", "person"), True),
        (("Gen. Anton Vesk", "person"), ("Vesk", "person"), True),
        (("Elena Reyes", "person"), ("Tomas Reyes", "person"), False),
        (("Seoul", "government"), ("South Korean government", "government"), True),
        (("Democratic People’s Republic of Korea", "government"), ("North Korea", "government"), True),
        (("Transport and Haulage Union", "organisation"), ("THU", "organisation"), True),
        (("U.N. Security Council", "organisation"), ("UN Security Council", "organisation"), True),
        (("interior ministry", "government"), ("education ministry", "government"), False),
        (("Free Hills Front", "group"), ("First Harvest Fund", "group"), False),
        (("White House", "government"), ("United States", "government"), False),
    ],
)
def test_names_of_one_party(one: tuple[str, Any], two: tuple[str, Any], same: bool) -> None:
    """Spellings, orders, titles, capitals, demonyms and abbreviations are one party; a shared surname is none."""
    pages = [
        Page.of(id_, f"{name} said so.", {name: {"kind": kind}})
        for id_, (name, kind) in zip("ab", (one, two), strict=True)
    ]
    assert (len(merge([page.extract() for page in pages]).parties) == 1) is same


def test_a_surname_that_two_share_joins_neither() -> None:
    """A bare surname is one of two people only if there is but one."""
    names = ("Elena Reyes", "Tomas Reyes", "Reyes")
    pages = [
        Page.of(id_, f"{name} said so.", {name: {"kind": "person"}}) for id_, name in zip("abc", names, strict=True)
    ]
    assert len(merge([page.extract() for page in pages]).parties) == 3


def test_every_pair_of_a_group_agrees() -> None:
    """A link that would bring two different items into one group is refused, and the pair that differs is named."""
    found = grouped("abc", [("a", "b"), ("b", "c")], lambda one, two: {one, two} != {"a", "c"})
    assert found.groups == (("a", "b"), ("c",))
    assert found.refused == (("b", "c", "a", "c"),)


# ── what each article left out ──────────────────────────────────────────────────────────────────────────────────────


def test_the_matrix_tells_carried_absent_contradicted_and_unknown() -> None:
    """An article carries a claim, leaves it out or contradicts it; one that could not be read tells nothing."""
    one = told("a", "The water of the city is safe to drink.", "The pier is closed.")
    two = told("b", "The water of the city is not safe to drink.", by="Hospital")
    unread = Extract(article=Article(id="c", source="c.txt", text="?"), audit=Audit(article="c", engine="none"))
    lost = Failure(source="d.txt", step="collect", reason="d.txt cannot be read: it is a picture.")
    brief = merge([one, two, unread], [lost])
    cells = {brief.claims[place].text: omission.cells for place, omission in enumerate(brief.omissions)}
    assert cells["The water of the city is safe to drink."] == {
        "a": "carried", "b": "contradicted", "c": "unknown", "d.txt": "unknown",
    }  # fmt: skip
    assert cells["The pier is closed."] == {"a": "carried", "b": "absent", "c": "unknown", "d.txt": "unknown"}
    assert brief.failures == (lost,)


def test_balance_counts_words_once() -> None:
    """Words and quoted words are counted per party and article, those of two overlapping items once."""
    text = "“We will strike on Monday, all of us,” the Harbour Union said."
    page = Page.of("a", text, {"Harbour Union": {"kind": "organisation"}})
    whole, part = "“We will strike on Monday, all of us,”", "We will strike"
    brief = merge([page.extract(page.claim(whole, ("Harbour Union",)), page.claim(part, ("Harbour Union",)))])
    assert [(row.words, row.quoted_words) for row in brief.balance] == [(8, 8)]


def test_every_sentence_of_the_summary_cites_what_it_tells() -> None:
    """The template cites existing items, and names whoever says an attributed claim."""
    for story in stories():
        brief = merge(story.extracts)
        speakers = {item.id: item.speakers for item in brief.claims}
        speakers |= {denial.id: denial.by for denial in brief.denials}
        speakers |= {silence.id: silence.by for silence in brief.silences}
        parties = {party.id: party.name for party in brief.parties}
        assert brief.summary
        for sentence in brief.summary:
            assert sentence.cites
            assert set(sentence.cites) <= set(speakers)
            for speaker in (speaker for cited in sentence.cites for speaker in speakers[cited]):
                assert parties[speaker].casefold() in sentence.text.casefold()


def test_the_summary_tells_replies_to_one_claim_together() -> None:
    """The claim is told once, then who answered it; replies of one sentence share it."""
    text = "The dam leaks, the town said. The firm shrugged that off as unproven."
    page = Page.of("a", text, {"the town": {}, "the firm": {}})
    claim = page.claim("The dam leaks", ("the town",))
    said = "The firm shrugged that off as unproven."
    waved = page.denial(said, ("the firm",), "dismisses", answers=claim.id)
    unproven = waved.model_copy(update={"id": "d9", "kind": "disputes_evidence"})
    (*_, sentence) = merge([page.extract(claim, waved, unproven)]).summary
    assert sentence.text == (
        "The town said: The dam leaks. The firm dismissed this and disputed the evidence for this: "
        "The firm shrugged that off as unproven."
    )
    assert len(sentence.cites) == 3


def test_evidence_is_passed_on_unchanged() -> None:
    """The evidence of a merged claim is that of its members, untouched."""
    for story in stories():
        told_: set[Evidence] = {e for extract in story.extracts for claim in extract.claims for e in claim.evidence}
        assert {e for claim in merge(story.extracts).claims for e in claim.evidence} == told_


def test_a_story_without_articles_is_an_empty_brief() -> None:
    """Nothing in, nothing out, and no error."""
    assert merge([], story="empty") == Brief(story="empty")


def test_items_without_evidence_or_words_are_merged_like_others() -> None:
    """Extracts written by hand may lack evidence, names and texts; nothing of them is lost."""
    page = Page.of("a", "", {"“”": {}, "Bo": {"kind": "person"}})
    empty = page.extract(
        Claim(id="c1", text="Rome has 4 boats.", evidence=()),
        Claim(id="c2", text="", speakers=("p1",), evidence=()),
        Denial(id="d1", by=("p2", "p9"), kind="denies", evidence=()),
        Silence(id="s1", kind="declined", evidence=()),
    )
    other = Page.of("b", "Rome has 9 boats.", {})
    brief = merge([empty, other.extract(other.claim("Rome has 9 boats."))])
    assert [len(brief.claims), len(brief.denials), len(brief.silences), len(brief.conflicts)] == [3, 1, 1, 1]
