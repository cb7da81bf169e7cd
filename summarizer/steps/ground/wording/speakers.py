"""Speakers and voice: who is said to speak in the citation, and whether anybody is."""

from itertools import pairwise

from summarizer.steps.ground.wording.beside import beside_cue
from summarizer.steps.ground.wording.cued import TALK, cites_cue, cued, in_general_by, side_by_side, standing, subject
from summarizer.steps.ground.wording.found import found
from summarizer.steps.ground.wording.labels import labelled
from summarizer.steps.ground.wording.lists import (
    ACTS,
    ARTICLES,
    DISTANCE,
    FIRST,
    REPORT,
    SAY,
    SAYINGS,
    SOME_OF,
    SUBJECTS,
    UNNAMED,
)
from summarizer.steps.ground.wording.meant import coordinated
from summarizer.steps.ground.wording.scene import Scene, Told, counts
from summarizer.steps.ground.wording.sources import REACH, fits, named_heads, without_relatives
from summarizer.steps.ground.wording.speech import reports
from summarizer.steps.ground.wording.tokens import Token, stem
from summarizer.text.span import Span

_DENY = stem("deny")
_SPEECH = 24  # code points of a quotation that is longer than a phrase or a name
_SHOWN = 8  # words of a source that a reason repeats


def misattributed(scene: Scene) -> str | None:
    """Find a speaker or a voice that the citation does not bear out."""
    told = [report for report in scene.told if report.covers and not _retold(report, scene)]
    if scene.wording.voice == "own":
        return _own(scene, told)
    if scene.wording.voice == "attributed" and not scene.wording.by:
        return _nobody(scene, told)
    for name in scene.wording.by:
        reason = _speaker(name, told, scene)
        if reason and not (_by_cue(name, told, scene) or _of_saying(name, scene) or _by_place(name, told, scene)):
            return reason
    return None


def _by_cue(name: str, told: list[Told], scene: Scene) -> bool:
    """Tell whether the claim's own cue has a party as its subject, and whoever else speaks relays it."""
    others = _others(told, scene)
    if not _relayed(others, scene):
        return False
    if any(fits(name, one.source, one.sentence, scene) for one in found(scene)):
        return True
    relayed = bool(others) or any(one in labelled(scene.sentences[0], scene) for one in scene.wording.via)
    read = [report for report in cued(scene, quoted=relayed) if report.covers or cites_cue(report, scene)]
    if not read and not told and _quoted(scene):
        read = list(cued(scene, (*scene.before(1), *scene.behind(1))))
    return any(_leads(name, report, scene) for report in read)


def _by_place(name: str, told: list[Told], scene: Scene) -> bool:
    """Tell whether a party stands beside the claim's own cue, and whoever else speaks relays it."""
    return _relayed(_others(told, scene), scene) and beside_cue(name, scene)


def _others(told: list[Told], scene: Scene) -> list[Told]:
    """The reports by another cue than the claim's own that may have it inside them."""
    own = {report.cue.start for report in (*cued(scene), *found(scene))}
    others = [report for report in told if report.cue.start not in own]
    if not own:
        return others
    first = min(own)
    return [
        one
        for one in others
        if not (cites_cue(one, scene) and one.cue.start > first) and not _parted(one.cue.end, first, scene)
    ]


def _parted(start: int, end: int, scene: Scene) -> bool:
    """Tell “Lind accused Ek, though records show …”: what begins behind “though” is no longer Lind's."""
    words = scene.between(Span(start, end)) if start < end else ()
    return any(one.low == "," and two.low in _CONCESSIVE for one, two in pairwise(words))


_CONCESSIVE = frozenset(["though", "although", "while", "whereas"])


def _relayed(others: list[Told], scene: Scene) -> bool:
    """Tell whether all that speak in these reports are said to relay the claim."""
    return all(any(fits(one, t.source, t.sentence, scene) for one in scene.wording.via) for t in others)


def _leads(name: str, report: Told, scene: Scene) -> bool:
    """Tell whether a party is the first that a source names, or one of the first enumeration."""
    core = without_relatives(report.source)
    heads = named_heads(core)
    first = heads[0].who if heads else frozenset[str]()
    group = next(coordinated(core), frozenset[str]())
    among = not heads or name in first or (bool(first & group) and name in group)
    return among and fits(name, report.source, report.sentence, scene)


