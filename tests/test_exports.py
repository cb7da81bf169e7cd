"""A brief in other formats: nothing is added, nothing is lost, and nothing in it runs."""

import asyncio
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import ROOT, SEEDS
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from summarizer import contract
from summarizer.errors import UsageError
from summarizer.library import extract, summarize
from summarizer.models import Article, Brief, Claim, Denial, Evidence, Extract, Party, Support
from summarizer.steps.extract.by_rules import OfflineEngine
from summarizer.steps.render.exports import FORMATS, Format, export
from summarizer.steps.render.exports.table import _FORMULA, Row, _cell, rows

FERRY = tuple(
    Article(id=wire.lower(), source=f"{wire}.txt", text=f"PORTVILLE ({wire}) — {told} said Monday.")
    for wire, told in {
        "AP": "Ten people died when the ferry sank, police",
        "Reuters": "Twelve people died when the ferry sank, the harbour office",
    }.items()
)
"""Two reports whose figures cannot both hold."""


@cache
def seeds() -> Brief:
    """The brief of the example story."""
    return summarize(SEEDS, engine="offline")


def made(**claim: Any) -> Brief:
    """Write a brief of one claim by hand: two outlets, one speaker, one quotation."""
    texts = {"a": "“We won,” Lund said.", "b": "Lund said they had won."}
    articles = [
        Article(id=name, source=f"{name}.txt", text=text, outlet=f"Post {name}", published=date(2024, 5, day))
        for day, (name, text) in enumerate(texts.items(), 1)
    ]
    spans: list[tuple[str, int, int, Literal["content", "source", "cue"]]]
    spans = [("a", 1, 7, "content"), ("a", 10, 14, "source"), ("a", 15, 19, "cue"), ("b", 10, 22, "content")]
    evidence = tuple(
        Evidence.model_validate(
            {"article": name, "start": start, "end": end, "exact": texts[name][start:end], "role": r}
        )
        for name, start, end, r in spans
    )
    known: dict[str, Any] = {"id": "c1", "text": "We won", "speakers": ("p1",), "speech": "mixed", "evidence": evidence}
    said = Claim.model_validate(known | {"support": Support(reports=2, texts=2, origins=1)} | claim)
    party = Party(id="p1", name="Ada Lund", kind="person", role="mayor")
    return Brief(story="vote", articles=tuple(articles), parties=(party,), claims=(said,))


