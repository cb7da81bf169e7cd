"""Stories found in a mixed heap: by what its articles share, in whatever order they come."""

import random
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from conftest import SEEDS

from summarizer.models import Article
from summarizer.steps.collect import Story, stories
from summarizer.steps.collect.cluster import clustered
from summarizer.steps.collect.files import from_text

GOLD = Path(__file__).with_name("gold")

SCHOOL_1 = (
    "Flood closes primary school in Ostrava Bay\n\nWater two feet deep ran through the classrooms of Hillcrest "
    "school in Ostrava Bay on Monday, Mayor Irma Dolan said. The pupils, 240 of them, will be taught in the "
    "parish hall until repairs are done.\n\nDolan said the pumps had failed during the storm. The caretaker, Olaf"
    " Benn, carried the library’s books upstairs. “The boiler is ruined,” he said."
)
SCHOOL_2 = (
    "Pupils moved after storm water fills classrooms\n\nOSTRAVA BAY - Some 240 pupils of Hillcrest school will "
    "have lessons in a parish hall after a storm flooded their classrooms, the mayor of Ostrava Bay, Irma "
    "Dolan, said on Tuesday.\n\nA boiler and two pumps were damaged, according to caretaker Olaf Benn. Parents "
    "asked why the pumps had not been serviced."
)
TRIAL_1 = (
    "Mayor Dolan to stand trial over harbour contract\n\nOSTRAVA BAY - Irma Dolan, the mayor of Ostrava Bay, will"
    " stand trial for bribery in connection with a dredging contract, prosecutor Lena Marsh said on "
    "Thursday.\n\nMarsh accused Dolan of taking 60,000 crowns from the dredging firm Seaway. Dolan denies the "
    "charge. “The contract went to the cheapest bidder,” her lawyer, Piet Rask, said."
)
TRIAL_2 = (
    "Bribery charge against mayor of Ostrava Bay\n\nProsecutors charged Mayor Irma Dolan with bribery on "
    "Thursday, saying that she had accepted 60,000 crowns from Seaway, a firm that dredges the harbour of "
    "Ostrava Bay.\n\nDolan’s lawyer Piet Rask called the indictment baseless. The trial opens in May, prosecutor "
    "Lena Marsh said."
)


@cache
def heap() -> tuple[Article, ...]:
    """The articles of the gold stories, and those of the tuned replies, each a story of its own."""
    inside = {f"{path.parent.name}/{path.name}": path for path in (GOLD / "stories").glob("*/*.txt")}
    alone = {path.stem: path for path in (GOLD / "replies" / "tuned").glob("*.txt")}
    return tuple(from_text(path.read_text(encoding="utf-8"), name) for name, path in sorted((inside | alone).items()))


def sources(found: Iterable[tuple[str, tuple[Article, ...]]]) -> set[frozenset[str]]:
    """The stories as sets of sources."""
    return {frozenset(article.source for article in articles) for _, articles in found}


def pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    """All pairs of articles of one story."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def written(*texts: str, **fields: date) -> list[Article]:
    """Articles of these texts, named in their order."""
    return [from_text(text, f"{number}.txt", **fields) for number, text in enumerate(texts)]


def test_the_gold_stories_are_found_in_a_mixed_heap() -> None:
    """Of 64 articles, those of ten stories are put together and 32 others left alone: P ≥ 0.98, R ≥ 0.90."""
    assert len(heap()) == 64
    gold = {frozenset(pair) for pair in combinations((article.source for article in heap()), 2) if _together(*pair)}
    found = pairs(sources(clustered(heap())))
    assert len(found & gold) / len(found) >= 0.98, found - gold
    assert len(found & gold) / len(gold) >= 0.90, gold - found


def _together(one: str, two: str) -> bool:
    return "/" in one and one.split("/")[0] == two.split("/")[0]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_changes_nothing(seed: int) -> None:
    """Shuffled, a heap gives the same stories under the same names in the same order."""
    mixed = list(heap())
    random.Random(seed).shuffle(mixed)
    assert clustered(mixed) == clustered(heap())


def test_a_small_heap_is_told_apart_like_a_large_one() -> None:
    """Any two gold stories, alone in a heap, are two stories."""
    folders = sorted({article.source.split("/")[0] for article in heap() if "/" in article.source})
    for one, two in combinations(folders, 2):
        mixed = [article for article in heap() if article.source.startswith((f"{one}/", f"{two}/"))]
        assert {frozenset(name.split("/")[0] for name in group) for group in sources(clustered(mixed))} == {
            frozenset({one}),
            frozenset({two}),
        }


def test_one_mayor_is_in_two_stories() -> None:
    """Articles that share only who and where tell two stories; those that share the matter too tell one."""
    assert sources(clustered(written(SCHOOL_1, SCHOOL_2, TRIAL_1, TRIAL_2))) == {
        frozenset({"0.txt", "1.txt"}),
        frozenset({"2.txt", "3.txt"}),
    }


def test_stories_of_different_months_are_two() -> None:
    """Articles published more than three weeks apart are not linked, however alike."""
    early = written(SCHOOL_1, published=date(2024, 3, 4))
    late = from_text(SCHOOL_2, "1.txt", published=date(2024, 5, 7))
    near = from_text(SCHOOL_2, "1.txt", published=date(2024, 3, 6))
    assert len(clustered([*early, late])) == 2
    assert len(clustered([*early, near])) == 1


def test_a_story_is_named_for_what_its_articles_share() -> None:
    """A story's name is made of rare words that its articles share, and no other story has it."""
    names = {articles[0].source.split("/")[0]: name for name, articles in clustered(heap())}
    assert names["toll-revised-down"] == "ossa-lorvik-anna"
    assert names["strike-turnout"] == "calder-transit-tram"
    assert len(set(names.values())) == len(clustered(heap()))


def test_another_story_changes_no_name() -> None:
    """The stories of a heap keep their names when an article about something else comes in."""
    before = {frozenset(article.id for article in articles): name for name, articles in clustered(heap())}
    after = {
        frozenset(article.id for article in articles): name
        for name, articles in clustered((*heap(), *written(TRIAL_1)))
    }
    assert {group: after.get(group) for group in before} == before


def test_names_that_would_be_alike_are_told_apart() -> None:
    """Stories about which there is nothing to tell get names of their own."""
    found = clustered(written("???", "!!!", "2024", "..."))
    assert len({name for name, _ in found}) == len(found) == 4


def test_equal_texts_are_one_story_and_read_once(tmp_path: Path) -> None:
    """A text that comes twice is listed as a duplicate in the story of the first."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SCHOOL_1, encoding="utf-8")
    (story,) = stories([str(tmp_path)], "cluster")
    assert [Path(article.source).name for article in story.articles] == ["a.txt"]
    assert [failure.fatal for failure in story.failures] == [False]


def test_a_heap_of_folders_and_lines_is_read_as_one(tmp_path: Path) -> None:
    """Neither folders nor what an article says of its story divide a heap; what cannot be read is told apart."""
    for name, text in (("one/a.txt", SCHOOL_1), ("two/b.txt", SCHOOL_2), ("two/c.txt", TRIAL_1), ("two/d.txt", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(stories([str(tmp_path)], "cluster"))
    assert sorted(len(story.articles) for story in found) == [0, 1, 2]
    assert [(story.name, len(story.failures)) for story in found if not story.articles] == [("unread", 1)]
    assert all(article.story == story.name for story in found for article in story.articles)


def test_the_seeds_are_one_story() -> None:
    """Two wires on one statement are put together, among others and alone."""
    (alone,) = stories([str(SEEDS)], "cluster")
    assert isinstance(alone, Story)
    mixed = clustered([*alone.articles, *heap()])
    assert frozenset(article.source for article in alone.articles) in sources(mixed)


def test_a_story_that_everybody_reports_stays_whole() -> None:
    """More articles of one story than are compared with each other are still one story."""
    places = ("hall", "yard", "library", "kitchen", "cellar", "roof", "gate", "stairs")
    texts = [
        f"{SCHOOL_1}\n\nA pump stood in the {place}, number {n}{place}." for place in places for n in range(10, 20)
    ]
    found = clustered([*written(*texts), from_text(TRIAL_1, "trial.txt")])
    assert sorted(len(articles) for _, articles in found) == [1, 80]


def test_an_empty_heap_has_no_stories() -> None:
    """Of nothing nothing is made."""
    assert clustered([]) == ()