def _of_saying(name: str, scene: Scene) -> bool:
    """Tell whether the claim is that a party says something, and that party does (“He spoke of 60 men”)."""
    told = [report for report in scene.told if report.covers]
    return bool(told) and all(
        _retold(report, scene) and fits(name, report.source, report.sentence, scene) for report in told
    )


def _retold(report: Told, scene: Scene) -> bool:
    """Tell whether the claim is about the saying itself: it has the cue among its words, and who speaks."""
    if not scene.claim and (report.cue.stem in ACTS or _unsaid(report, scene)):
        parts = (report.cue, *report.source[:1])
        return all(any(span.start <= token.start < span.end for span in scene.cited.spans) for token in parts)
    if not any(token.stem == report.cue.stem for token in scene.claim):
        return False
    named = {name for token in report.source for name in token.who}
    return not named or any(token.who & named for token in scene.claim)


def _unsaid(report: Told, scene: Scene) -> bool:
    """Tell “did not deny that …” and “have not said how …”: that somebody left it open the outlet may assert."""
    words = scene.between(report.sentence)
    at = words.index(report.cue)
    negated = at > 0 and (words[at - 1].low in ("not", "never") or words[at - 1].low.endswith("n't"))
    return negated and report.cue.stem in SAY | {_DENY}


def _own(scene: Scene, told: list[Told]) -> str | None:
    if told:
        source = _shown(told[0].source, scene)
        return f"Set voice to attributed: “{source} … {told[0].cue.low}” says this, not the outlet."
    if any(labelled(sentence, scene) for sentence in scene.sentences):
        return "Set voice to attributed and by to whose name stands before it: this is speech."
    if any(token.low in DISTANCE for token in scene.source) and not any(token.low in DISTANCE for token in scene.claim):
        return "Set voice to distanced: the cited words keep their distance."
    if _quoted(scene):
        return "Set voice to attributed and by to who is quoted: this is a quotation."
    return None


def _nobody(scene: Scene, told: list[Told]) -> str | None:
    """Check a claim of somebody without a name: the cited words say that somebody speaks, and name no party."""
    if _somebody(told, scene):
        return None
    told = told or [report for report in scene.told if not report.source]
    if not told:
        return "Nobody is said to say this: set by to who says it, or voice to own."
    for report in told:
        if any(token.who or token.low in SUBJECTS or token.low in FIRST for token in report.source):
            return f"Set by to whom “{_shown(report.source, scene)} … {report.cue.low}” means."
    return None


def _somebody(told: list[Told], scene: Scene) -> bool:
    """Tell whether the words of the claim for somebody without a name are the subject of what it cites as said."""
    if not told and in_general_by(scene):
        return True
    who = standing(scene.wording.who, scene)
    telling = any((counts(token) or token.low in UNNAMED) and len(token.low) > 1 and not token.number for token in who)
    if (
        not telling
        or (named_heads(who) and not _one_of(who))
        or any(token.low in SUBJECTS or token.low in FIRST for token in who)
    ):
        return False
    others = _others(told, scene)
    relayed = _relayed(others, scene)
    if relayed and (side_by_side(scene) or any(_is_source(who, report) for report in found(scene))):
        return True
    if _noun_that(who, scene) or (_relayed(told, scene) and any(_cited_by(who, report) for report in told)):
        return True
    reports_of = [report for report in cued(scene, quoted=bool(others) and relayed) if report.covers]
    if relayed and any(_by_these(who, report) for report in reports_of):
        return True
    return any(_by_these(who, report) for report in told)


def _is_source(who: tuple[Token, ...], report: Told) -> bool:
    """Tell whether some words are a source that names nobody else."""
    return who[-1] in report.source and all(token in who for token in named_heads(report.source))


def _one_of(who: tuple[Token, ...]) -> bool:
    """Tell “a WFP official” and “some Unionists” from “the Oslo office”: somebody, and nobody that is named."""
    return who[0].low in SOME_OF and (who[-1].low.endswith("s") or not who[-1].cap)


