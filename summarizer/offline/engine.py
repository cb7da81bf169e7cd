"""Turn what the rules find (attributions, replies, parties) into a draft.

The rules know places, so a draft cites stretches of sentences by their code points; the words of claims are left to
the cited text, so nothing is ever re-worded here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from summarizer.attribution import Attribution, attributions
from summarizer.attribution.lexicon import Frame, verb_of
from summarizer.models import Article, Draft, DraftClaim, DraftDenial, DraftParty, DraftSilence, Voice
from summarizer.offline.answers import Placed, Said, accusation, answered
from summarizer.offline.contest import Decide, Scene, answers, by_weight
from summarizer.offline.parties import find_parties
from summarizer.offline.repliers import with_repliers
from summarizer.offline.speakers import Speakers
from summarizer.offline.told import told, turned
from summarizer.replies import Reply, replies
from summarizer.text.header import DATELINE, read_header
from summarizer.text.modality import modality_of
from summarizer.text.numbered import Numbered, numbered
from summarizer.text.span import Span

_SHORTEST = 3
"""Words of a content that is worth a claim."""


class _Read(NamedTuple):
    """What the rules found in one article, below its title."""

    text: Numbered
    first: int
    """Where the body begins, behind its dateline."""
    said: tuple[Attribution, ...]
    replied: tuple[Reply, ...]
    parties: tuple[DraftParty, ...]
    speakers: Speakers

    def via(self, span: Span) -> tuple[str, ...]:
        """Name who relays a stretch: the source of a “…, according to X” that holds all of it and another speaker."""
        for found in self.said:
            outer = found.content[0]
            relays = found.cue and found.cue[0].of(self.text.text).lower().startswith(("according", "citing", "quoted"))
            if relays and span.within(Span(outer.start, found.content[-1].end)) and span != outer:
                return self.speakers.of(found.source[0]) if found.source else ()
        return ()


def draft(article: Article, decide: Decide = by_weight) -> Draft:
    """Read one article by rules; `decide` judges what may be an answer without a word of denial."""
    read = _read(article, decide)
    claims = [*_attributed(read), *_accusations(read)]
    claims = sorted([*claims, *_own(read, claims)], key=lambda placed: placed.span)
    return Draft(
        parties=read.parties,
        claims=tuple(placed.claim for placed in claims),
        denials=tuple(_denials(read, claims)),
        silences=tuple(_silences(read)),
    )


def _read(article: Article, decide: Decide = by_weight) -> _Read:
    text, body = numbered(article.text), read_header(article.text).body
    said = tuple(
        turned(found, text) for found in attributions(article.text) if found.content and found.content[0].start >= body
    )
    replied = tuple(reply for reply in replies(article.text) if reply.cue.start >= body)
    said = (
        *said,
        *(found for found in told(text, body, said) if not any(found.content[0].overlaps(r.cue) for r in replied)),
    )
    sources = [found.source[0] for found in said if found.source]
    sources += [reply.source for reply in replied if reply.source]
    parties = find_parties(article.text, [source.of(article.text) for source in sources])
    speakers = Speakers(text, parties, sources)
    repliers = with_repliers(text, [reply.source for reply in replied if reply.source], speakers, parties)
    if repliers != parties:
        parties = repliers
        speakers = Speakers(text, parties, sources)
    replied = answers(Scene(text, body, speakers, parties), said, replied, decide)
    dateline = DATELINE.match(article.text, body)
    return _Read(text, dateline.end() if dateline else body, said, replied, parties, speakers)


def _attributed(read: _Read) -> Iterator[Placed]:
    """Make a claim of each attribution that is neither a reply nor the relay of another speaker's words."""
    for found in read.said:
        if _is_reply(found, read.replied) or _is_relay(found, read):
            continue
        spans = [_trimmed(read.text.text, Span(max(span.start, read.first), span.end)) for span in found.content]
        for _, group in groupby(spans, key=read.text.sentence_of):
            content = list(group)
            words = " ".join(span.of(read.text.text) for span in content)
            if len(words.split()) >= _SHORTEST:
                yield Placed(content[0], _claim(found, content, words, read))


