"""A claim laid beside the words that it cites: which word of the one is which word of the other."""

from functools import cached_property
from typing import NamedTuple

from summarizer.steps.ground.wording.case import Cited, Wording
from summarizer.steps.ground.wording.lists import CRITICAL, PREPOSITIONS, SAME, STOP
from summarizer.steps.ground.wording.names import Key, key_of, personal, read
from summarizer.steps.ground.wording.ranks import ranks
from summarizer.steps.ground.wording.report import Report
from summarizer.steps.ground.wording.source import source_of
from summarizer.steps.ground.wording.speech import reports
from summarizer.steps.ground.wording.tokens import Token, alike
from summarizer.text.span import Span


class Told(NamedTuple):
    """A report of the cited sentences: whether it covers the words that the claim is made of."""

    report: Report
    covers: bool
    sentence: Span

    @property
    def cue(self) -> Token:
        """The verb of saying."""
        return self.report.cue

    @property
    def source(self) -> tuple[Token, ...]:
        """The words that name who speaks."""
        return self.report.source


class Scene:
    """The tokens of a claim and of the sentences that it cites, aligned; what is dear is worked out when asked for."""

    def __init__(self, wording: Wording, cited: Cited) -> None:
        self.wording = wording
        self.cited = cited
        self.key: Key = key_of(cited.parties)
        self.claim: tuple[Token, ...] = read(wording.text, self.key)
        self._cited = source_of(cited.text, cited.spans, self.key)
        self.source = self._cited.tokens
        self.article = self._cited.article
        self.sentences = self._cited.sentences
        self.numbered = self._cited.numbered
        self.between = self._cited.between

    @property
    def inside(self) -> tuple[bool, ...]:
        """Which cited tokens lie in the cited stretches."""
        return self._cited.inside

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands in the cited sentences."""
        return self._cited.places

    @property
    def mentions(self) -> dict[str, list[int]]:
        """Where each party is named in the cited sentences."""
        return self._cited.mentions

    @property
    def ranks(self) -> list[float]:
        """The places of the cited tokens in the active voice."""
        return self._cited.ranks

    @property
    def order(self) -> list[int]:
        """The cited tokens in that order."""
        return self._cited.order

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Which token of the claim is which of the cited sentences; content words, numbers and parties."""
        pairs: dict[int, int] = {}
        expected = 0
        for at, token in enumerate(self.claim):
            if not counts(token):
                continue
            choices = self._choices(token)
            if choices:
                pairs[at] = min(choices, key=lambda k: (not self.inside[k], abs(k - expected) + 2 * (k < expected)))
                expected = pairs[at] + 1
        return pairs

    def _choices(self, token: Token) -> list[int]:
        if token.who:
            return [at for name in sorted(token.who) for at in self.mentions.get(name, ())]
        found = self.places.get(token.stem) or self.places.get(f"={SAME.get(token.stem)}")
        if found or token.number or token.stem in CRITICAL:
            return found or []
        return [at for stem, places in self.places.items() if alike(stem, token.stem) for at in places]

    @cached_property
    def back(self) -> dict[int, int]:
        """The alignment the other way round."""
        return {there: here for here, there in self.pairs.items()}

    @cached_property
    def claim_ranks(self) -> list[float]:
        """The places of the claim's tokens in the active voice."""
        return ranks(self.claim)

    def personal(self, name: str) -> bool:
        """Tell whether a party may be a person: its name looks so, and the article never puts “the” before it."""
        return personal(name) and name not in self._cited.with_article

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The reports of the cited sentences, beside the words that the claim is made of."""
        return tuple(
            Told(report, self.covers(report, sentence), sentence)
            for sentence in self.sentences
            for report in reports(self.cited.text, self.key, sentence)
        )

    def covers(self, report: Report, sentence: Span) -> bool:
        """Tell whether a report of a sentence covers most of the words there that the claim is made of."""
        used = self._used(sentence)
        if len(used) * 3 <= len(self.pairs):
            used = []  # only a word or two of the claim stand here
        covered = sum(any(c.start <= at < c.end for c in report.content) for at in used)
        naming = sum(any(token.start == at for token in report.source) for at in used)
        core = report.core
        touched = core is None or any(core.start <= at < core.end for at in used)
        return touched and covered * 2 > len(used) - naming

    def _used(self, sentence: Span) -> list[int]:
        """Where the claim's words stand in a sentence; without words of its own, the words of the cited stretch."""
        spans = self.cited.spans
        if self.claim:
            places = [self.source[k].start for k in self.pairs.values()]
            here = [at for at in places if sentence.start <= at < sentence.end]
            narrow = [at for at in here if any(span.start <= at < span.end for span in spans)]
            return narrow or here
        words = (token for token in self.between(sentence) if token.word and token.low not in PREPOSITIONS)
        return [token.start for token in words if any(span.start <= token.start < span.end for span in spans)]

    def quoted(self, at: int) -> bool:
        """Tell whether a place of the article lies in a quotation."""
        return any(quote.start <= at < quote.end for quote in self.numbered.quotes)

    def before(self, count: int) -> tuple[Span, ...]:
        """The sentences right before the cited ones, the nearest last."""
        if not self.sentences:
            return ()
        first = self.numbered.sentences.index(self.sentences[0])
        return self.numbered.sentences[max(0, first - count) : first]

    def behind(self, count: int) -> tuple[Span, ...]:
        """The sentences right behind the cited ones."""
        if not self.sentences:
            return ()
        last = self.numbered.sentences.index(self.sentences[-1]) + 1
        return self.numbered.sentences[last : last + count]


def counts(token: Token) -> bool:
    """Tell the words that carry the content from those that join them."""
    return bool(token.who) or token.number or (token.word and token.low not in STOP)
