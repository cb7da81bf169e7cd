"""Turn what the rules find (attributions, replies, parties) into a draft.

The rules know places, so a draft cites stretches of sentences by their code points; the words of claims are left to
the cited text, so nothing is ever re-worded here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.attribution import Attribution, attributions
from summarizer.models import Article, Draft, DraftClaim, DraftDenial, DraftParty, DraftSilence, Voice
from summarizer.offline.parties import find_parties, parties_of
from summarizer.replies import Reply, replies
from summarizer.text.fold import words
from summarizer.text.header import read_header
from summarizer.text.modality import modality_of
from summarizer.text.numbered import Numbered, numbered
from summarizer.text.span import Span


class _Read(NamedTuple):
    """What the rules found in one article."""

    text: Numbered
    body: int
    said: tuple[Attribution, ...]
    replied: tuple[Reply, ...]
    parties: tuple[DraftParty, ...]


def draft(article: Article) -> Draft:
    """Read one article by rules."""
    read = _read(article)
    speakers = _Speakers(read)
    claims = [*_attributed(read, speakers), *_own(read)]
    claims.sort(key=lambda placed: placed[0])
    listed = [claim for _, claim in claims]
    spans = [span for span, _ in claims]
    return Draft(
        parties=read.parties,
        claims=tuple(listed),
        denials=tuple(_denials(read, speakers, listed, spans)),
        silences=tuple(_silences(read, speakers)),
    )


def _read(article: Article) -> _Read:
    text = numbered(article.text)
    said, replied = attributions(article.text), replies(article.text)
    sources = [span.of(article.text) for found in said for span in found.source]
    sources += [reply.source.of(article.text) for reply in replied if reply.source]
    return _Read(text, read_header(article.text).body, said, replied, find_parties(article.text, sources))


class _Speakers:
    """Resolves source phrases to parties, with what was named before them."""

    def __init__(self, read: _Read) -> None:
        self._parties = read.parties
        self._text = read.text.text
        spans = [found.source[0] for found in read.said if found.source]
        spans += [reply.source for reply in read.replied if reply.source]
        self._spans = sorted(set(spans))

    def of(self, source: Span | None) -> tuple[str, ...]:
        """Name the parties that a source phrase means; none where it cannot be told."""
        if source is None:
            return ()
        before = [span.of(self._text) for span in self._spans if span.end <= source.start]
        return parties_of(source.of(self._text), self._parties, before)


def _attributed(read: _Read, speakers: _Speakers) -> Iterator[tuple[Span, DraftClaim]]:
    """Make a claim of each attribution that is no reply."""
    text = read.text
    for found in read.said:
        if not found.content or found.content[0].start < read.body or _is_reply(found, read.replied):
            continue
        source = found.source[0] if found.source else None
        by = speakers.of(source)
        if not by:
            continue
        cites = tuple(cite for span in found.content for cite in text.cites(_trimmed(text.text, span)))
        cue = found.cue[0] if found.cue else None
        content = " ".join(span.of(text.text) for span in found.content)
        yield (
            found.content[0],
            DraftClaim(
                by=by,
                who=text.cite(source) if source else "",
                cue=text.cite(cue) if cue else "",
                at=cites,
                voice=_voice(found, text),
                modality=modality_of(content, cue.of(text.text) if cue else ""),
            ),
        )


def _is_reply(found: Attribution, replied: Iterable[Reply]) -> bool:
    """Tell whether an attribution is a reply, by its cue or because its content lies in one."""
    return any(
        any(cue.overlaps(reply.cue) for cue in found.cue)
        or (reply.source in found.source and all(span.within(reply.evidence) for span in found.content))
        for reply in replied
    )


def _trimmed(text: str, span: Span) -> Span:
    """Leave out white space and commas at the ends of a stretch, and its quotation marks if they enclose it."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in '“"' and text[end - 1] in '”"' and not set(inner) & set('“”"'):
        start, end = start + 1, end - 1
    return Span(start, end)