def _claim(found: Attribution, content: list[Span], words: str, read: _Read) -> DraftClaim:
    text = read.text
    source, cue = _first(found.source), _first(found.cue)
    return DraftClaim(
        by=read.speakers.of(source),
        via=read.via(content[0]),
        who=text.cite(source) if source else "",
        cue=text.cite(cue) if cue else "",
        at=tuple(dict.fromkeys(cite for span in content for cite in text.cites(span))),
        text=_with_verb(cue, content, text) if cue else "",
        voice=_voice(content, text),
        modality=modality_of(words, cue.of(text.text) if cue else ""),
    )


def _with_verb(cue: Span, content: list[Span], text: Numbered) -> str:
    """Take the verb into the words of a claim that are no statement without it: “accused the firm of hiding a leak”."""
    words = cue.of(text.text).split()
    verb, behind = next(
        ((verb_of()[word], words[at + 1 :]) for at, word in enumerate(words) if word in verb_of()), (None, [])
    )
    states = verb is None or (verb.frames & Frame.SAY and not behind)
    if states or len(content) > 1 or text.text[cue.end : content[0].start] != " ":
        return ""
    return " ".join(text.text[cue.start : content[0].end].split())


def _first(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def _is_reply(found: Attribution, replied: Iterable[Reply]) -> bool:
    """Tell whether an attribution is a reply, by its cue or because its content is what carries the reply."""
    return any(
        any(cue.overlaps(reply.cue) for cue in found.cue)
        or any(span.overlaps(reply.cue) for span in found.content)
        or (reply.source in found.source and all(span.within(reply.evidence) for span in found.content))
        for reply in replied
    )


def _is_relay(found: Attribution, read: _Read) -> bool:
    """Tell whether the content of an attribution holds another speaker's words, who is then the one to name."""
    whole = Span(found.content[0].start, found.content[-1].end)
    inner = [other.cue[0] for other in read.said if other is not found and other.cue]
    inner += [reply.cue for reply in read.replied]
    cue = _first(found.cue)
    relays = cue is not None and cue.of(read.text.text).lower().startswith(("according", "citing", "quoted"))
    return relays and any(span.within(whole) for span in inner)


_COMPLEMENT = re.compile(r"(?:that|how|whether|if)\s+(?=\S)", re.IGNORECASE)


def _trimmed(text: str, span: Span) -> Span:
    """Leave out white space, commas, an opening “that”, and the quotation marks if they enclose the whole stretch."""
    start, end = span
    if opening := _COMPLEMENT.match(text, start, end):
        start = opening.end()
    while start < end and text[start] in " \t,;:":
        start += 1
    while end > start and text[end - 1] in " \t,;:":
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in '“"' and text[end - 1] in '”"' and not set(inner) & set('“”"'):
        start, end = start + 1, end - 1
    return Span(start, end)


_DISTANCED = re.compile(
    r"\b(?:alleged(?:ly)?|so-called|purported(?:ly)?|supposed(?:ly)?|reportedly|"
    r"what (?:he|she|it|they|[A-Z]\w+) (?:call|describe|say)(?:s|ed|d)?(?: is| was| are| were| as)?)\b"
)


def _voice(content: list[Span], text: Numbered) -> Voice:
    """Hear doubt where the outlet's own words mark it in what is said."""
    quoted = any(quote.start <= content[0].start < quote.end for quote in text.quotes)
    said = Span(content[0].start, content[-1].end).of(text.text)
    return "distanced" if not quoted and _DISTANCED.search(said) else "attributed"


def _accusations(read: _Read) -> Iterator[Placed]:
    """Make a claim of each accusation that a reply tells together with the accuser."""
    for reply in read.replied:
        if placed := accusation(reply, read.speakers, read.text):
            yield placed


def _own(read: _Read, claims: list[Placed]) -> Iterator[Placed]:
    """Make a claim of what is left of each sentence: in the outlet's own voice, if nobody speaks in it."""
    taken = [Span(placed.span.start, max(placed.span.end, _end(placed, read))) for placed in claims]
    taken += [reply.evidence for reply in read.replied]
    taken += [span for found in read.said for span in (*found.cue, *found.content)]
    for number, whole in enumerate(read.text.sentences, 1):
        sentence = Span(max(whole.start, read.first), whole.end)
        if whole.end <= read.first or _BYLINE.match(sentence.of(read.text.text)):
            continue
        for piece in _left(sentence, taken):
            yield from _left_claim(read, number, _trimmed(read.text.text, piece), piece == sentence)


def _end(placed: Placed, read: _Read) -> int:
    """Tell where the evidence of a claim ends: it may have several parts."""
    return max(read.text.find(cite).span.end for cite in placed.claim.at)


def _left(sentence: Span, taken: list[Span]) -> Iterator[Span]:
    """Cut what is taken out of a sentence."""
    start = sentence.start
    for span in sorted(span for span in taken if span.overlaps(sentence)):
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|do|does|will|would|could|may|might|can|\w{2,}ed|held|came|met|made|went|took|"
    r"left|won|lost|fell|rose|began|grew|led|sent|struck|hit|shot|broke|gave|ran|set|put|cut|paid|sold|bought|built)\b"
)
_BYLINE = re.compile(r"By [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+(?:,? in [A-Z]\w+)?\Z|\(?(?:Reporting|Editing|Writing) by ")
_LEFT_OVER = 7
"""Words that are worth a claim when the rest of their sentence is said by somebody."""


