"""Speakers and voice: who is said to speak in the citation, and whether anybody is."""

from collections.abc import Iterable, Iterator

from summarizer.steps.ground.wording.cued import TALK, cued, in_general_by, standing, subject
from summarizer.steps.ground.wording.labels import labelled
from summarizer.steps.ground.wording.lists import (
    ACTS,
    ARTICLES,
    COLLECTIVES,
    DISTANCE,
    DOCUMENTS,
    FIRST,
    OWNING,
    PREPOSITIONS,
    SAYINGS,
    SUBJECTS,
    TITLES,
    UNNAMED,
)
from summarizer.steps.ground.wording.meant import coordinated, spoken_for
from summarizer.steps.ground.wording.names import names_of
from summarizer.steps.ground.wording.report import has_verb
from summarizer.steps.ground.wording.scene import Scene, Told, counts
from summarizer.steps.ground.wording.speech import reports
from summarizer.steps.ground.wording.tokens import Token, stem
from summarizer.text.span import Span

_RELATIVES = frozenset(["who", "whose", "which", "whom", "where"]) | frozenset(
    ["without", "citing", "offering", "quoting", "speaking"]
)
_DENY = stem("deny")
_STEM = 4
_FAR = 6  # sentences back in which the issuer of a document may be named
_SHOWN = 8  # words of a source that a reason repeats
_REACH = 3  # sentences back in which a pronoun's antecedent or a running speech is sought


def misattributed(scene: Scene) -> str | None:
    """Find a speaker or a voice that the citation does not bear out."""
    told = [report for report in scene.told if report.covers and not _retold(report, scene)]
    if scene.wording.voice == "own":
        return _own(scene, told)
    if scene.wording.voice == "attributed" and not scene.wording.by:
        return _nobody(scene, told)
    for name in scene.wording.by:
        reason = _speaker(name, told, scene)
        if reason and not _by_cue(name, told, scene) and not _of_saying(name, scene):
            return reason
    return None


def _by_cue(name: str, told: list[Told], scene: Scene) -> bool:
    """Tell whether the claim's own cue has a party as its subject, and whoever else speaks relays it."""
    if told and not all(any(_fits(one, t.source, t.sentence, scene) for one in scene.wording.via) for t in told):
        return False
    found = [report for report in cued(scene, quoted=bool(told)) if report.covers]  # what is told is relayed by then
    if not found and not told and _quoted(scene):
        found = list(cued(scene, (*scene.before(1), *scene.behind(1))))
    return any(_leads(name, report, scene) for report in found)


def _leads(name: str, report: Told, scene: Scene) -> bool:
    """Tell whether a party is the first that a source names, or one of the first enumeration."""
    core = _without_relatives(report.source)
    heads = _heads(core)
    first = heads[0].who if heads else frozenset[str]()
    group = next(coordinated(core), frozenset[str]())
    among = not heads or name in first or (bool(first & group) and name in group)
    return among and _fits(name, report.source, report.sentence, scene)


def _of_saying(name: str, scene: Scene) -> bool:
    """Tell whether the claim is that a party says something, and that party does (“He spoke of 60 men”)."""
    told = [report for report in scene.told if report.covers]
    return bool(told) and all(
        _retold(report, scene) and _fits(name, report.source, report.sentence, scene) for report in told
    )


def _retold(report: Told, scene: Scene) -> bool:
    """Tell whether the claim is about the saying itself: it has the cue among its words, and who speaks."""
    if not scene.claim and (report.cue.stem in ACTS or _undenied(report, scene)):
        parts = (report.cue, *report.source[:1])
        return all(any(span.start <= token.start < span.end for span in scene.cited.spans) for token in parts)
    if not any(token.stem == report.cue.stem for token in scene.claim):
        return False
    named = {name for token in report.source for name in token.who}
    return not named or any(token.who & named for token in scene.claim)


def _undenied(report: Told, scene: Scene) -> bool:
    """Tell “did not deny that …”: that somebody left it open the outlet may assert."""
    words = scene.between(report.sentence)
    at = words.index(report.cue)
    return report.cue.stem == _DENY and at > 0 and words[at - 1].low in ("not", "never", "didn't")


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
    relayed = all(any(_fits(one, t.source, t.sentence, scene) for one in scene.wording.via) for t in told)
    if not told and in_general_by(scene):
        return True
    who = standing(scene.wording.who, scene)
    if not who or _heads(who) or any(token.low in SUBJECTS or token.low in FIRST for token in who):
        return False
    if _noun_that(who, scene):
        return True
    reports_of = [report for report in cued(scene, quoted=bool(told) and relayed) if report.covers]
    if relayed and any(_by_these(who, report) for report in reports_of):
        return True
    return any(_by_these(who, report) for report in told)


