"""The ten stories from end to end: read, compared and summed up by a language model, replayed and scored."""

from collections.abc import Mapping

import pytest
from conftest import ROOT
from floors import of_stories

RECORDINGS = ROOT / "tests" / "recordings" / "stories"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, float]:
    """The figures of all ten; a recording that is missing or unused fails here."""
    work = tmp_path_factory.mktemp("stories")
    return of_stories(ROOT / "tests" / "gold" / "stories", work, "--engine", "llm", "--replay", RECORDINGS)


def test_what_sources_share_is_found_and_nothing_is_made_up(figures: Mapping[str, float]) -> None:
    """Claims and replies that are merged say the same; conflicts and reprints are found."""
    assert figures["same_claims.precision"] == figures["same_denials.precision"] == 1
    assert figures["same_claims.f1"] >= 0.93
    assert figures["same_denials.f1"] >= 0.86
    assert figures["conflicts.f1"] == 1
    assert figures["reprints.f1"] == 1


def test_replies_stand_with_what_they_answer(figures: Mapping[str, float]) -> None:
    """Denials and silences are found, told apart, and linked across sources, never to what they do not answer."""
    assert figures["denials.f1"] >= 0.96
    assert figures["silences.f1"] >= 0.96
    assert figures["silences_called_denials"] == 0
    assert figures["story_links.f1"] >= 0.96
    assert figures["story_links.precision"] == 1


def test_everything_has_its_place_in_a_text(figures: Mapping[str, float]) -> None:
    """All evidence stands in its article, and every quotation is in the output."""
    assert figures["grounded"] == figures["audit"] == 1
