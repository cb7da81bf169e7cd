"""Scoring: what counts as found, and what a floor does."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import here as summarizer
from hypothesis import given
from hypothesis import strategies as st
from stories_gold import STORIES, Gold, Page, stories

from summarizer.attribution import attributions
from summarizer.cli.attributed import of_extract
from summarizer.errors import UsageError
from summarizer.models import Extract
from summarizer.score import Scores, Tally, score
from summarizer.score.floors import falls, lowered, raised, reached
from summarizer.score.matching import fits_reply, matched, stands_for
from summarizer.score.sheets import Item, Place, Side
from summarizer.steps.merge import merge
from summarizer.steps.render import as_json, write_brief, write_extracts

TEXT = (
    "Mill accused of dumping dye\n\n"
    "The river board said the mill had dumped dye for a year.\n\n"
    "The mill denied it. “We dumped nothing,” its spokeswoman Ida Berg said. The mayor, Lars Holt, would not comment.\n"
)
PARTIES: dict[str, dict[str, Any]] = {
    "river board": {},
    "mill": {"kind": "organisation"},
    "Ida Berg": {"represents": "mill", "aliases": ("its spokeswoman",)},
    "Lars Holt": {"aliases": ("The mayor",)},
}
DUMPED = "the mill had dumped dye for a year"
DENIED = "The mill denied it."
NOTHING = "“We dumped nothing,” its spokeswoman Ida Berg said."
SILENT = "The mayor, Lars Holt, would not comment."


def gold(folder: Path, **changed: Any) -> Path:
    """Write the gold of TEXT; `changed` replaces its lists."""
    folder.mkdir(exist_ok=True)
    told: dict[str, Any] = {
        "parties": [
            {"name": name, "aliases": known.get("aliases", ()), "represents": known.get("represents")}
            for name, known in PARTIES.items()
        ],
        "claims": [{"by": ["river board"], "quote": DUMPED, "voice": "attributed"}],
        "denials": [
            {"by": ["mill"], "quote": DENIED, "kind": "denies", "answers": 0},
            {"by": ["Ida Berg"], "quote": NOTHING, "kind": "denies", "answers": 0},
        ],
        "silences": [{"by": ["Lars Holt"], "quote": SILENT, "kind": "declined"}],
    }
    (folder / "mill.json").write_text(json.dumps(told | changed), encoding="utf-8")
    (folder / "mill.txt").write_text(TEXT, encoding="utf-8")
    return folder


PAGE = Page.of("mill", TEXT, PARTIES)
CLAIM = PAGE.claim(DUMPED, ("river board",))
SAID = PAGE.denial(DENIED, ("mill",), "denies", answers=CLAIM.id)
ADDED = PAGE.denial(NOTHING, ("Ida Berg",), "denies", answers=CLAIM.id)
KEPT = PAGE.silence(SILENT, ("Lars Holt",), "the dye")


def scored(tmp_path: Path, extract: Extract, **changed: Any) -> Scores:
    """Score one extract of TEXT."""
    write_extracts([extract], tmp_path / "out")
    return score(gold(tmp_path / "gold", **changed), tmp_path / "out")


def counts(tally: Tally) -> tuple[int, int, int, int]:
    """Gold, found, met, right."""
    return tally.gold, tally.found, tally.met, tally.right


def test_an_output_that_is_the_gold_scores_one(tmp_path: Path) -> None:
    """Every figure of a perfect output is 1, and no silence is called a denial."""
    found = scored(tmp_path, PAGE.extract(CLAIM, SAID, ADDED, KEPT))
    assert set(found.figures().values()) == {1.0, 0}
    assert found.silences_called_denials == 0


def test_an_empty_output_scores_nothing(tmp_path: Path) -> None:
    """What was not found is missed: recall is 0 where the gold has something."""
    found = scored(tmp_path, PAGE.extract())
    assert {kind: tally.recall for kind, tally in found.kinds.items() if kind != "parties"} == dict.fromkeys(
        ("claims", "claims_voice", "denials", "denials_kind", "links", "silences"), 0.0
    )


def test_precision_recall_and_f1_are_counted_by_hand() -> None:
    """Two of three found items are right, and so two of four are found."""
    tally = Tally(gold=4, found=3, met=2, right=2)
    assert (tally.precision, tally.recall) == (2 / 3, 0.5)
    assert tally.f1 == pytest.approx(4 / 7)


def test_a_reply_by_another_party_is_not_found(tmp_path: Path) -> None:
    """The right words in the wrong mouth are one miss and one mistake."""
    other = PAGE.denial(DENIED, ("river board",), "denies")
    found = scored(tmp_path, PAGE.extract(CLAIM, other))
    assert counts(found.kinds["denials"]) == (2, 1, 0, 0)


@pytest.mark.parametrize(("quote", "by"), [(DENIED, "Ida Berg"), (NOTHING, "mill")])
def test_who_speaks_for_a_party_is_that_party(tmp_path: Path, quote: str, by: str) -> None:
    """A spokeswoman may stand for her firm and the firm for her."""
    found = scored(tmp_path, PAGE.extract(CLAIM, PAGE.denial(quote, (by,), "denies")))
    assert counts(found.kinds["denials"]) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("the Ministry",), ("ministry",), True),
        (("diplomats in Tellis",), ("foreign diplomats in Tellis",), True),
        (("survivors",), ("survivors of the crash",), True),
        (("Seoul",), ("Seoul police",), False),
        (("Elena Reyes",), ("Tomas Reyes",), False),
        (("Tomas Reyes", "Reyes"), ("Elena Reyes",), False),
    ],
)
def test_a_party_is_known_by_any_name_and_by_a_fuller_one(
    one: tuple[str, ...], two: tuple[str, ...], same: bool
) -> None:
    """Names are equal without their article; the fullest may add words before it or a phrase behind it."""
    assert Side.of(one).is_same(Side.of(two)) is same
    assert Side.of(two).is_same(Side.of(one)) is same


def test_the_kind_of_a_denial_is_counted_apart(tmp_path: Path) -> None:
    """A denial of the wrong kind is found, and not of its kind."""
    found = scored(tmp_path, PAGE.extract(CLAIM, PAGE.denial(DENIED, ("mill",), "dismisses")))
    assert (found.kinds["denials"].right, found.kinds["denials_kind"].right) == (1, 0)


def test_a_link_counts_where_it_leads_to_the_claim_of_the_gold(tmp_path: Path) -> None:
    """A denial set against other words is no right link."""
    other = PAGE.claim("The mayor, Lars Holt", ())
    wrong = PAGE.denial(DENIED, ("mill",), "denies", answers=other.id)
    found = scored(tmp_path, PAGE.extract(CLAIM, other, wrong, ADDED))
    assert counts(found.kinds["links"]) == (2, 2, 1, 1)


def test_items_are_matched_one_to_one(tmp_path: Path) -> None:
    """The same sentence found twice is right once."""
    again = PAGE.denial("denied it.", ("mill",), "dismisses")
    found = scored(tmp_path, PAGE.extract(CLAIM, SAID, again))
    assert counts(found.kinds["denials"]) == (2, 2, 1, 1)


def test_those_that_overlap_most_are_matched_first() -> None:
    """An item that touches two is paired with the one that it covers."""
    item = [Item("", (Place("a", start, end),), (Side.of(["x"]),)) for start, end in ((0, 10), (8, 20), (9, 20))]
    assert matched(item[:2], item[2:], fits_reply) == ((1, 0),)


def test_one_reply_may_stand_for_two_sentences_that_answer_one_claim(tmp_path: Path) -> None:
    """A denial whose evidence is both sentences of one party meets both, and is one right find."""
    both = SAID.model_copy(update={"evidence": (*SAID.evidence, *ADDED.evidence)})
    twice = [{"by": ["mill"], "quote": quote, "kind": "denies", "answers": 0} for quote in (DENIED, NOTHING)]
    found = scored(tmp_path, PAGE.extract(CLAIM, both), denials=twice)
    assert counts(found.kinds["denials"]) == (2, 1, 2, 1)


def test_a_claim_needs_half_of_both_stretches_and_its_speaker(tmp_path: Path) -> None:
    """A claim that is lost in a long stretch, or said by nobody, is not found."""
    long = PAGE.claim(TEXT[len("Mill accused of dumping dye\n\n") :], ("river board",))
    assert scored(tmp_path, PAGE.extract(long)).kinds["claims"].right == 0
    assert scored(tmp_path, PAGE.extract(PAGE.claim(DUMPED))).kinds["claims"].right == 0


def test_a_silence_called_a_denial_is_counted(tmp_path: Path) -> None:
    """A denial that the gold does not have, on the words of a silence, is the worst mistake."""
    wrong = PAGE.denial(SILENT, ("Lars Holt",), "denies")
    found = scored(tmp_path, PAGE.extract(CLAIM, SAID, ADDED, wrong))
    assert found.silences_called_denials == 1


def test_what_stands_only_in_the_headline_is_left_out(tmp_path: Path) -> None:
    """No engine is given the headline to read for replies."""
    title = {"by": ["mill"], "quote": "Mill accused of dumping", "kind": "counter_accuses", "answers": None}
    assert scored(tmp_path, PAGE.extract(), denials=[title], silences=[title]).kinds["denials"].gold == 0


def test_evidence_that_was_moved_is_not_grounded(tmp_path: Path) -> None:
    """The share of grounded evidence is measured on the text, not believed."""
    moved = CLAIM.evidence[0].model_copy(update={"start": 0, "end": 5})
    extract = PAGE.extract(CLAIM.model_copy(update={"evidence": (moved,)}), SAID)
    assert scored(tmp_path, extract).grounded.value == 0.5


def test_an_article_that_is_missing_counts_as_not_found(tmp_path: Path) -> None:
    """Leaving an article out does not raise a figure, and it is named."""
    home = gold(tmp_path / "gold")
    for suffix in (".json", ".txt"):
        (home / f"copy{suffix}").write_bytes((home / f"mill{suffix}").read_bytes())
    found = scored(tmp_path, PAGE.extract(CLAIM, SAID, ADDED, KEPT))
    assert found.missing == ("copy",)
    assert found.kinds["denials"].recall == 0.5


def test_extracts_may_be_json_lines(tmp_path: Path) -> None:
    """A line is one extract, also where its text holds a line separator of another kind."""
    odd = TEXT.replace("dye.\n", "dye.\u2028")
    extract = Page.of("mill", odd, PARTIES).extract()
    home = gold(tmp_path / "gold")
    (home / "mill.txt").write_text(odd, encoding="utf-8")
    lines = tmp_path / "out.jsonl"
    lines.write_text(json.dumps(extract.model_dump(mode="json"), ensure_ascii=False) + "\n", encoding="utf-8")
    assert score(home, lines).articles == 1


def _nothing(_home: Path) -> None:
    """Leave the gold as it is."""


def _bad_quote(home: Path) -> None:
    gold(home, silences=[{"by": ["mill"], "quote": "never said"}])


def _bad_party(home: Path) -> None:
    gold(home, silences=[{"by": ["nobody"], "quote": SILENT}])


def _bad_form(home: Path) -> None:
    (home / "mill.json").write_text('{"claims": 3}', encoding="utf-8")


def _other_text(home: Path) -> None:
    (home / "mill.txt").write_text(f"{TEXT} It rained.", encoding="utf-8")


def _other_name(home: Path) -> None:
    for suffix in (".json", ".txt"):
        (home / f"mill{suffix}").rename(home / f"loom{suffix}")


def _empty(home: Path) -> None:
    (home / "mill.txt").unlink()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_bad_quote, "“never said” does not stand in the text of mill"),
        (_bad_party, "nobody is not among the parties of mill"),
        (_bad_form, "is no gold: parties: Field required"),
        (_other_text, "is not the text of the gold's mill"),
        (_other_name, "Nothing of"),
        (_empty, "There is no gold in"),
    ],
)
def test_a_gold_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, spoil: Any, says: str) -> None:
    """A mistake in a gold is never scored as a mistake of the engine."""
    home = gold(tmp_path / "gold")
    spoil(home)
    write_extracts([PAGE.extract()], tmp_path / "out")
    with pytest.raises(UsageError) as caught:
        score(home, tmp_path / "out")
    assert says in str(caught.value)


def test_two_extracts_of_one_article_are_refused(tmp_path: Path) -> None:
    """It is not guessed which of two extracts is meant."""
    lines = tmp_path / "out.jsonl"
    lines.write_text(f"{PAGE.extract().model_dump_json()}\n" * 2, encoding="utf-8")
    with pytest.raises(UsageError, match="Two extracts"):
        score(gold(tmp_path / "gold"), lines)


def _written(story: Gold, out: Path) -> None:
    write_extracts(story.extracts, out / story.name)
    (out / story.name / "brief.json").write_text(as_json(merge(story.extracts, story=story.name)), encoding="utf-8")


def test_the_gold_stories_score_one_against_themselves(tmp_path: Path) -> None:
    """Extracts that are the gold have every item, and what merging them reaches is not lowered by the scorer."""
    for story in stories():
        _written(story, tmp_path)
    found = score(STORIES, tmp_path)
    single = ("parties", "claims", "claims_voice", "denials", "denials_kind", "links", "silences")
    assert {kind: found.kinds[kind].f1 for kind in single} == dict.fromkeys(single, 1.0)
    assert found.kinds["same_claims"].f1 >= 0.95
    assert found.kinds["story_links"].f1 >= 0.90
    assert found.kinds["conflicts"].f1 >= 0.85
    assert found.kinds["support"].f1 >= 0.90
    assert found.kinds["reprints"].f1 == 1.0
    assert (found.stories, found.missing) == (10, ())


def _stand(gold: tuple[int, int], found: tuple[int, int], sentence: tuple[int, int] = (0, 100)) -> bool:
    """Whether a found claim stands for one of the gold, both by one party."""
    who = (Side.of(["x"]),)
    one = Item("g", (Place("a", *gold),), who, around=(Place("a", *sentence),))
    return stands_for(one, Item("f", (Place("a", *found),), who))


def test_a_sentence_cut_otherwise_is_known() -> None:
    """A claim stands for one that it holds or is a half of, in its sentence; half an article stands for nothing."""
    assert _stand((40, 60), (0, 100)), "one claim where the gold has several"
    assert _stand((0, 100), (0, 30)), "one of several where the gold has one"
    assert not _stand((40, 60), (0, 300)), "it reaches beyond the sentence"
    assert not _stand((0, 40), (30, 100)), "they share less than half of either"


def test_a_story_without_extracts_is_scored_by_its_brief(tmp_path: Path) -> None:
    """A brief alone gives the figures across sources, and none of single articles."""
    story = next(story for story in stories() if story.name == "reprint-and-independent")
    write_brief(merge(story.extracts, story=story.name), tmp_path)
    found = score(STORIES / story.name, tmp_path)
    assert "claims" not in found.kinds
    assert found.kinds["reprints"].f1 == 1.0
    assert found.grounded.value == 1.0


def test_a_missing_story_counts_as_not_found(tmp_path: Path) -> None:
    """What a missing story has is missed, in its articles and across them."""
    _written(stories()[0], tmp_path)
    found = score(STORIES, tmp_path)
    assert len(found.missing) == 9
    assert found.kinds["claims"].recall < 0.2
    assert found.kinds["same_claims"].recall < 0.2


_ITEMS = st.lists(
    st.builds(
        lambda start, length: Item("", (Place("a", start, start + length),), (Side.of(["x"]),)),
        st.integers(0, 40),
        st.integers(1, 20),
    ),
    max_size=8,
)


@given(_ITEMS, _ITEMS)
def test_matching_is_one_to_one_and_only_of_what_overlaps(one: list[Item], two: list[Item]) -> None:
    """No item is paired twice, and no pair lies apart."""
    pairs = matched(one, two, fits_reply)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(fits_reply(one[i], two[j]) for i, j in pairs)


def test_floors_rise_fall_and_fail_as_they_should() -> None:
    """Below the floor is told; raising never lowers; lowering never raises; less is better for a ceiling."""
    floors = {"denials.f1": 0.8, "silences_called_denials": 1.0, "audit": 0.5}
    figures = {"denials.f1": 0.777, "silences_called_denials": 0, "audit": 0.919}
    assert falls(figures, floors) == ["denials.f1 is 0.777, below its floor, 0.8."]
    assert raised(figures, floors) == {"denials.f1": 0.8, "silences_called_denials": 0, "audit": 0.91}
    assert lowered(figures, floors) == {"denials.f1": 0.77, "silences_called_denials": 1.0, "audit": 0.5}
    assert falls({}, {"audit": 0.5}) == ["audit was not measured, and its floor is 0.5."]
    assert reached("audit", 0.29) == 0.29
    assert falls({"audit": 0.47999999999999987}, {"audit": reached("audit", 0.47999999999999987)}) == []


def test_score_prints_a_table_or_json(tmp_path: Path) -> None:
    """People get a line for each kind, machines every figure by its name."""
    scored(tmp_path, PAGE.extract(CLAIM, SAID, ADDED, KEPT))
    told = summarizer("score", tmp_path / "gold", tmp_path / "out").stdout
    assert "denials with their claim" in told
    assert "silences called denials" in told
    figures = json.loads(summarizer("score", tmp_path / "gold", tmp_path / "out", "--json").stdout)["figures"]
    assert (figures["denials.f1"], figures["grounded"]) == (1.0, 1.0)


def test_a_fall_fails_and_only_the_flag_lowers_the_floor(tmp_path: Path) -> None:
    """Floors are set, held and lowered through the command line: exit 1 on a fall, and the file as it was."""
    floors = tmp_path / "floors.json"
    call: tuple[str | Path, ...] = ("score", tmp_path / "gold", tmp_path / "out", "--floors", floors)
    scored(tmp_path, PAGE.extract(CLAIM, SAID, ADDED, KEPT))
    summarizer(*call, code=2)
    summarizer(*call, "--raise-floors")
    high = floors.read_bytes()
    scored(tmp_path, PAGE.extract(CLAIM, ADDED, KEPT))
    failed = summarizer(*call, code=1)
    assert "denials.f1 is 0.6667, below its floor, 1. If that is meant, pass --lower-floors." in failed.stderr
    summarizer(*call, "--raise-floors", code=1)
    assert floors.read_bytes() == high
    summarizer(*call, "--lower-floors")
    assert json.loads(floors.read_text())["gold"]["denials.f1"] == 0.66
    summarizer(*call)


def test_a_floor_needs_its_file(tmp_path: Path) -> None:
    """A flag about floors without a file of floors is a mistake in the call."""
    scored(tmp_path, PAGE.extract())
    assert "--floors FILE" in summarizer("score", tmp_path / "gold", tmp_path / "out", "--raise-floors", code=2).stderr


def test_attributions_are_what_the_finder_finds(tmp_path: Path) -> None:
    """Offline, a line of attributions is the finder's answer: spans of the text, under the stem of the file."""
    (tmp_path / "mill.v2.txt").write_text(TEXT, encoding="utf-8")
    done = summarizer("extract", tmp_path, "--engine", "offline", "--format", "attributions")
    line = json.loads(done.stdout)
    assert line["file"] == "mill.v2"
    assert line["attributions"] == [
        {role: [list(span) for span in getattr(found, role)] for role in ("source", "cue", "content")}
        for found in attributions(TEXT)
    ]
    assert line["attributions"]


def test_attributions_of_an_extract_are_its_evidence() -> None:
    """What the outlet says in its own voice is no attribution; a denial is marked, a silence is not."""
    own = PAGE.claim("Mill accused of dumping dye")
    told = json.loads(of_extract(PAGE.extract(own, CLAIM, SAID, KEPT)))["attributions"]
    assert [[TEXT[start:end] for start, end in one["content"]] for one in told] == [[DUMPED], [DENIED], [SILENT]]
    assert [one["denial"] for one in told] == [False, True, False]


def test_attributions_go_to_standard_output(tmp_path: Path) -> None:
    """A folder for attributions is refused rather than left empty."""
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    done = summarizer("extract", tmp_path, "--format", "attributions", "-o", tmp_path / "out", code=2)
    assert "leave -o out" in done.stderr
