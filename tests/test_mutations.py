import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.steps.ground.wording import Cited, Wording, wrong
from summarizer.steps.ground.wording.modality import moved
from summarizer.steps.ground.wording.numbers import misfigured
from summarizer.steps.ground.wording.order import turned
from summarizer.steps.ground.wording.parties import unnamed
from summarizer.steps.ground.wording.polarity import reversed_in
from summarizer.steps.ground.wording.quotation import misquoted
from summarizer.steps.ground.wording.scene import Scene
from summarizer.steps.ground.wording.words import unworded
from summarizer.text.sentences import sentences
from summarizer.text.span import Span

HERE = Path(__file__).parent
KITS = sorted((HERE / "mutations").glob("*.json"))
STORIES = sorted((HERE / "gold" / "stories").glob("*/gold.json"))
IN_WORDS = (misquoted, misfigured, unworded, unnamed, reversed_in, turned)


def _wording(item: dict[str, Any]) -> Wording:
    by = () if item["voice"] == "own" else tuple(item["by"])
    return Wording(item["text"], by, item["voice"], item["modality"])


def _cited(text: str, parties: list[dict[str, Any]], quote: str) -> Cited:
    start = text.index(quote)
    names = {party["name"]: tuple(party["aliases"]) for party in parties}
    offices = {party["name"]: party["represents"] for party in parties if party.get("represents")}
    return Cited(text, (Span(start, start + len(quote)),), names, offices)


def _kit(path: Path) -> Iterator[tuple[str, dict[str, Any], Cited]]:
    """Give each true item of an article ("") and each mutation of it, with what it cites."""
    kit = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    for item in kit["items"]:
        for change in ({"how": ""}, *item["mutations"]):
            changed = {**item, **change}
            yield change["how"], changed, _cited(text, kit["parties"], changed["quote"])


def _gold() -> Iterator[tuple[str, dict[str, Any], Cited]]:
    """Give each claim of the stories' gold with what it cites."""
    for path in STORIES:
        for name, article in json.loads(path.read_text(encoding="utf-8"))["articles"].items():
            text = (path.parent / name).read_text(encoding="utf-8")
            for claim in article["claims"]:
                yield f"{path.parent.name}/{name}", claim, _cited(text, article["parties"], claim["quote"])


@pytest.mark.parametrize("path", KITS, ids=lambda path: path.stem)
def test_every_mutated_item_is_refused(path: Path) -> None:
    """A claim that one change has made false does not stand on its citation."""
    passed = [
        (how, item["text"], item["by"])
        for how, item, cited in _kit(path)
        if how and wrong(Wording(item["text"], tuple(item["by"]), item["voice"], item["modality"]), cited) is None
    ]
    assert not passed


def test_true_items_stand() -> None:
    """At least 98 true items of a hundred stand, over all articles."""
    items = [(item, cited) for path in KITS for how, item, cited in _kit(path) if not how]
    refused = [(item["text"], reason) for item, cited in items if (reason := wrong(_wording(item), cited))]
    assert len(refused) <= 0.02 * len(items), refused


def test_most_claims_of_the_stories_stand() -> None:
    """Nine in ten claims that editors wrote, with more context in them than in what they cite, stand."""
    claims = list(_gold())
    refused = [
        (where, claim["text"], reason) for where, claim, cited in claims if (reason := wrong(_wording(claim), cited))
    ]
    assert len(refused) <= 0.1 * len(claims), refused


def _articles() -> Iterator[tuple[str, Cited]]:
    seen = set()
    for _, _, cited in (*(case for path in KITS for case in _kit(path)), *_gold()):
        if cited.text not in seen:
            seen.add(cited.text)
            yield cited.text, cited


def test_a_sentence_stands_on_itself() -> None:
    """A claim in the very words of the sentence that it cites passes every check of its words."""
    for text, cited in _articles():
        for sentence in sentences(text):
            scene = Scene(Wording(sentence.of(text), (), "own", "asserted"), cited._replace(spans=(sentence,)))
            assert [reason for check in IN_WORDS if (reason := check(scene))] == [], sentence.of(text)


def test_a_claim_without_words_is_checked_for_its_speaker_only() -> None:
    """With no text of its own a claim still needs the speaker that its citation names."""
    text = "The dam is safe, Ada Lind said. Bo Ek was not asked."
    cited = Cited(text, (Span(0, 15),), {"Ada Lind": (), "Bo Ek": ()})
    assert wrong(Wording("", ("Ada Lind",), "attributed", "asserted"), cited) is None
    assert wrong(Wording("", ("Bo Ek",), "attributed", "asserted"), cited) is not None
    assert wrong(Wording("", (), "own", "asserted"), cited) is not None


@pytest.mark.parametrize(
    "odd", ["", " ", "”", "“", "…", "not", "by by by", "12", "12,3.4-5", "’s", "the the", "\n", "(“’)"]
)
def test_odd_words_are_judged_not_choked_on(odd: str) -> None:
    """Whatever a model or an article holds, the answer is a sentence or None."""
    for text in (odd, f"{odd} Ann Lee said {odd}.", f"“{odd}” {odd}, said by {odd}"):
        cited = Cited(text, (Span(0, len(text)),), {"Ann Lee": ("Lee",), odd: ()})
        for voice in ("own", "attributed"):
            answer = wrong(Wording(odd, ("Ann Lee",) if voice == "attributed" else (), voice, "asserted"), cited)
            assert answer is None or answer.endswith(".")


def test_modality_is_checked_against_the_cue() -> None:
    """What somebody believes is not asserted, and what nobody believes is not a belief."""
    text = "Ann Lee believes the bridge is safe. The river rose."
    believed = Cited(text, (Span(0, 36),), {"Ann Lee": ()})
    assert moved(Scene(Wording("The bridge is safe.", ("Ann Lee",), "attributed", "asserted"), believed))
    assert moved(Scene(Wording("The bridge is safe.", ("Ann Lee",), "attributed", "believed"), believed)) is None
    rose = believed._replace(spans=(Span(37, 52),))
    assert moved(Scene(Wording("The river rose.", (), "own", "believed"), rose))
