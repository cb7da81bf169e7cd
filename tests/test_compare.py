"""Two briefs side by side: what was gained, lost and changed, matched by evidence and words and never by ids."""

import json
import re
from pathlib import Path

import command
import pytest
from conftest import SEEDS

from bench.record_example import answer
from bench.server import ModelServer, ServerOptions
from summarizer import Brief, read_articles, summarize
from summarizer.compare import Change, StoryChanges, compare, read_side, side_of, story_changes
from summarizer.compare.pairing import paired, things
from summarizer.compare.render import as_diff, as_html, as_json, as_text, named
from summarizer.errors import UsageError
from summarizer.library import merge
from summarizer.models import Article, Extract

FIRST = """\
ROVIK (AP) — A ferry sank off Rovik on Monday, killing 12 people, the coast guard said.
The ferry carried more than 60 passengers, harbor master Ada Lund said.
“The boat was overloaded,” Lund said.
The owner, Norra Lines, did not immediately comment.
Divers will search the wreck on Tuesday, the police said.
"""
SECOND = """\
ROVIK (AP) — A ferry sank off Rovik on Monday, killing 15 people, the coast guard said.
The ferry carried more than 60 passengers, police chief Jon Berg said.
“The boat was overloaded,” Lund said.
Norra Lines denied that the boat was overloaded.
The search was called off in the evening because of the wind, the navy said.
"""


def read(text: str, name: str = "ferry") -> Brief:
    """The brief of one short report, read offline."""
    return summarize(Article(id=name, source=f"{name}.txt", agency="AP", text=text), engine="offline")


def summarizer(*words: str | Path, code: int = 0, **env: str) -> str:
    """Run the command, check its exit code, and return its output."""
    return command.here(*words, code=code, **env).stdout


def names(changes: StoryChanges) -> list[str]:
    """The names of the changes."""
    return [named(change) for change in changes.changes]


def renumbered(brief: Brief) -> Brief:
    """The same brief as a run would write it that counts its items from ninety down."""
    ids = [item.id for items in (brief.parties, brief.claims, brief.denials, brief.silences) for item in items]
    new = {old: f"{old[0]}{90 - number}" for number, old in enumerate(ids)}
    text = re.sub(r'"([pcds]\d+)"', lambda match: f'"{new.get(match[1], match[1])}"', brief.model_dump_json())
    again = Brief.model_validate_json(text)
    return again.model_copy(update={"claims": again.claims[::-1], "denials": again.denials[::-1]})


@pytest.fixture(scope="module")
def seeds() -> Brief:
    """The brief of the example story, read offline."""
    return summarize(SEEDS, engine="offline")


@pytest.fixture(scope="module")
def revised() -> StoryChanges:
    """What changed from the first version of a wire story to the second."""
    return story_changes(read(FIRST), read(SECOND))


# ── matching ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_brief_is_the_same_as_itself_under_other_ids(seeds: Brief) -> None:
    """Another order and other ids are no change."""
    changes = story_changes(seeds, renumbered(seeds))
    assert changes.changes == ()
    assert changes.same["claim"] == len(seeds.claims) > 30
    assert changes.same["link"] == sum(denial.answers is not None for denial in seeds.denials) > 1


def test_every_claim_finds_itself(seeds: Brief) -> None:
    """Pairing is one to one, also among claims that are cited from one sentence."""
    old, new = things(seeds.claims, seeds), things(seeds.claims[::-1], seeds)
    pairs = paired(old, new)
    assert [old[one].item.id for one in pairs] == [new[two].item.id for two in pairs.values()]
    assert len(pairs) == len(seeds.claims)


def test_what_is_not_there_any_more_is_lost_and_nothing_else(seeds: Brief) -> None:
    """Leaving out one claim costs that claim, its figures and the links to it, and the other way round gains them."""
    gone = next(claim for claim in seeds.claims if "1,000 containers" in claim.text)
    fewer = seeds.model_copy(update={"claims": tuple(claim for claim in seeds.claims if claim != gone)})
    lost, gained = story_changes(seeds, fewer), story_changes(fewer, seeds)
    assert [(change.kind, change.how) for change in lost.changes] == [("claim", "lost"), ("figure", "lost")]
    assert [(change.kind, change.how) for change in gained.changes] == [("claim", "gained"), ("figure", "gained")]
    assert lost.changes[0].old == gained.changes[0].new


def test_a_link_that_moves_to_another_claim_is_a_changed_link(seeds: Brief) -> None:
    """The same reply, shown against another claim, is told as such; one shown against none is a lost link."""
    reply = next(denial for denial in seeds.denials if denial.answers)
    other = next(claim for claim in seeds.claims if claim.id != reply.answers)
    for answers, how in ((other.id, "changed"), (None, "lost")):
        again = [one.model_copy(update={"answers": answers}) if one is reply else one for one in seeds.denials]
        moved = seeds.model_copy(update={"denials": tuple(again)})
        assert [(one.kind, one.how) for one in story_changes(seeds, moved).changes] == [("link", how)]