def _noun_that(who: tuple[Token, ...], scene: Scene) -> bool:
    """Tell “denied newspaper reports that …”: the words for the speaker are the noun of that clause."""
    following = scene.source[scene.source.index(who[-1]) + 1 :][:1]
    if who[-1].low not in SAYINGS | TALK or not following or following[0].low != "that":
        return False
    return all(span.start >= following[0].start for span in scene.cited.spans)


def _cited_by(who: tuple[Token, ...], report: Told) -> bool:
    """Tell “the paper, citing officials, said”: what it says the officials say."""
    pairs = zip(report.source, report.source[1:], strict=False)
    return any(one.low in ("citing", "quoting") and two.start == who[0].start for one, two in pairs)


def _by_these(who: tuple[Token, ...], report: Told) -> bool:
    """Tell whether some words are a source's subject: they open it, or a clause of its own leads up to them."""
    source = subject(report.source)
    first = next((k for k, token in enumerate(source) if token.start == who[0].start), None)
    if first is None:
        return False
    rest = source[first + len(who) :]
    if named_heads(source[:first]) and not _clause_before(source[:first]):
        return False
    if not named_heads(rest):
        return True
    told = any(token.stem in REPORT for token in rest)
    return told and source[-1].low == "they"  # “officials told Lee they believed”


def _clause_before(words: tuple[Token, ...]) -> bool:
    """Tell “Lee lacks a plan,” from “Lee, the mayor,” and “Lee and”."""
    plain = [token for token in words if not (token.who or token.cap or token.low in ARTICLES)]
    return words[-1].low == "," and len(plain) > 1 and not any(token.low in ("and", ",") for token in words[:-1])


def _shown(source: tuple[Token, ...], scene: Scene) -> str:
    if not source:
        return "somebody"
    words = scene.cited.text[source[0].start : source[-1].end].strip(" ,").split()
    return " ".join(words[:_SHOWN])


def _quoted(scene: Scene) -> bool:
    """Tell whether most of the claim's words stand in a quotation of speech."""
    places = [scene.source[k].start for k in scene.pairs.values()] or [span.start for span in scene.cited.spans]
    speech = [q for q in scene.numbered.quotes if q.end - q.start > _SPEECH or _is_sentence(q.start, q.end, scene)]
    inside = sum(any(q.start <= at < q.end for q in speech) for at in places)
    return inside * 2 > len(places)


def _is_sentence(start: int, end: int, scene: Scene) -> bool:
    """Tell whether a quotation is all of a cited sentence, but for its marks."""
    return any(start - sentence.start <= 1 and sentence.end - end <= 1 for sentence in scene.sentences)


def _speaker(name: str, told: list[Told], scene: Scene) -> str | None:
    if told:
        if any(fits(name, report.source, report.sentence, scene) for report in told):
            return None
        return f"Set by to whom “{_shown(told[0].source, scene)} … {told[0].cue.low}” means: not to “{name}”."
    if _beside(name, scene):
        return None
    return f"Cite the sentence in which “{name}” says this, or set by to who does."


def _beside(name: str, scene: Scene) -> bool:
    """Tell whether a party speaks elsewhere in the cited sentences or, for running speech, right beside them."""
    if all(name in labelled(sentence, scene) for sentence in scene.sentences):
        return True
    fitting = [told for told in scene.told if fits(name, told.source, told.sentence, scene)]
    if any(cites_cue(told, scene) for told in fitting):
        return True
    if not _quoted(scene):
        return bool(fitting) and len(fitting) == len(scene.told) and _opens(name, scene)
    if scene.told:
        return bool(fitting)
    for sentence in (*reversed(scene.before(REACH + _into_quotation(scene))), *scene.behind(1)):
        found = reports(scene.cited.text, scene.key, sentence)
        if found:
            return any(fits(name, report.source, sentence, scene) for report in found)
    return False


def _into_quotation(scene: Scene) -> int:
    """Count the sentences of a running quotation that stand before the cited ones."""
    at = scene.cited.spans[0].start
    opened = next((q.start for q in scene.numbered.quotes if q.start <= at < q.end), at)
    return sum(opened < sentence.end <= at for sentence in scene.numbered.sentences)


def _opens(name: str, scene: Scene) -> bool:
    """Tell whether a party is the first that the cited sentence names: what it does it also says."""
    first = next((token for token in scene.source if token.who), None)
    return first is not None and name in first.who
