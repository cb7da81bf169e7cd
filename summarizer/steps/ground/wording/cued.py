"""The report that a claim's own cue points to, where no list of verbs knows it (“joked that”, “is railing against”)."""

from collections.abc import Iterator

from summarizer.steps.ground.wording.clauses import clause, passive
from summarizer.steps.ground.wording.lists import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BELIEF,
    FUTURE,
    NOT,
    OWNING,
    REPORT,
    SAYINGS,
    SUBJECTS,
)
from summarizer.steps.ground.wording.report import Report, Sentence, has_verb
from summarizer.steps.ground.wording.scene import Scene, Told
from summarizer.steps.ground.wording.speech import second_verb
from summarizer.steps.ground.wording.tokens import Token, past, tokens
from summarizer.text.span import Span

_GENERAL = REPORT | BELIEF | FUTURE
TALK = frozenset("talk suggestion suggestions criticism speculation recognition consensus reports calls".split())
_LINKING = AUXILIARIES | NOT | ADVERBS | frozenset(["who", "that", "would", "will", "can", "could", "may", "might"])
FROM = frozenset(["from", "by", "of", "among"])
_GAP = 3  # tokens between a cue and what it governs
_BESIDE = AUXILIARIES | NOT | ADVERBS
_OWNED = 4  # tokens before a noun within which its owner stands


def cued(scene: Scene, sentences: tuple[Span, ...] = (), quoted: bool = False) -> tuple[Told, ...]:
    """Read the reports that the words of the cue make, in the cited sentences or in others, in quotations if asked."""
    wanted = tuple(token.low for token in tokens(scene.wording.cue) if token.word)
    if not wanted:
        return ()
    found = []
    for sentence in sentences or scene.sentences:
        words = scene.between(sentence)
        for at in places(words, wanted):
            report = _report(Sentence(sentence, words, ()), at)
            if report and (quoted or not scene.quoted(report.cue.start)):
                report = report._replace(source=_inner(report.source, scene))
                found.append(Told(report, bool(sentences) or scene.covers(report, sentence), sentence))
    return tuple(found)


def _inner(source: tuple[Token, ...], scene: Scene) -> tuple[Token, ...]:
    """Take off the report that a source stands in: of “Lind said Ek”, before “had agreed”, it is “Ek”."""
    outer = {told.cue.start for told in scene.told}
    at = max((at for at, token in enumerate(source[:-1]) if token.start in outer), default=None)
    if at is None:
        return source
    return source[-1:] if source[-1].low in SUBJECTS else source[at + 1 :]


def cites_cue(told: Told, scene: Scene) -> bool:
    """Tell whether the citation is of a part of a sentence, and takes in the cue."""
    return any(not told.sentence.within(s) and s.start <= told.cue.start < s.end for s in scene.cited.spans)


def in_general_by(scene: Scene) -> bool:
    """Tell whether the cue is a passive or a noun of saying that names nobody (“is expected”, “growing concerns”)."""
    for told in cued(scene):
        words = scene.between(told.sentence)
        at = words.index(told.cue)
        behind = words[at + 1].low if at + 1 < len(words) else ""
        if told.cue.stem in _GENERAL and behind != "by" and passive(words, at):
            return True
        if told.cue.low in SAYINGS | TALK and told.covers and not owner_of(words, at):
            return not any(token.who for token in words[max(0, at - 1) : at])
    return False


def standing(words: str, scene: Scene) -> tuple[Token, ...]:
    """The tokens of the cited sentences in which some words of the draft stand, outside quotations."""
    return next((scene.source[first:end] for first, end in _runs(words, scene.source)), ())


def side_by_side(scene: Scene) -> bool:
    """Tell whether the words for a speaker, the cue and what is cited stand one next to the other in a sentence."""
    for sentence in scene.sentences:
        words = scene.between(sentence)
        for who in _runs(scene.wording.who, words):
            for cue in _runs(scene.wording.cue, words):
                if _adjoining(words, who, cue) and _reaches(words[min(who[0], cue[0]) : max(who[1], cue[1])], scene):
                    return True
    return False


