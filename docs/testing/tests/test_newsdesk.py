"""How a program that uses summarizer is tested: by recordings, or by a scripted model. No key, no network."""

from pathlib import Path

from summarizer.testing import ScriptedModel, TapeBeside

import newsdesk

REPORTS = Path(__file__).parent.parent / "reports" / "ferry"


def test_a_contested_claim_is_listed_with_those_who_contest_it(summarizer_tape: TapeBeside) -> None:
    """What the model answered is in recordings/ beside this file; --summarizer-record asks a live one again."""
    assert newsdesk.contested(REPORTS) == ["The ferry Marta was overloaded when it sank (contested by Norra Lines)"]


def test_a_claim_that_nobody_answers_is_not_listed(tmp_path: Path) -> None:
    """Where recordings would be too much, the answers are written in the test."""
    (tmp_path / "one.txt").write_text("The bridge is closed, mayor Ada Lund said.\n", encoding="utf-8")
    draft = {
        "parties": [{"name": "Ada Lund", "kind": "person"}],
        "claims": [{"by": ["Ada Lund"], "cue": "said", "at": ["S1:The bridge…is closed"]}],
    }
    with ScriptedModel([draft]) as model:
        assert newsdesk.contested(tmp_path) == []
    assert [asked.prompt for asked in model.asked] == ["extract"]
    assert "Ada Lund said" in model.asked[0].text