def _left_claim(read: _Read, number: int, span: Span, whole: bool) -> Iterator[Placed]:
    words = span.of(read.text.text)
    count = len(words.split())
    if count <= _SHORTEST or (not whole and (count < _LEFT_OVER or not _CLAUSE.search(words))):
        return
    opening = read.text.text[max(0, span.start - 1) : span.start + 1]
    speech = bool(set(opening) & set('“"')) and whole
    attributed = speech or bool(_SAYING.search(words))
    voice: Voice = "attributed" if attributed else "distanced" if _DISTANCED.search(words) else "own"
    by = _speaker_before(read, number) if speech else ()
    at = read.text.cites(span)
    yield Placed(span, DraftClaim(by=by, at=at, voice=voice, modality=modality_of(words, "")))


_SAYING = re.compile(
    r"\b(?:said|says|say|told|claim(?:s|ed)|declar(?:e|es|ed)|announc(?:e|es|ed)|according to|"
    r"stat(?:es|ed)|add(?:s|ed)|warn(?:s|ed)|argu(?:es|ed)|insist(?:s|ed)|accus(?:es|ed)|believ(?:es|ed)|called)\b"
)


def _speaker_before(read: _Read, number: int) -> tuple[str, ...]:
    """A quotation that is a sentence of its own goes on with who spoke in the sentence before."""
    before = read.text.sentences[number - 2] if number > 1 else None
    spoken = [found for found in read.said if before and found.source and found.cue and found.cue[0].overlaps(before)]
    return read.speakers.of(spoken[-1].source[0]) if spoken else ()


def _denials(read: _Read, claims: list[Placed]) -> Iterator[DraftDenial]:
    text = read.text
    said = Said(claims, read.speakers, text, text.first_behind(read.first))
    for reply in read.replied:
        by = read.speakers.of(reply.source)
        if reply.is_silence or not by:
            continue
        number = answered(reply, by, said)
        about = " ".join(reply.about.of(text.text).split()) if reply.about and not number else ""
        yield DraftDenial(**_told(reply, by, read), kind=reply.kind, answers=number, allegation=about)


def _silences(read: _Read) -> Iterator[DraftSilence]:
    for reply in read.replied:
        by = read.speakers.of(reply.source)
        if reply.is_silence and by:
            about = " ".join(reply.about.of(read.text.text).split()) if reply.about else ""
            yield DraftSilence(**_told(reply, by, read), kind=reply.kind, about=about)


def _told(reply: Reply, by: tuple[str, ...], read: _Read) -> dict[str, object]:
    """What denials and silences share."""
    return {
        "by": by,
        "via": tuple(name for name in read.via(reply.cue) if name not in by),
        "who": read.text.cite(reply.source) if reply.source else "",
        "cue": read.text.cite(reply.cue),
        "at": read.text.cites(reply.evidence),
    }
