"""All claims of a story in one order, each ready to be compared with any other."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from summarizer.models import Article, Claim, Evidence, Extract, Party, Statement
from summarizer.steps.merge.decisions import Verdicts
from summarizer.steps.merge.parties import Cast, cast_of
from summarizer.steps.merge.reprints import Reprints, reprints_of
from summarizer.steps.merge.terms import Names, Terms, read_terms
from summarizer.text.fold import words
from summarizer.text.numbered import numbered
from summarizer.text.proper import proper_words
from summarizer.text.quotes import Quoted
from summarizer.text.span import Span

_DATELINE_END = re.compile(r"\A.{1,80}?(?:—|–|--?|:)\s")
Kind = TypeVar("Kind", bound=Statement)


class Said(NamedTuple):
    """A claim of one article, with what it takes to compare it."""

    key: str
    """ARTICLE.CLAIM"""
    article: Article
    claim: Claim
    speakers: tuple[str, ...]
    terms: Terms
    verbatim: tuple[str, ...]
    """Its words inside quotation marks."""


class Heap(NamedTuple):
    """A story before it is merged."""

    extracts: tuple[Extract, ...]
    local: dict[str, Party]
    """ARTICLE.PARTY → the party as its article has it."""
    cast: Cast
    names: Names
    reprints: Reprints
    wires: dict[str, frozenset[str]]
    """Who has observed what an article says in its own voice: the wires or outlets of all articles of its text."""
    said: tuple[Said, ...]
    verdicts: Verdicts

    def told_once(self) -> tuple[Said, ...]:
        """Give the claims of each text once: a reprint must not make the words of its text common."""
        return tuple(said for said in self.said if self.reprints.is_first(said.article.id))

    def names_of(self, article: str, parties: Sequence[str]) -> tuple[str, ...]:
        """List the names of parties of an article, and their last words: its surnames."""
        found = (self.local[f"{article}.{party}"] for party in parties if f"{article}.{party}" in self.local)
        names = (name for party in found for name in (party.name, *party.aliases, party.name.split()[-1]))
        return tuple(dict.fromkeys(names))


def heap_of(extracts: Sequence[Extract], verdicts: Verdicts) -> Heap:
    """Put a story into an order that does not depend on the order of its articles, and read its claims."""
    inside = ordered(extracts)
    cast = cast_of(inside, verdicts)
    reprints = reprints_of([extract.article for extract in inside], verdicts)
    texts = (extract.article.text for extract in inside if reprints.is_first(extract.article.id))
    names = Names(proper_words(texts), cast.spelled_out)
    called = {party.id: names_of(party, names) for party in cast.parties}
    return Heap(
        extracts=inside,
        local={f"{extract.article.id}.{party.id}": party for extract in inside for party in extract.parties},
        cast=cast,
        names=names,
        reprints=reprints,
        wires=_wires(inside, reprints),
        said=tuple(one for extract in inside for one in _said(extract, names, cast, called)),
        verdicts=verdicts,
    )


def _wires(extracts: Sequence[Extract], reprints: Reprints) -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for article in (extract.article for extract in extracts):
        named[reprints.text_of[article.id]].add(article.agency or article.outlet or article.id)
    return {article: frozenset(named[text]) for article, text in reprints.text_of.items()}


def ordered(extracts: Sequence[Extract]) -> tuple[Extract, ...]:
    """Sort extracts by day and id; of two extracts of one article, one is kept."""
    by_id: dict[str, Extract] = {}
    for extract in extracts:
        known = by_id.get(extract.article.id)
        if known is None or extract.model_dump_json() < known.model_dump_json():
            by_id[extract.article.id] = extract
    return tuple(sorted(by_id.values(), key=lambda one: (one.article.published or date.max, one.article.id)))


def content(item: Statement) -> tuple[Evidence, ...]:
    """Give the evidence of what is said, without that of who says it and how."""
    found = tuple(evidence for evidence in item.evidence if evidence.role == "content")
    return found or item.evidence


def in_order(items: Sequence[Kind]) -> list[Kind]:
    """Sort the items of one article by where they stand."""
    return sorted(items, key=lambda item: (min((evidence.start for evidence in item.evidence), default=0), item.id))


def _said(extract: Extract, names: Names, cast: Cast, called: dict[str, frozenset[str]]) -> list[Said]:
    article = extract.article
    marks = numbered(article.text).quotes
    return [
        Said(
            key=f"{article.id}.{claim.id}",
            article=article,
            claim=claim,
            speakers=(speakers := cast.of(article.id, claim.speakers)),
            terms=_with_own(
                read_terms(_without_dateline(claim.text, article), names, article.published),
                _saying(claim, names).union(*map(called.__getitem__, speakers)),
            ),
            verbatim=tuple(word for span in quoted_parts(claim, marks) for word in words(span.of(article.text))),
        )
        for claim in in_order(extract.claims)
    ]


def names_of(party: Party, names: Names) -> frozenset[str]:
    """List the terms of the names of a party."""
    return frozenset(word for name in (party.name, *party.aliases) for word in read_terms(name, names, None).words)


def _saying(claim: Claim, names: Names) -> frozenset[str]:
    """Read the words of saying that lie within what is said: “put the share at 61 percent”."""
    cues = [one for one in claim.evidence if one.role == "cue"]
    inside = content(claim) if cues else ()
    return frozenset(
        word
        for cue in cues
        if any(one.start <= cue.start and cue.end <= one.end for one in inside)
        for word in read_terms(cue.exact, names, None).words
    )


def _with_own(terms: Terms, own: frozenset[str]) -> Terms:
    found = own & terms.words
    return terms._replace(own=found) if found else terms


def _without_dateline(text: str, article: Article) -> str:
    """Cut the place, day and wire that stand before the first sentence of a report: they are no part of the claim."""
    if not article.dateline or not text.startswith(article.dateline):
        return text
    return _DATELINE_END.sub("", text, count=1)


def quoted_parts(item: Statement, marks: Sequence[Quoted]) -> list[Span]:
    """Find the stretches of an item that stand in quotation marks; `marks` are those of its article."""
    found = []
    for evidence in content(item):
        first = bisect_right(marks, evidence.start, key=lambda mark: mark.end)
        for mark in marks[first:]:
            if mark.start >= evidence.end:
                break
            part = Span(max(evidence.start, mark.inner.start), min(evidence.end, mark.inner.end))
            if part.start < part.end:
                found.append(part)
    return found
