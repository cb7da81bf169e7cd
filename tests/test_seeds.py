"""The example story: what two wire reports of one event share, answer and leave out, by every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS

from summarizer import Brief, Claim, Settings, Tapes, summarize
from summarizer.models import Denial, Evidence

ORIGINALS = ROOT.parent / "shared" / "seeds"
RECORDINGS = ROOT / "tests" / "recordings" / "seeds"

# Ten facts that only one of the two reports has, each by words of its own text: (article, own seeds, originals).
ONE_SIDED = [
    ("AFP", "sanctions", "raft of global sanctions"),
    ("AFP", "summit in the far east", "high profile summit"),
    ("AFP", "number one priority", "number one priority"),
    ("AFP", "satellite technology", "satellite technology"),
    ("AFP", "military spy satellite", "military spy satellite"),
    ("AFP", "Camp David", "Camp David"),
    ("AFP", "worst actual threat", "worst actual threat"),
    ("AP", "1,000 containers", "1,000 containers"),
    ("AP", "100 missile tests", "100 missile tests"),
    ("AP", "unwavering", "unwavering"),
]


@pytest.fixture(scope="module", params=["offline", "replay", "originals-offline"])
def brief(request: pytest.FixtureRequest) -> Iterator[Brief]:
    """The brief of the seeds by rule and by replay, and of the original reports where they are at hand."""
    if request.param == "originals-offline":
        if not ORIGINALS.is_dir():
            pytest.skip("The original reports are not beside this checkout.")
        yield summarize(ORIGINALS, engine="offline")
    elif request.param == "offline":
        yield summarize(SEEDS, engine="offline")
    else:
        yield summarize(SEEDS, engine="llm", settings=Settings(), tapes=Tapes(replay=RECORDINGS))


def agency(brief: Brief, evidence: Evidence) -> str | None:
    """The wire that an evidence span comes from."""
    return next(article.agency for article in brief.articles if article.id == evidence.article)


def agencies(brief: Brief, item: Claim | Denial) -> set[str | None]:
    """The wires that carry an item."""
    return {agency(brief, evidence) for evidence in item.evidence}


def names(brief: Brief, ids: tuple[str, ...]) -> set[str]:
    """Every name of some parties."""
    return {name for party in brief.parties if party.id in ids for name in (party.name, *party.aliases)}


def holding(brief: Brief, words: str) -> list[Claim]:
    """The claims whose evidence holds some words."""
    return [c for c in brief.claims if any(words.lower() in e.exact.lower() for e in c.evidence if e.role == "content")]


def test_every_evidence_span_is_in_its_text(brief: Brief) -> None:
    """text[start:end] is what the evidence says, for every one."""
    texts = {article.id: article.text for article in brief.articles}
    spans = [e for item in (*brief.claims, *brief.denials, *brief.silences) for e in item.evidence]
    assert spans
    assert all(texts[e.article][e.start : e.end] == e.exact for e in spans)


def test_the_joint_statement_is_one_origin_in_two_reports(brief: Brief) -> None:
    """What both quote of the statement is 2 reports, 2 texts, 1 origin."""
    shared = holding(brief, "human toll of Russia’s war of aggression")
    assert [agencies(brief, claim) for claim in shared] == [{"AFP", "AP"}]
    support = shared[0].support
    assert (support.reports, support.texts, support.origins) == (2, 2, 1)
    assert shared[0].status == "one_origin"


def test_the_containers_come_from_one_report_alone(brief: Brief) -> None:
    """The thousand containers are AP's, said by the White House or the United States."""
    (claim, *_) = holding(brief, "1,000 containers")
    assert agencies(brief, claim) == {"AP"}
    assert names(brief, claim.speakers) & {"White House", "the White House", "United States", "U.S."}


def test_lavrov_answers_the_earlier_claim_and_not_the_joint_statement(brief: Brief) -> None:
    """His replies stand in AP alone, typed, and answer what the U.S. said before."""
    replies = [
        d for d in brief.denials if any("Lavrov" in name or "oreign minister" in name for name in names(brief, d.by))
    ]
    assert replies
    assert {reply.kind for reply in replies} <= {"disputes_evidence", "dismisses", "counter_accuses"}
    assert {"disputes_evidence", "dismisses"} & {reply.kind for reply in replies}
    assert all(agencies(brief, reply) == {"AP"} for reply in replies)
    joint = {claim.id for claim in brief.claims if len(claim.speakers) > 1}
    assert all(reply.answers not in joint for reply in replies)
    answered = [claim for claim in brief.claims if claim.id in {reply.answers for reply in replies}]
    assert answered
    assert all(names(brief, claim.speakers) & {"U.S.", "United States"} for claim in answered)


def test_no_comment_is_a_silence(brief: Brief) -> None:
    """“I don’t comment on rumors” is declined; “didn’t immediately comment” is no response, about the drill."""
    silences = {silence.kind: silence for silence in brief.silences}
    assert set(silences) == {"declined", "no_response"}
    assert any("I don’t comment on rumors" in e.exact for e in silences["declined"].evidence)
    assert "drill" in silences["no_response"].about
    said = [e.exact for denial in brief.denials for e in denial.evidence if e.role == "content"]
    assert not any("don’t comment" in words or "immediately comment" in words for words in said)


def test_nothing_is_in_conflict(brief: Brief) -> None:
    """1,000 containers, several deliveries and 100 tests are not one figure."""
    assert brief.conflicts == ()


def test_the_omission_matrix_knows_what_only_one_report_has(brief: Brief) -> None:
    """Each of ten facts is carried by its report and absent from the other."""
    rows = {row.claim: row.cells for row in brief.omissions}
    wires = {article.agency: article.id for article in brief.articles}
    for wire, own, original in ONE_SIDED:
        other = "AP" if wire == "AFP" else "AFP"
        claims = holding(brief, own) or holding(brief, original)
        assert claims, own
        assert all(rows[claim.id][wires[wire]] == "carried" for claim in claims), own
        assert all(rows[claim.id][wires[other]] == "absent" for claim in claims), own


def test_every_quotation_is_accounted_for(brief: Brief) -> None:
    """AFP's 12 quoted spans and AP's 6 are in the output, or listed: here, all in the output."""
    assert sorted(audit.quotes for audit in brief.audit) == [6, 12]
    missed = [item.evidence.exact for audit in brief.audit for item in audit.unaccounted if item.kind == "quote"]
    assert missed == []


def test_a_lightly_edited_copy_raises_reports_only(tmp_path: Path) -> None:
    """AP's report once more, a few words changed: one report more, no text, no origin."""
    for name in ("afp.txt", "ap.txt"):
        (tmp_path / name).write_text((SEEDS / name).read_text())
    text = (
        (SEEDS / "ap.txt")
        .read_text()
        .replace("have lately moved", "have recently moved")
        .replace("sharply", "markedly")
    )
    (tmp_path / "copy.txt").write_text(text)
    claim = holding(summarize(tmp_path, engine="offline"), "human toll of Russia’s war of aggression")[0]
    assert (claim.support.reports, claim.support.texts, claim.support.origins) == (3, 2, 1)