def _noun_that(who: tuple[Token, ...], scene: Scene) -> bool:
    """Tell “denied newspaper reports that …”: the words for the speaker are a noun of saying, and this is its clause."""
    at = scene.source.index(who[-1]) + 1
    if who[-1].low not in SAYINGS | TALK or scene.source[at : at + 1] == () or scene.source[at].low != "that":
        return False
    start = scene.source[at].start
    return all(span.start >= start for span in scene.cited.spans)


def _by_these(who: tuple[Token, ...], report: Told) -> bool:
    """Tell whether some words open a source, and whoever it names stands behind a verb (“officials told Lee they”)."""
    source = subject(report.source)
    at = next((k for k, token in enumerate(source) if token.start == who[-1].start), None)
    if at is None:
        return False
    rest = source[at + 1 :]
    verb = next((k for k, token in enumerate(rest) if has_verb((token,))), len(rest))
    return not _heads(source[: at + 1 + verb])


def _shown(source: tuple[Token, ...], scene: Scene) -> str:
    if not source:
        return "somebody"
    words = scene.cited.text[source[0].start : source[-1].end].strip(" ,").split()
    return " ".join(words[:_SHOWN])


def _quoted(scene: Scene) -> bool:
    """Tell whether most of the claim's words stand in a quotation of speech."""
    places = [scene.source[k].start for k in scene.pairs.values()] or [span.start for span in scene.cited.spans]
    inside = sum(any(q.start <= at < q.end and q.end - q.start > 24 for q in scene.numbered.quotes) for at in places)
    return inside * 2 > len(places)


def _speaker(name: str, told: list[Told], scene: Scene) -> str | None:
    if told:
        if any(_fits(name, report.source, report.sentence, scene) for report in told):
            return None
        return f"Set by to whom “{_shown(told[0].source, scene)} … {told[0].cue.low}” means: not to “{name}”."
    if _beside(name, scene):
        return None
    return f"Cite the sentence in which “{name}” says this, or set by to who does."


def _beside(name: str, scene: Scene) -> bool:
    """Tell whether a party speaks elsewhere in the cited sentences or, for running speech, right beside them."""
    if all(name in labelled(sentence, scene) for sentence in scene.sentences):
        return True
    fitting = [told for told in scene.told if _fits(name, told.source, told.sentence, scene)]
    if any(_cites_cue(told, scene) for told in fitting):
        return True
    if not _quoted(scene):
        return bool(fitting) and len(fitting) == len(scene.told) and _opens(name, scene)
    if scene.told:
        return bool(fitting)
    for sentence in (*reversed(scene.before(_REACH)), *scene.behind(1)):
        found = reports(scene.cited.text, scene.key, sentence)
        if found:
            return any(_fits(name, report.source, sentence, scene) for report in found)
    return False


def _cites_cue(told: Told, scene: Scene) -> bool:
    """Tell whether the citation is of a part of a sentence, and takes in the cue."""
    return any(not told.sentence.within(s) and s.start <= told.cue.start < s.end for s in scene.cited.spans)


def _opens(name: str, scene: Scene) -> bool:
    """Tell whether a party is the first that the cited sentence names: what it does it also says."""
    first = next((token for token in scene.source if token.who), None)
    return first is not None and name in first.who


