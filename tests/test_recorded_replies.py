"""What a language model reads out of ten articles of the held gold, replayed and scored."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from summarizer import Settings, Tapes, extract
from summarizer.models import Extract
from summarizer.score import Scores, score
from summarizer.steps.render import write_extracts

GOLD = ROOT / "tests" / "gold" / "replies" / "held"
RECORDINGS = ROOT / "tests" / "recordings" / "replies"


@pytest.fixture(scope="module")
def extracts() -> tuple[Extract, ...]:
    """The extracts of the ten recorded articles; a recording that is missing or unused fails here."""
    stems = {path.name.removeprefix("extract-").rsplit("-", 2)[0] for path in RECORDINGS.glob("*.json")}
    paths = [path for path in sorted(GOLD.glob("*.txt")) if path.stem.replace("_", "-") in stems]
    assert len(paths) == len(stems) == 10
    return extract(paths, engine="llm", settings=Settings(), tapes=Tapes(replay=RECORDINGS))


@pytest.fixture(scope="module")
def scores(extracts: tuple[Extract, ...], tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """Those extracts against the gold of the same articles."""
    folder = tmp_path_factory.mktemp("scored")
    write_extracts(extracts, folder / "out")
    (folder / "gold").mkdir()
    for one in extracts:
        for suffix in (".txt", ".json"):
            shutil.copy(Path(one.article.source).with_suffix(suffix), folder / "gold")
    return score(folder / "gold", folder / "out")


def test_denials_and_silences_are_found_and_told_apart(scores: Scores) -> None:
    """Denial F1 is at least 0.95, silences at least 0.95, and no silence is called a denial."""
    figures = scores.figures()
    assert figures["denials.f1"] >= 0.95
    assert figures["silences.f1"] >= 0.95
    assert figures["silences_called_denials"] == 0


def test_everything_is_grounded_and_every_quotation_is_accounted_for(scores: Scores) -> None:
    """All evidence stands in its text, and all quoted spans are in the output."""
    assert scores.figures()["grounded"] == 1
    assert scores.figures()["audit"] == 1


def test_what_was_refused_is_kept_with_its_reason(extracts: tuple[Extract, ...]) -> None:
    """Refused answers are in the audit, each with a sentence, and few: at most one in eight."""
    refused = [one for found in extracts for one in found.audit.rejected]
    assert all(one.reason.endswith(".") for one in refused)
    kept = sum(len(found.claims) + len(found.denials) + len(found.silences) for found in extracts)
    assert len(refused) * 8 <= kept