def test_articles_are_known_by_their_text_and_not_by_their_name(seeds: Brief) -> None:
    """A copy of the inputs under other names is the same story."""
    copies = [article.model_copy(update={"id": f"other-{n}"}) for n, article in enumerate(read_articles(SEEDS))]
    assert story_changes(seeds, summarize(copies, engine="offline")).changes == ()


def test_a_claim_of_somebody_unnamed_is_not_told_as_the_outlets_own(seeds: Brief) -> None:
    """Who said what was lost: a name, somebody unnamed, or the outlet itself."""
    claim = next(claim for claim in seeds.claims if len(claim.speakers) == 1 and claim.voice == "attributed")
    told = []
    for by in ({}, {"speakers": ()}, {"speakers": (), "voice": "own"}):
        one = seeds.model_copy(update={"claims": (claim.model_copy(update=by),), "denials": (), "silences": ()})
        none = one.model_copy(update={"claims": ()})
        told += [change.old.who for change in story_changes(one, none).changes if change.kind == "claim" and change.old]
    assert told[1:] == ["somebody unnamed", "the outlet itself"]
    assert told[0] == next(party.name for party in seeds.parties if party.id == claim.speakers[0])


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_revised_figure_is_the_same_claim_with_another_figure(revised: StoryChanges) -> None:
    """12 and then 15 killed is one revision: no claim is added or dropped for it, and its wording is not told again."""
    (change,) = [one for one in revised.changes if named(one) == "figure revised"]
    assert [(one.old, one.new) for one in change.details] == [("12 people", "15 people")]
    assert not any("wording" in name for name in names(revised))


def test_a_changed_speaker_is_told_with_both(revised: StoryChanges) -> None:
    """The same words by somebody else are not a new claim."""
    (change,) = [one for one in revised.changes if named(one) == "speaker changed"]
    assert [(one.field, one.old, one.new) for one in change.details] == [("speaker", "Ada Lund", "Jon Berg")]


def test_claims_added_and_dropped_and_a_reply_added_are_told(revised: StoryChanges) -> None:
    """Each kind of change has its name, and nothing is told twice."""
    found = names(revised)
    for name in ("claim added", "claim dropped", "reply added", "reply linked", "silence dropped", "status changed"):
        assert found.count(name) == 1, (name, found)


def test_the_other_way_round_says_the_opposite(revised: StoryChanges) -> None:
    """Gained and lost change places, and nothing else does."""
    back = story_changes(read(SECOND), read(FIRST))
    turned = {"gained": "lost", "lost": "gained", "changed": "changed"}
    assert sorted((one.kind, turned[one.how]) for one in revised.changes) == sorted(
        (one.kind, one.how) for one in back.changes
    )


def test_an_empty_brief_has_lost_everything(seeds: Brief) -> None:
    """A brief of nothing compares like any other."""
    changes = story_changes(seeds, Brief())
    assert changes.count("claim", "lost") == len(seeds.claims)
    assert story_changes(Brief(), Brief()).changes == ()


# ── sides ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bundles_folders_and_briefs_are_sides(tmp_path: Path) -> None:
    """What `run` writes in three forms is one and the same to compare."""
    summarizer("run", SEEDS, "--engine", "offline", "-q", "-o", tmp_path / "out", "--bundle", tmp_path / "b")
    sides = [read_side(tmp_path / name) for name in ("out", "b", "out/brief.json")]
    for side in sides[1:]:
        assert not compare(sides[0], side).differs


def test_a_damaged_bundle_is_not_compared(tmp_path: Path) -> None:
    """`verify` is named, which says where."""
    summarizer("run", SEEDS, "--engine", "offline", "-q", "--bundle", tmp_path / "b")
    data = bytearray((tmp_path / "b").read_bytes())
    data[1000] ^= 1
    (tmp_path / "b").write_bytes(data)
    with pytest.raises(UsageError, match="summarizer verify"):
        read_side(tmp_path / "b")


def test_stories_are_compared_by_their_name() -> None:
    """Of several stories each is compared with its namesake; the rest is only on one side."""
    one, two, three = (
        read(text).model_copy(update={"story": name}) for text, name in ((FIRST, "a"), (FIRST, "b"), (SECOND, "c"))
    )
    comparison = compare(side_of("old", [one, two], {}), side_of("new", [two, three], {}))
    assert [story.story for story in comparison.stories] == ["b"]
    assert (comparison.only_old, comparison.only_new, comparison.differs) == (("a",), ("c",), True)


def test_a_folder_without_a_brief_is_refused(tmp_path: Path) -> None:
    """The sentence says how to get one."""
    with pytest.raises(UsageError, match="summarizer run"):
        read_side(tmp_path)