def _runs(words: str, among: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Where some words stand among tokens: first and end. A name of several words is one token there."""
    wanted = tuple(token.low for token in tokens(words))
    for at in range(len(among)):
        run: list[str] = []
        here = at
        while here < len(among) and len(run) < len(wanted):
            run += [token.low for token in tokens(among[here].low)]
            here += 1
        if wanted and tuple(run) == wanted:
            yield at, here


def _adjoining(words: tuple[Token, ...], who: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Tell “many now say”, “many who say” and “calls from many” from words that only stand in one sentence."""
    if who[1] <= cue[0]:
        return all(token.low in _LINKING or token.low.endswith("ly") for token in words[who[1] : cue[0]])
    between = [token.low for token in words[cue[1] : who[0]]]
    return between[:1] != [] and between[0] in FROM and all(low in ARTICLES for low in between[1:])


def _reaches(words: tuple[Token, ...], scene: Scene) -> bool:
    """Tell whether what is cited begins right behind a stretch of words, or ends right before it."""
    text, spans = scene.cited.text, scene.cited.spans
    gaps = [text[words[-1].end : span.start] for span in spans if span.start >= words[-1].end]
    gaps += [text[span.end : words[0].start] for span in spans if span.end <= words[0].start]
    return any(len(tokens(gap)) <= _GAP for gap in gaps)


def places(words: tuple[Token, ...], wanted: tuple[str, ...]) -> list[int]:
    """Where the telling word of a cue stands: its first that is no auxiliary."""
    main = next((k for k, low in enumerate(wanted) if low not in _BESIDE and low not in ARTICLES), 0)
    lows = tuple(token.low for token in words)
    return [at + main for at in range(len(words)) if lows[at : at + len(wanted)] == wanted]


def _report(here: Sentence, at: int) -> Report | None:
    words, cue = here.words, here.words[at]
    behind = Span(cue.end, here.span.end)
    if cue.who or not at:
        return None
    if past(cue.low) and at + 1 < len(words) and words[at + 1].low == "by":
        end = next((i for i in range(at + 2, len(words)) if not words[i].word), len(words))
        return Report(cue, words[at + 2 : end], (Span(here.span.start, cue.start),))
    if owner := owner_of(words, at):
        return Report(cue, owner, (behind,))
    first, last = clause(words, at)
    if first > last:
        return second_verb(here, at)
    source = subject(words[first : last + 1])
    last = not has_verb(words[at + 1 :]) or words[at + 1].low == ":"  # “…, Lind joked: ‘…’”
    if source and last and _follows(source, words):
        return Report(cue, source, (Span(here.span.start, source[0].start), behind))
    return Report(cue, source, (behind,))


def _follows(source: tuple[Token, ...], words: tuple[Token, ...]) -> bool:
    """Tell “…, Lind joked.”: there the source stands behind what is said."""
    at = words.index(source[0])
    return at > 0 and words[at - 1].low in ('"', ",")


def owner_of(words: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Who has a noun: “Lind’s past references”, “her call”."""
    for token in reversed(words[max(0, at - _OWNED) : at]):
        if token.owns or token.low in OWNING:
            return (token._replace(owns=False),)
        if not token.word or token.who or token.low in ARTICLES or token.low in AUXILIARIES or past(token.low):
            break
    return ()


def subject(source: tuple[Token, ...]) -> tuple[Token, ...]:
    """Take off a clause that leads up to a subject: “After Ek had left, Lind”."""
    if not source or source[-1].low == ",":
        return source
    comma = max((at for at, token in enumerate(source) if token.low == ","), default=-1)
    rest = source[comma + 1 :]
    return rest if comma > 0 and has_verb(source[:comma]) and any(token.word for token in rest) else source