def _fits(name: str, source: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    """Tell whether the words of a source may mean a party, or, of several speakers, the one that it represents."""
    over = scene.cited.represents.get(name) if len(scene.wording.by) > 1 else None  # those who sign together
    if not source:
        return False
    if source[-1].low in ("i", "we") and name in labelled(sentence, scene):
        return True
    if any(_may_mean(one, source, sentence, scene) for one in ([name, over] if over else [name])):
        return True
    return bool(scene.cited.allied(name) & _issuing(source, sentence, scene))


def _issuing(source: tuple[Token, ...], sentence: Span, scene: Scene) -> frozenset[str]:
    """The parties for whom a document or a collective noun speaks, where that is the source and not a name."""
    core = _without_relatives(source)
    if heads := _heads(core):
        issued = any(token.low in DOCUMENTS and token.start < heads[0].start for token in core)
        return frozenset(name for token in heads if issued for name in token.who)
    if not any(token.low in ("it", "they") for token in core):
        return spoken_for(core, sentence, scene)
    at = scene.numbered.sentences.index(sentence)
    for earlier in reversed(scene.numbered.sentences[max(0, at - _REACH) : at]):
        if told := reports(scene.cited.text, scene.key, earlier):
            return _issuing(told[-1].source, earlier, scene)
    return frozenset()


def _may_mean(name: str, source: tuple[Token, ...], sentence: Span, scene: Scene) -> bool:
    core = _without_relatives(source)
    if source and source[-1].low in ("who", "which"):
        named_last = [token for token in source if token.who]
        return bool(named_last) and name in named_last[-1].who
    if not core:
        return False
    words = names_of(scene.key).words.get(name, frozenset())
    heads = _heads(core)
    if heads:
        return any(name in token.who for token in heads) or _of_country(words, core, heads, scene)
    if any(token.low in SUBJECTS for token in core):
        return name in _antecedents(sentence, source, scene)
    if any(token.low in OWNING for token in core) and not any(token.low in words and token.word for token in core):
        return name in _antecedents(sentence, source, scene)
    if _of_country(words, core, heads, scene):
        return True
    if any(name in token.who or name in token.inner or token.low in words for token in core):
        return True
    if core[0].low in UNNAMED or (len(core) > 1 and core[0].low == "media" and core[1].low in UNNAMED):
        return False
    if spoken_for(core, sentence, scene) or any(t.cap and t.start != sentence.start for t in core if not t.who):
        return False
    wide = any(token.low in DOCUMENTS or token.low in COLLECTIVES for token in core)
    return _named_near(name, sentence, scene, _FAR if wide else 2)


def _of_country(words: frozenset[str], core: tuple[Token, ...], heads: list[Token], scene: Scene) -> bool:
    """Tell whether a source is called after a party (“the South Korean government”) and names no person."""
    if any(scene.personal(name) for token in heads for name in token.who):
        return False
    derived = (token.low for token in core if token.cap and not token.who)
    return any(low != word and low.startswith(word) for low in derived for word in words if len(word) >= _STEM)


def _without_relatives(source: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out “who leads the union” and “without naming anyone”: who stands there does not speak."""
    kept: list[Token] = []
    skipping = False
    for at, token in enumerate(source):
        if token.low == ",":
            following = source[at + 1].low if at + 1 < len(source) else ""
            skipping = following in _RELATIVES
        elif token.low in ("who", "which"):
            skipping = True
        if not skipping:
            kept.append(token)
    return tuple(kept)


def _heads(source: tuple[Token, ...]) -> list[Token]:
    """The parties that a source names, without those that only qualify it (“the union's lawyer, of Lee & Co”)."""
    return [token for at, token in enumerate(source) if token.who and not token.owns and not _qualifies(source, at)]


def _qualifies(source: tuple[Token, ...], at: int) -> bool:
    before = at - 1
    while before >= 0 and counts(source[before]) and not source[before].who:
        before -= 1
    while before >= 0 and source[before].low in ARTICLES:
        before -= 1
    if before < 0 or source[before].low not in PREPOSITIONS - {"by"}:
        return False
    if source[before].low == "with" and before and source[before - 1].low in ("along", "together"):
        return False
    last = source[at - 1]  # “Secretary of State Ann Lee”: an office, not who holds it
    return not (source[before].low == "of" and last.cap and not last.who and last.low not in TITLES)


def _antecedents(sentence: Span, source: tuple[Token, ...], scene: Scene) -> set[str]:
    """The parties that a pronoun may mean as a speaker: the last one to speak, or those of the nearest sentence."""
    low = next(token.low for token in source if token.low in SUBJECTS or token.low in OWNING)
    sentences = scene.numbered.sentences
    at = sentences.index(sentence)
    found = _fitting(scene, _before(source, sentence, scene), low)
    if found and low in OWNING:
        return found
    for earlier in reversed(sentences[max(0, at - _REACH) : at]):
        told = reports(scene.cited.text, scene.key, earlier)
        spoke = _fitting(scene, (token for report in told for token in _heads(_without_relatives(report.source))), low)
        if spoke:
            return found | spoke
        if told and low in ("it", "they") and _issuing(told[-1].source, earlier, scene):
            return found
        found |= _fitting(scene, _unquoted(scene.between(earlier), scene), low)
        if found and not told:
            return found
    return found


def _before(source: tuple[Token, ...], sentence: Span, scene: Scene) -> Iterator[Token]:
    return _unquoted((token for token in scene.between(sentence) if token.start < source[0].start), scene)


def _unquoted(words: Iterable[Token], scene: Scene) -> Iterator[Token]:
    """Leave out what somebody is quoted to have said: no pronoun outside takes it up."""
    return (token for token in words if not scene.quoted(token.start))


def _fitting(scene: Scene, mentions: Iterable[Token], low: str) -> set[str]:
    """The parties that are named and that “he”, “she”, “it” or “they” may mean."""
    names = {name for token in mentions if not token.owns for name in token.who}
    return {name for name in names if scene.personal(name)} if low in ("he", "she") else names


def _named_near(name: str, sentence: Span, scene: Scene, reach: int) -> bool:
    sentences = scene.numbered.sentences
    at = sentences.index(sentence)
    return any(name in t.who for s in sentences[max(0, at - reach) : at + 2] for t in scene.between(s))