_DISTANCED = re.compile(
    r"\b(?:alleged(?:ly)?|so-called|purported(?:ly)?|supposed(?:ly)?|reported(?:ly)?|"
    r"what (?:he|she|it|they|[A-Z]\w+) (?:call|describe|say)(?:s|ed|d)?(?: is| was| are| were| as)?)\b"
)


def _voice(found: Attribution, text: Numbered) -> Voice:
    """Hear doubt where the outlet's own words mark it around what is said."""
    around = text.around(found.content[0])
    inside = Span(around.start, found.content[-1].end)
    quoted = any(quote.start <= found.content[0].start < quote.end for quote in text.quotes)
    return "distanced" if not quoted and _DISTANCED.search(inside.of(text.text)) else "attributed"


def _own(read: _Read) -> Iterator[tuple[Span, DraftClaim]]:
    """Make a claim in the outlet's own voice of each sentence in which nobody is said to speak or to reply."""
    taken = sorted(
        {span for found in read.said for span in (*found.content, *found.cue)}
        | {reply.evidence for reply in read.replied}
        | {reply.cue for reply in read.replied}
    )
    for sentence in read.text.sentences:
        if sentence.start < read.body or any(span.overlaps(sentence) for span in taken):
            continue
        words_ = sentence.of(read.text.text)
        if len(words_.split()) < 4 or not re.search(r"[a-z]", words_):
            continue
        voice: Voice = "distanced" if _DISTANCED.search(words_) else "own"
        yield sentence, DraftClaim(at=(read.text.cite(sentence),), voice=voice, modality=modality_of(words_, ""))


def _denials(
    read: _Read, speakers: _Speakers, claims: Sequence[DraftClaim], spans: Sequence[Span]
) -> Iterator[DraftDenial]:
    text = read.text
    for reply in read.replied:
        by = speakers.of(reply.source)
        if reply.is_silence or not by:
            continue
        answers = _answered(reply, by, text, claims, spans)
        about = reply.about.of(text.text) if reply.about else ""
        yield DraftDenial(
            by=by,
            who=text.cite(reply.source) if reply.source else "",
            cue=text.cite(reply.cue),
            at=text.cites(reply.evidence),
            kind=reply.kind,  # type: ignore[arg-type]  # not a silence
            answers=answers,
            allegation="" if answers else " ".join(about.split()),
            before=None,
        )


def _silences(read: _Read, speakers: _Speakers) -> Iterator[DraftSilence]:
    text = read.text
    for reply in read.replied:
        by = speakers.of(reply.source)
        if not reply.is_silence or not by:
            continue
        yield DraftSilence(
            by=by,
            who=text.cite(reply.source) if reply.source else "",
            cue=text.cite(reply.cue),
            at=text.cites(reply.evidence),
            kind=reply.kind,  # type: ignore[arg-type]  # not a denial
            about=" ".join(reply.about.of(text.text).split()) if reply.about else "",
        )


_COMMON = frozenset(
    "that this with from have been were they their there about which would could should after before into over said "
    "says claim claims claimed accusation accusations allegation allegations report reports charge charges any all".split()
)


def _answered(
    reply: Reply, by: tuple[str, ...], text: Numbered, claims: Sequence[DraftClaim], spans: Sequence[Span]
) -> int | None:
    """Find the claim that a reply answers: by somebody else, and about the same in the most of its words."""
    about = reply.about or reply.evidence
    wanted = {word[:6] for word in words(about.of(text.text)) if len(word) > 3 and word not in _COMMON}
    best, score = None, 0.0
    for number, (claim, span) in enumerate(zip(claims, spans, strict=True), 1):
        if set(claim.by) & set(by) or not wanted:
            continue
        known = {word[:6] for word in words(span.of(text.text)) if len(word) > 3}
        shared = len(wanted & known) / len(wanted)
        if shared > score and len(wanted & known) >= 2:
            best, score = number, shared
    return best if score >= 0.5 else None