# ── on the command line ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two versions of a story, and the output of each."""
    folder = tmp_path_factory.mktemp("versions")
    for name, text in (("v1", FIRST), ("v2", SECOND)):
        (folder / f"{name}.txt").write_text(text)
        summarizer("run", folder / f"{name}.txt", "--engine", "offline", "-q", "-o", folder / name)
    return folder


def test_diff_reads_briefs_and_articles_alike(outputs: Path) -> None:
    """Two versions of an article, read on the spot, differ as their briefs do; differences are no error."""
    articles = summarizer("diff", outputs / "v1.txt", outputs / "v2.txt", "--engine", "offline")
    assert articles == summarizer("diff", outputs / "v1", outputs / "v2" / "brief.json")
    assert "figure: 12 people → 15 people" in articles
    assert "speaker: Ada Lund → Jon Berg" in articles


def test_exit_code_is_asked_for(outputs: Path) -> None:
    """--exit-code is 1 where anything differs and 0 where nothing does; then nothing is printed."""
    summarizer("diff", outputs / "v1", outputs / "v2", "--exit-code", code=1)
    assert summarizer("diff", outputs / "v1", outputs / "v1", "--exit-code") == ""


def test_diff_as_json_names_every_change(outputs: Path) -> None:
    """Machines get the same changes with their names."""
    told = json.loads(summarizer("diff", outputs / "v1", outputs / "v2", "--format", "json"))
    assert {"claim_added", "claim_dropped", "figure_revised", "reply_added", "speaker_changed"} <= {
        change["name"] for change in told["stories"][0]["changes"]
    }
    assert told["stories"][0]["counts"]["denial"] == {"same": 0, "gained": 1, "lost": 0, "changed": 0}


def test_an_article_that_cannot_be_read_is_an_error_of_diff(outputs: Path, tmp_path: Path) -> None:
    """A version that is no text is named, with exit code 1."""
    (tmp_path / "bad.txt").write_bytes(b"")
    summarizer("diff", outputs / "v1.txt", tmp_path / "bad.txt", "--engine", "offline", code=1)


def test_compare_sets_tokens_and_engines_side_by_side(outputs: Path, tmp_path: Path) -> None:
    """What each side was made with, and what it used, stands above the table."""
    with ModelServer(ServerOptions(answer=answer)) as server:
        line: list[str | Path] = ["run", outputs / "v1.txt", "-q", "--bundle", tmp_path / "b", "--base-url", server.url]
        summarizer(*line, "--model", "gpt-5-mini", OPENAI_API_KEY="key")
    told = json.loads(summarizer("compare", outputs / "v1", tmp_path / "b", "--format", "json"))
    assert (told["old"]["engine"], told["new"]["engine"], told["new"]["model"]) == ("offline", "llm", "gpt-5-mini")
    assert told["new"]["requests"] > 0
    assert told["new"]["tokens_in"] > 1000
    assert told["new"]["cost"] > 0
    text = summarizer("compare", outputs / "v1", tmp_path / "b")
    assert re.search(r"^tokens in +not known +[\d,]+$", text, re.MULTILINE)
    assert re.search(r"^cost +\$0\.0000 +\$0\.\d+$", text, re.MULTILINE)


def test_the_page_holds_hostile_words_as_words(tmp_path: Path) -> None:
    """Text of an article never becomes markup, and no control character reaches a terminal."""
    brief = read(FIRST)
    words = {"text": "<script>alert(1)</script> \x1b[31mDivers"}
    hostile = brief.model_copy(update={"claims": (brief.claims[0].model_copy(update=words), *brief.claims[1:])})
    comparison = compare(side_of("old", [brief], {}), side_of("<b>new", [hostile], {}))
    page = as_html(comparison)
    assert "<script" not in page
    assert "<b>new" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page + as_text(comparison) + as_diff(comparison)
    json.loads(as_json(comparison))


def test_the_page_is_written_where_it_is_asked_for(outputs: Path, tmp_path: Path) -> None:
    """`--format html -o FILE` writes a page that needs nothing else, and no script."""
    summarizer("compare", outputs / "v1", outputs / "v2", "--format", "html", "-o", tmp_path / "c.html")
    page = (tmp_path / "c.html").read_text()
    assert "figure revised" in page
    assert not re.search(r"<script|<link|src=|https?://", page)


def test_a_change_of_engine_is_all_that_counts(seeds: Brief) -> None:
    """Every change has a name and is shown with its sign in the text."""
    extracts = [Extract(article=audit, audit=found) for audit, found in zip(seeds.articles, seeds.audit, strict=True)]
    changes = story_changes(seeds, merge(extracts, story=seeds.story))
    shown = [Change.model_validate(change.model_dump()) for change in changes.changes]
    lines = as_text(compare(side_of("a", [seeds], {}), side_of("b", [merge(extracts)], {}))).splitlines()
    assert sum(line.startswith("  - ") for line in lines) == len(shown) > 30
