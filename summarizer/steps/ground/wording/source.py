"""The cited sentences of an article, read once for all claims that cite them."""

from functools import cached_property, lru_cache

from summarizer.steps.ground.wording.lists import GENERIC, SAME
from summarizer.steps.ground.wording.names import Key, read
from summarizer.steps.ground.wording.ranks import ranks
from summarizer.steps.ground.wording.tokens import Token, stretch, tokens
from summarizer.text.numbered import Numbered, numbered
from summarizer.text.span import Span

_HELD = frozenset("campaign camp team family plan bid brand name trial case estate era years presidency rally".split())
"""What is called after somebody."""


class Source:
    """What the cited stretches and their sentences are made of."""

    def __init__(self, text: str, spans: tuple[Span, ...], key: Key) -> None:
        self.spans = spans
        self._text, self._key = text, key
        self.numbered: Numbered = numbered(text)
        self.article = read(text, key)
        self.sentences = tuple(sorted({s for span in spans for s in self.numbered.touched(span)}))
        self.tokens = tuple(token for sentence in self.sentences for token in self.between(sentence))

    def between(self, span: Span) -> tuple[Token, ...]:
        """The article's tokens in a stretch."""
        return stretch(self.article, span)

    @cached_property
    def inside(self) -> tuple[bool, ...]:
        """Which tokens lie in the cited stretches."""
        return tuple(any(span.start <= t.start and t.end <= span.end for span in self.spans) for t in self.tokens)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands; stems that may stand for one another also under their common one, marked “=”."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            found.setdefault(token.stem, []).append(at)
            if token.stem in SAME:
                found.setdefault(f"={SAME[token.stem]}", []).append(at)
        return found

    @cached_property
    def mentions(self) -> dict[str, list[int]]:
        """Where each party is named."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            for name in token.who:
                found.setdefault(name, []).append(at)
        return found

    @cached_property
    def ranks(self) -> list[float]:
        """The places of the tokens in the active voice."""
        return ranks(self.tokens)

    @cached_property
    def order(self) -> list[int]:
        """The tokens in that order."""
        return sorted(range(len(self.tokens)), key=self.ranks.__getitem__)

    @cached_property
    def with_article(self) -> frozenset[str]:
        """The parties that the article names with “the” before a capital, where the name does not qualify a noun."""
        return _with_article(self._text, self._key)


@lru_cache(maxsize=64)
def _with_article(text: str, key: Key) -> frozenset[str]:
    words = (*read(text, key), *tokens(" ."))
    return frozenset(
        name
        for first, word, after in zip(words, words[1:], words[2:], strict=False)
        if first.low == "the" and word.cap and not _qualifies(word, after)
        for name in word.who
        if name.casefold().endswith(word.low)  # not “the nominee”, which is another name of a person
    )


def _qualifies(name: Token, after: Token) -> bool:
    """Tell “the Lind campaign” and “the Lind-Ek pact” from “the Ada Lind sank”: an end of a name before a noun."""
    if " " in name.low or name.owns:
        return False
    return after.cap or after.number or after.low in GENERIC | _HELD or after.low.endswith(("ion", "ment", "ship"))


@lru_cache(maxsize=256)
def source_of(text: str, spans: tuple[Span, ...], key: Key) -> Source:
    """Read a citation, or remember it: claims share their sentences, and a claim is checked more than once."""
    return Source(text, spans, key)