def table(content: bytes) -> list[dict[str, str]]:
    """Read CSV as a program does."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def lines(content: bytes) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in content.decode().splitlines()]


def uncovered(cell: str) -> str:
    """Take away the apostrophe that keeps a cell from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_brief_gives_the_same_bytes(form: Format) -> None:
    """An export depends on the brief alone."""
    if form == "parquet":
        pytest.importorskip("pyarrow")
    assert export(seeds(), form) == export(Brief.model_validate_json(seeds().model_dump_json()), form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_brief_and_one_with_holes_are_written(form: Format) -> None:
    """Ids that lead nowhere are kept as they are; no format fails."""
    if form == "parquet":
        pytest.importorskip("pyarrow")
    holes = made().model_copy(update={"articles": (), "parties": ()})
    assert export(Brief(), form) is not None
    assert b"c1" in export(holes, form) or form == "attributions"


# ── tables ──


def test_csv_has_a_row_for_each_claim_article_and_stretch() -> None:
    """As many rows as distinct pieces of evidence; each stands in its article's text where the row says."""
    found = table(export(seeds(), "csv"))
    assert len(found) == sum(len(set(claim.evidence)) for claim in seeds().claims)
    assert len(found) == len({(row["claim"], row["article"], row["start"], row["end"], row["role"]) for row in found})
    texts = {article.id: article.text for article in seeds().articles}
    for row in found:
        assert uncovered(row["exact"]) == texts[row["article"]][int(row["start"]) : int(row["end"])]


def test_csv_tells_of_each_claim_what_the_brief_tells() -> None:
    """Speakers by name, status, the three numbers of support, and what replies to it."""
    claims = {claim.id: claim for claim in seeds().claims}
    names = {party.id: party.name for party in seeds().parties}
    for row in table(export(seeds(), "csv")):
        claim = claims[row["claim"]]
        assert row["speakers"] == "; ".join(names[party] for party in claim.speakers)
        assert (row["voice"], row["status"], uncovered(row["text"])) == (claim.voice, claim.status, claim.text)
        assert (int(row["reports"]), int(row["texts"]), int(row["origins"])) == tuple(
            claim.support.model_dump().values()
        )
        told = [f"{denial.id} {denial.kind}" for denial in seeds().denials if denial.answers == claim.id]
        assert row["replies"] == "; ".join(told)


@pytest.mark.parametrize(
    "hostile",
    [
        "=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1",
        " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "＝1", "＋1", "－1", "＠A1", "'=1", "'+1",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(hostile: str) -> None:
    """What a hostile article or its header says stays words in every cell that it reaches."""
    brief = made(text=hostile)
    evidence = brief.claims[0].evidence[0].model_copy(update={"exact": hostile, "prefix": hostile, "suffix": hostile})
    claim = brief.claims[0].model_copy(update={"evidence": (evidence,)})
    article = brief.articles[0].model_copy(update={"outlet": hostile, "version": hostile, "source": hostile})
    party = brief.parties[0].model_copy(update={"name": hostile})
    update = {"claims": (claim,), "articles": (article,), "parties": (party,), "story": hostile}
    row = table(export(brief.model_copy(update=update), "csv"))[0]
    for name in ("story", "text", "speakers", "outlet", "version", "source", "exact", "prefix", "suffix"):
        assert row[name] == f"'{hostile}"


@given(st.text())
def test_a_neutral_cell_never_starts_a_formula_and_can_be_read_back(value: str) -> None:
    """Whatever the text: no formula in front, and one apostrophe less is the text again."""
    cell = str(_cell(value))
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n\x00]", cell)
    assert uncovered(cell) == value


def test_parquet_holds_the_rows_with_their_types() -> None:
    """The same rows as in CSV, numbers as numbers, days as days, words just as they are."""
    parquet = pytest.importorskip("pyarrow.parquet")
    brief = made(text="=1")
    read = parquet.read_table(io.BytesIO(export(brief, "parquet")))
    assert read.to_pylist() == [row._asdict() for row in rows(brief)]
    assert read.to_pylist()[0]["text"] == "=1"
    kinds = {name: str(read.schema.field(name).type) for name in ("start", "published", "widened", "exact")}
    assert kinds == {"start": "int64", "published": "date32[day]", "widened": "bool", "exact": "string"}
    assert parquet.read_table(io.BytesIO(export(Brief(), "parquet"))).column_names == list(Row._fields)


def test_parquet_without_pyarrow_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the extra to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"structured-summarizer\[parquet\]"):
        export(seeds(), "parquet")


# ── lines ──


def test_jsonl_is_a_claim_a_line_with_all_that_belongs_to_it() -> None:
    """Every field of the claim, its parties in full, its replies, its row of the matrix, its articles without text."""
    found = {each["id"]: each for each in lines(export(seeds(), "jsonl"))}
    assert list(found) == [claim.id for claim in seeds().claims]
    for claim in seeds().claims:
        told = found[claim.id]
        own = claim.model_dump(mode="json", exclude={"speakers", "via"})
        assert {name: told[name] for name in own} == own
        assert tuple(party["id"] for party in told["speakers"]) == claim.speakers
        assert {reply["id"] for reply in told["replies"]} == {d.id for d in seeds().denials if d.answers == claim.id}
        assert {each["article"] for each in told["articles"]} == {e.article for e in claim.evidence}
        assert set(told["coverage"]) == {article.id for article in seeds().articles}
    assert any(each["replies"] for each in found.values())
    assert not any("text" in article for each in found.values() for article in each["articles"])


def test_jsonl_shows_the_conflicts_of_a_claim() -> None:
    """Two figures that cannot both hold stand beside each of their claims."""
    brief = summarize(FERRY, engine="offline")
    assert len(brief.conflicts) == 1
    assert [len(each["conflicts"]) for each in lines(export(brief, "jsonl"))] == [1, 1]


def test_attributions_are_spans_of_each_article() -> None:
    """Source, cue and content of all that an article attributes, and nothing of what it says itself."""
    found = lines(export(seeds(), "attributions"))
    texts = {article.id: article.text for article in seeds().articles}
    assert [each["article"] for each in found] == list(texts)
    own = {claim.id for claim in seeds().claims if claim.voice == "own"}
    items = {item.id for group in (seeds().claims, seeds().denials, seeds().silences) for item in group}
    assert {told["item"] for each in found for told in each["attributions"]} == items - own
    for each in found:
        for told in each["attributions"]:
            spans = [span for role in ("source", "cue", "content") for span in told[role]]
            assert told["content"]
            assert all(span["exact"] == texts[each["article"]][span["start"] : span["end"]] for span in spans)
    roles = {role for each in found for told in each["attributions"] for role in told if told[role]}
    assert {"source", "cue", "content"} <= roles


# ── linked data ──


def expanded(brief: Brief) -> list[dict[str, Any]]:
    """Expand JSON-LD with a library that may fetch nothing and may drop nothing."""
    jsonld = pytest.importorskip("pyld.jsonld")

    def refuse(url: str, *_: object) -> None:
        raise AssertionError(f"{url} was fetched")

    dropped: list[str] = []
    document = json.loads(export(brief, "jsonld"))
    found: list[dict[str, Any]] = jsonld.expand(
        document, {"documentLoader": refuse}, on_property_dropped=dropped.append
    )
    assert not dropped
    return found


def of_type(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Pick the nodes of one type."""
    return [node for node in found if any(kind.endswith(name) for kind in node.get("@type", []))]


def test_jsonld_expands_without_a_network_and_without_loss() -> None:
    """One node for each article, party, claim, reply and piece of evidence; every node has an absolute name."""
    found, brief = expanded(seeds()), seeds()
    assert len(of_type(found, "/NewsArticle")) == len(brief.articles)
    assert len(of_type(found, "/Claim")) == len(brief.claims) + sum(
        denial.answers is None and bool(denial.allegation) for denial in brief.denials
    )
    assert len(of_type(found, "#Annotation")) == sum(len(set(c.evidence)) for c in brief.claims) + len(brief.denials)
    names = [node["@id"] for node in found]
    assert len(names) == len(set(names))
    assert all(name.startswith("urn:x-summarizer:arms-to-russia:") for name in names)


def test_jsonld_is_whole_as_triples() -> None:
    """What is written survives the way to RDF: every claim with its words, every selector with its numbers."""
    jsonld = pytest.importorskip("pyld.jsonld")
    triples = jsonld.to_rdf(json.loads(export(seeds(), "jsonld")), {"format": "application/n-quads"})
    count = sum(len(set(claim.evidence)) for claim in seeds().claims)
    assert triples.count("ns/oa#TextPositionSelector> .") >= count
    assert triples.count('"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>') >= 2 * count
    assert triples.count("<https://schema.org/Claim> .") >= len(seeds().claims)


def test_jsonld_gives_no_verdict() -> None:
    """No ClaimReview and no rating, whatever the claims."""
    assert not re.search(rb"ClaimReview|[Rr]eviewRating|ratingValue", export(seeds(), "jsonld"))


def test_jsonld_selectors_find_the_evidence() -> None:
    """Each annotation's quote and position select the same words of the article that it names."""
    graph = json.loads(export(seeds(), "jsonld"))["@graph"]
    texts = {f"urn:x-summarizer:arms-to-russia:{article.id}": article.text for article in seeds().articles}
    places = [place for node in graph if node["type"] == "Annotation" for place in _places(node)]
    assert places
    for place in places:
        words, position = place["selector"]
        text = texts[place["source"]]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert text[: position["start"]].endswith(words.get("prefix", ""))
        assert text[position["end"] :].startswith(words.get("suffix", ""))


def _places(node: dict[str, Any]) -> list[dict[str, Any]]:
    held = node["body"] if node["motivation"] == "replying" else node["target"]
    return held if isinstance(held, list) else [held]


def test_jsonld_quotes_only_what_stands_in_quotation_marks() -> None:
    """A quotation is a stretch inside marks, said by the claim's speakers, part of its article."""
    found = [node for node in json.loads(export(made(), "jsonld"))["@graph"] if node["type"] == "Quotation"]
    assert found == [
        {
            "id": "urn:x-summarizer:vote:a/1-7",
            "type": "Quotation",
            "text": "We won",
            "spokenByCharacter": "urn:x-summarizer:vote:p1",
            "isPartOf": "urn:x-summarizer:vote:a",
            "about": "urn:x-summarizer:vote:c1",
        }
    ]
    texts = [article.text for article in seeds().articles]
    quoted = [node for node in json.loads(export(seeds(), "jsonld"))["@graph"] if node["type"] == "Quotation"]
    assert all(any(node["text"] in text for text in texts) for node in quoted)
    assert not [n for n in json.loads(export(made(voice="distanced"), "jsonld"))["@graph"] if n["type"] == "Quotation"]


@pytest.mark.parametrize(
    ("days", "first"),
    [((1, 2), "a"), ((2, 1), "b"), ((1, 1), None), ((1, None), None)],
)
def test_the_first_appearance_is_told_only_where_it_is_known(days: tuple[Any, Any], first: str | None) -> None:
    """The article of the earliest day, if every day is known and no other article shares it."""
    brief = made()
    dated = [
        article.model_copy(update={"published": day and date(2024, 5, day)})
        for article, day in zip(brief.articles, days, strict=True)
    ]
    graph = json.loads(export(brief.model_copy(update={"articles": tuple(dated)}), "jsonld"))["@graph"]
    claim = next(node for node in graph if node["type"] == "Claim")
    assert claim["appearance"] == ["urn:x-summarizer:vote:a", "urn:x-summarizer:vote:b"]
    assert claim.get("firstAppearance") == (first and f"urn:x-summarizer:vote:{first}")


@pytest.mark.parametrize(
    ("told", "target"),
    [({"answers": "c1"}, "c1"), ({"allegation": "They lost."}, "d1/allegation"), ({}, "b")],
)
def test_a_reply_annotates_what_it_answers(told: dict[str, str], target: str) -> None:
    """The claim, or the allegation as a claim that appears nowhere, or at least the article."""
    evidence = made().claims[0].evidence[3]
    denial = Denial.model_validate({"id": "d1", "kind": "denies", "by": ("p1",), "evidence": (evidence,), **told})
    graph = json.loads(export(made().model_copy(update={"denials": (denial,)}), "jsonld"))["@graph"]
    reply = next(node for node in graph if node.get("motivation") == "replying")
    assert (reply["reply"], reply["target"]) == ("denies", f"urn:x-summarizer:vote:{target}")
    assert all("appearance" not in node for node in graph if node["id"].endswith("/allegation"))


def test_names_of_stories_are_safe_in_addresses() -> None:
    """A story may be called anything; its nodes still have absolute names."""
    found = expanded(made().model_copy(update={"story": "Ärger im Tal: #1/2 <x>"}))
    assert all(re.fullmatch(r"urn:x-summarizer:[\w%.-]+:[\w/-]+", node["@id"]) for node in found)


# ── the command ──


def command(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run `summarizer export` as a process."""
    line = [sys.executable, "-m", "summarizer", "export", *map(str, words)]
    done = subprocess.run(line, capture_output=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    return done


def test_the_command_writes_a_file_or_standard_output(tmp_path: Path) -> None:
    """The same bytes either way, from the folder or the file."""
    (tmp_path / "brief.json").write_text(seeds().model_dump_json())
    command(tmp_path, "--format", "csv", "-o", tmp_path / "new" / "claims.csv")
    written = (tmp_path / "new" / "claims.csv").read_bytes()
    assert written == export(seeds(), "csv")
    assert command(tmp_path / "brief.json", "--format", "csv").stdout == written


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    """A brief that is none, and a file that cannot be written, are sentences."""
    (tmp_path / "brief.json").write_text("{")
    assert b"is not a brief" in command(tmp_path, "--format", "csv", code=2).stderr
    (tmp_path / "brief.json").write_text(Brief().model_dump_json())
    target = tmp_path / "brief.json" / "x.csv"
    assert b"cannot be written" in command(tmp_path, "--format", "csv", "-o", target, code=2).stderr
    assert b"--format" in command(tmp_path, code=2).stderr


# ── the contract ──


@cache
def written(word: str) -> tuple[BaseModel, ...]:
    """All values of a word of the contract in real offline runs: the example story, and one with a conflict."""
    briefs = [seeds(), summarize([*FERRY, ROOT / "tests" / "conftest.py"], engine="offline")]
    extracts = extract([*seeds().articles, *FERRY], engine="offline")
    whole: list[Brief | Extract] = [*briefs, *extracts]
    claims = [claim for each in whole for claim in each.claims]
    denials = [denial for each in whole for denial in each.denials]
    silences = [silence for each in whole for silence in each.silences]
    found: dict[str, Sequence[BaseModel]] = {
        "article": [article for brief in briefs for article in brief.articles],
        "audit": [audit for brief in briefs for audit in brief.audit],
        "brief": briefs,
        "claim": claims,
        "conflict": [conflict for brief in briefs for conflict in brief.conflicts],
        "decision": [decision for brief in briefs for decision in brief.decisions],
        "denial": denials,
        "draft": [asyncio.run(OfflineEngine()(extract.article)).draft for extract in extracts],
        "evidence": [evidence for item in (*claims, *denials, *silences) for evidence in item.evidence],
        "extract": extracts,
        "failure": [failure for brief in briefs for failure in brief.failures],
        "party": [party for each in whole for party in each.parties],
        "silence": silences,
    }
    return tuple(found[word])


@pytest.mark.parametrize("word", contract.WORDS)
def test_each_published_schema_accepts_what_we_write(word: str) -> None:
    """Real values of every word of the contract, as they are written, fit the file in schemas/."""
    validator = Draft202012Validator(json.loads((ROOT / "schemas" / f"{word}.schema.json").read_text()))
    values = written(word)
    assert values
    for value in values:
        validator.validate(value.model_dump(mode="json"))
