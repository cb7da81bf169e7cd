import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.steps.ground.wording import Cited, Wording, checked
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
        if how and _wrong(Wording(item["text"], tuple(item["by"]), item["voice"], item["modality"]), cited) is None
    ]
    assert not passed


def test_true_items_stand() -> None:
    """At least 98 true items of a hundred stand, over all articles."""
    items = [(item, cited) for path in KITS for how, item, cited in _kit(path) if not how]
    refused = [(item["text"], reason) for item, cited in items if (reason := _wrong(_wording(item), cited))]
    assert len(refused) <= 0.02 * len(items), refused


def test_most_claims_of_the_stories_stand() -> None:
    """Nine in ten claims that editors wrote, with more context in them than in what they cite, stand."""
    claims = list(_gold())
    refused = [
        (where, claim["text"], reason) for where, claim, cited in claims if (reason := _wrong(_wording(claim), cited))
    ]
    assert len(refused) <= 0.1 * len(claims), refused


def _wrong(wording: Wording, cited: Cited) -> str | None:
    return checked(wording, cited)[1]


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
    assert _wrong(Wording("", ("Ada Lind",), "attributed", "asserted"), cited) is None
    assert _wrong(Wording("", ("Bo Ek",), "attributed", "asserted"), cited) is not None
    assert _wrong(Wording("", (), "own", "asserted"), cited) is not None


@pytest.mark.parametrize(
    "odd", ["", " ", "”", "“", "…", "not", "by by by", "12", "12,3.4-5", "’s", "the the", "\n", "(“’)"]
)
def test_odd_words_are_judged_not_choked_on(odd: str) -> None:
    """Whatever a model or an article holds, the answer is a sentence or None."""
    for text in (odd, f"{odd} Ann Lee said {odd}.", f"“{odd}” {odd}, said by {odd}"):
        cited = Cited(text, (Span(0, len(text)),), {"Ann Lee": ("Lee",), odd: ()})
        for voice in ("own", "attributed"):
            answer = _wrong(Wording(odd, ("Ann Lee",) if voice == "attributed" else (), voice, "asserted"), cited)
            assert answer is None or answer.endswith(".")


def test_modality_is_checked_against_the_cue() -> None:
    """What somebody believes is not asserted, and what nobody believes is not a belief."""
    text = "Ann Lee believes the bridge is safe. The river rose."
    believed = Cited(text, (Span(0, 36),), {"Ann Lee": ()})
    assert moved(Scene(Wording("The bridge is safe.", ("Ann Lee",), "attributed", "asserted"), believed))
    assert moved(Scene(Wording("The bridge is safe.", ("Ann Lee",), "attributed", "believed"), believed)) is None
    rose = believed._replace(spans=(Span(37, 52),))
    assert moved(Scene(Wording("The river rose.", (), "own", "believed"), rose))


def _judged(text: str, part: str, wording: Wording, parties: dict[str, tuple[str, ...]], **offices: str) -> str | None:
    start = text.index(part)
    represents = {name.replace("_", " "): over for name, over in offices.items()}
    return _wrong(wording, Cited(text, (Span(start, start + len(part)),), parties, represents))


_PACT = (
    "Norvia, Estren and Talmark condemned the raid on Friday. The three governments issued a statement in Lund. "
    "The port is quiet. The weather was fine. “We will guard the strait,” the statement said. "
    "“All traffic may pass,” it added."
)
_SIGNED: dict[str, tuple[str, ...]] = {"Norvia": (), "Estren": (), "Talmark": (), "Oss": (), "Ada Lind": ()}


@pytest.mark.parametrize("by", [("Norvia", "Estren", "Talmark"), ("Estren",)])
def test_a_statement_speaks_for_those_who_issued_it(by: tuple[str, ...]) -> None:
    """Whoever was named as an issuer of a document may be its speaker, however far back, and nobody else."""
    for part, text in (("We will guard the strait", "We will guard the strait."), ("All traffic may pass", "")):
        assert _judged(_PACT, part, Wording(text, by, "attributed", "asserted"), _SIGNED) is None
        assert _judged(_PACT, part, Wording(text, ("Ada Lind",), "attributed", "asserted"), _SIGNED)


def test_signatories_stand_for_we_only_together() -> None:
    """In place of “we” a claim may name those who speak, but no stranger among them."""
    by = ("Norvia", "Estren", "Talmark")
    for names, holds in (("Norvia, Estren and Talmark", True), ("Norvia, Oss and Talmark", False)):
        wording = Wording(f"{names} will guard the strait.", by, "attributed", "predicted")
        assert (_judged(_PACT, "We will guard the strait", wording, _SIGNED) is None) is holds


