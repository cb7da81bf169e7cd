"""The offline engine is as good as it was: no figure is below its floor."""

from pathlib import Path

import pytest
from floors import FILE, HELD, PAGE, measured, of_extracts, page_with, present
from stories_gold import STORIES, stories

from summarizer.score.floors import falls, read_floors


@pytest.mark.parametrize("name", HELD)
def test_no_figure_is_below_its_floor(name: str, tmp_path: Path) -> None:
    """A figure that falls fails here; `python -m tests.floors --lower-floors` lowers its floor where that is meant."""
    if not present(name):
        pytest.skip("The corpus PolNeAR does not lie beside the repository.")
    assert falls(measured(name, tmp_path), read_floors(FILE)[name]) == []


@pytest.mark.parametrize("name", HELD)
def test_every_figure_that_is_held_has_a_floor(name: str) -> None:
    """The file of floors lists what is measured, no more and no less."""
    assert set(read_floors(FILE)[name]) == set(HELD[name])


def test_no_comment_is_never_called_a_denial() -> None:
    """The most silences that may be called denials is none, on every gold."""
    floors = read_floors(FILE)
    assert [floors[name]["silences_called_denials"] for name in ("tuned", "held", "stories")] == [0, 0, 0]


def test_the_page_shows_the_floors() -> None:
    """The table of docs/offline.md is the one that the floors give."""
    if not PAGE.exists():
        pytest.skip("The documentation is not beside the tests.")
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with(read_floors(FILE), page)


def test_extracts_of_any_engine_are_merged_and_scored(tmp_path: Path) -> None:
    """Extracts that are the gold reach in every figure across sources what is asked of merging."""
    found = of_extracts(STORIES, (extract for story in stories() for extract in story.extracts), tmp_path)
    least = {"same_claims": 0.90, "same_denials": 0.90, "story_links": 0.90, "conflicts": 0.85, "support": 0.90}
    assert {kind: found[f"{kind}.f1"] for kind, floor in least.items() if found[f"{kind}.f1"] < floor} == {}
    assert found["reprints.f1"] == 1.0
