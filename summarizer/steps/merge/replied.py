"""The replies of a story as they stand in their articles, each with what is known of what it answers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.models import Article, Denial
from summarizer.places import country
from summarizer.steps.merge.heap import Heap, content, in_order
from summarizer.steps.merge.lexicon import listed
from summarizer.steps.merge.occasions import Occasion, occasion_of
from summarizer.steps.merge.similarity import Judge
from summarizer.steps.merge.stems import stem
from summarizer.steps.merge.terms import Terms, read_terms
from summarizer.text.fold import fold, plain_marks, words
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

FEWEST_SHARED = 2
"""Words of what a reply is about that tell anything of it."""
_ACCUSER = re.compile(r"([A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}|[a-z]+['’]s?)\s+(?:\w+\s){0,1}?(\w+)\b")
_AHEAD = re.compile(r"\b(?:would|will|plans?|planned|planning|going to|about to)\b", re.IGNORECASE)


class Replied(NamedTuple):
    """A reply of one article, and what is known of what it answers."""

    key: str
    article: Article
    denial: Denial
    by: tuple[str, ...]
    terms: Terms
    about: frozenset[str]
    """Stems of what it answers, without the names of who replies and the words of replying."""
    own: frozenset[str]
    """Terms of the names of who replies and of whom he speaks for."""
    accusers: tuple[str, ...]
    """Parties that it says it answers."""
    said: Occasion
    ahead: bool
    """Whether what it answers is told as still to come."""


def replied_of(heap: Heap, judge: Judge) -> tuple[Replied, ...]:
    """Read all replies of a story in one order."""
    return tuple(
        _replied(extract.article, denial, heap, judge)
        for extract in heap.extracts
        for denial in in_order(extract.denials)
    )


def _replied(article: Article, denial: Denial, heap: Heap, judge: Judge) -> Replied:
    names = heap.names_of(article.id, denial.by)
    by = heap.cast.of(article.id, denial.by)
    sentence = _sentence_of(article, denial)
    replied = " ".join(evidence.exact for evidence in content(denial))
    terms = read_terms(replied, heap.names, article.published)
    own = judge.names_of(over for party in by for over in judge.line(party))
    accusers = _accusers(f"{denial.allegation or ''} . {sentence}", by, heap)
    named = own | judge.names_of(accusers)
    about: frozenset[str] = frozenset()
    for told in (denial.allegation or "", replied, sentence):
        if len(about) < FEWEST_SHARED:
            about |= read_terms(told, heap.names, article.published).words - named - _replying(told)
    return Replied(
        key=f"{article.id}.{denial.id}",
        article=article,
        denial=denial,
        by=by,
        terms=terms,
        about=about,
        own=own,
        accusers=accusers,
        said=occasion_of(article, denial, names),
        ahead=bool(_AHEAD.search(denial.allegation or replied)),
    )


def _replying(told: str) -> set[str]:
    """Stem the words of replying that stand in a text: who dismissed a charge has sacked nobody."""
    return {stem(word) for word in words(told) if word in listed("denying")}


def _sentence_of(article: Article, denial: Denial) -> str:
    spans = [Span(evidence.start, evidence.end) for evidence in content(denial)]
    return numbered(article.text).around(Span(spans[0].start, spans[-1].end)).of(article.text) if spans else ""


def _accusers(text: str, by: tuple[str, ...], heap: Heap) -> tuple[str, ...]:
    """Find whose claim, charge or figure a reply says that it answers."""
    found = []
    for match in _ACCUSER.finditer(plain_marks(text)):
        if match[2] in listed("charges"):
            named = match[1].removesuffix("'s").removesuffix("'")
            found += [party for party in _parties_called(named, heap) if party not in by]
    return tuple(dict.fromkeys(found))


def _parties_called(name: str, heap: Heap) -> Iterator[str]:
    """Find the parties of a name, a surname or the adjective of a state."""
    state = country(name)
    for party in heap.cast.parties:
        names = (party.name, *party.aliases)
        surname = party.kind == "person" and fold(name) in {fold(known.split()[-1]) for known in names}
        if (
            surname
            or fold(name) in {fold(known) for known in names}
            or (state and any(country(known) == state for known in names))
        ):
            yield party.id