@pytest.mark.parametrize(("country", "holds"), [("Norvia", True), ("Estren", False)])
def test_his_country_is_the_one_that_he_represents(country: str, holds: bool) -> None:
    """In place of “his country” stands the party that the speaker represents."""
    text = "Estren is near. Ada Lind said that for her country the strait was vital."
    wording = Wording(f"For {country} the strait was vital.", ("Ada Lind",), "attributed", "asserted")
    assert (_judged(text, "for her country the strait was vital", wording, _SIGNED, Ada_Lind="Norvia") is None) is holds


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The two met in May, stirring fears in Estren that Norvia might close the strait.", "Estren"),
        ("Ada Lind scoffed at a recent Talmark claim that Norvia might close the strait.", "Talmark"),
        ("The strait is calm, but Estren's suspicion that Norvia might close the strait is old.", "Estren"),
    ],
)
def test_a_noun_tells_who_holds_a_view(text: str, holder: str) -> None:
    """Fears, claims and suspicions are those of the party that the noun is tied to."""
    part = "Norvia might close the strait"
    words = "Norvia might close the strait."
    modality: Any = "asserted" if "claim" in text else "believed"
    assert _judged(text, part, Wording(words, (holder,), "attributed", modality), _SIGNED) is None
    assert _judged(text, part, Wording(words, ("Norvia",), "attributed", modality), _SIGNED)
    assert _judged(text, part, Wording(words, (), "own", "asserted"), _SIGNED)


@pytest.mark.parametrize(
    ("who", "holds"),
    [
        ("The firm that employs Ada Lind", False),
        ("A man accused of stalking Ada Lind", False),
        ("The club for which Ada Lind plays", False),
        ("The council that Ada Lind leads", False),
        ("People who like Ada Lind", False),
        ("Staff at the inn where Ada Lind stayed", False),
        ("It was clear that Ada Lind", True),
        ("Oss reported that Ada Lind", True),
        ("A lawyer for Ada Lind", True),
    ],
)
def test_whom_a_relative_clause_names_does_not_speak(who: str, *, holds: bool) -> None:
    """The firm that employs somebody speaks for itself."""
    wording = Wording("The strait was shut.", ("Ada Lind",), "attributed", "asserted")
    assert (_judged(f"{who} said the strait was shut.", "the strait was shut", wording, _SIGNED) is None) is holds


def test_a_fear_behind_the_cited_words_does_not_govern_them() -> None:
    """What stands before a noun of fear is not feared."""
    text = "Ada Lind met the envoy in May, stirring fears in Estren that Norvia might close the strait."
    wording = Wording("Ada Lind met the envoy in May.", (), "own", "asserted")
    assert _judged(text, "Ada Lind met the envoy in May", wording, _SIGNED) is None


def test_a_report_set_between_covers_both_sides() -> None:
    """“X, A and B believe, is Y” says both X and Y in the name of A and of B."""
    text = "What Oss wants for its grain, Norvia, Talmark and Ada Lind believe, is a port on the strait."
    wording = Wording("What Oss wants for its grain is a port on the strait.", ("Norvia",), "attributed", "believed")
    assert _judged(text, text, wording, _SIGNED) is None
    assert _judged(text, text, wording._replace(by=("Estren",)), _SIGNED)
    assert _judged(text, text, wording._replace(by=(), voice="own", modality="asserted"), _SIGNED)


def test_a_verb_left_out_is_the_one_before() -> None:
    """“Twice it has failed” denies the verb that its sentence has before, of the same subject only."""
    text = "Oss has tried to dredge the strait, and twice it has failed. Norvia has tried to dig, and Oss has failed."
    wording = Wording("Twice Oss has failed to dredge the strait.", (), "own", "asserted")
    assert _judged(text, "twice it has failed", wording, _SIGNED) is None
    other = Wording("Norvia has failed to dig.", (), "own", "asserted")
    assert _judged(text, "Norvia has tried to dig, and Oss has failed", other, _SIGNED)


def test_an_acronym_is_no_surname() -> None:
    """The UN is not Kim Jong Un, whatever the case of their letters."""
    text = "Kim Jong Un waved. The UN said that the strait was open."
    wording = Wording("The strait was open.", ("Kim Jong Un",), "attributed", "asserted")
    assert _judged(text, "the strait was open", wording, {"Kim Jong Un": ("Kim",), "UN": ()})


def test_reasons_are_short() -> None:
    """A reason says in at most twenty words what to do, since a model is to act on it."""
    reasons = [
        reason
        for path in KITS
        for how, item, cited in _kit(path)
        if how and (reason := _wrong(Wording(item["text"], tuple(item["by"]), item["voice"], item["modality"]), cited))
    ]
    assert [reason for reason in reasons if len(reason.split()) > 20] == []
