"""What the sections of the page look up again and again: names, places and what belongs to what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.models import Article, Brief, Claim, Denial, Evidence
from summarizer.steps.render import words
from summarizer.steps.render.page.inert import Sheet, one_line, sheet

NAME_LIMIT = 120
QUOTE_LIMIT = 320


class Place(NamedTuple):
    """Where an item stands in one article."""

    source: int
    label: str
    paragraphs: str
    quote: str


@dataclass(frozen=True)
class Known:
    """A brief with its look-ups made once."""

    brief: Brief
    index: Mapping[str, int]
    labels: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    parties: Mapping[str, str]
    claims: Mapping[str, Claim]
    replies: Mapping[str, tuple[Denial, ...]]

    def label(self, article: str) -> str:
        """Name an article by its id; one that was not read has only its id."""
        at = self.index.get(article)
        return one_line(article, NAME_LIMIT) if at is None else self.labels[at]

    def names(self, parties: Iterable[str]) -> str:
        """Name parties as a sentence does."""
        return words.listed(self.parties.get(party) or one_line(party, NAME_LIMIT) for party in parties)

    def outlets(self, evidence: Iterable[Evidence]) -> str:
        """Name the articles of some evidence as a sentence does."""
        return words.listed(dict.fromkeys(self.label(found.article) for found in evidence))

    def places(self, evidence: Iterable[Evidence]) -> tuple[Place, ...]:
        """Gather evidence by article, in the order of the evidence."""
        by_article: dict[int, list[Evidence]] = defaultdict(list)
        for found in evidence:
            if found.article in self.index:
                by_article[self.index[found.article]].append(found)
        return tuple(self._place(at, found) for at, found in by_article.items())

    def _place(self, at: int, evidence: list[Evidence]) -> Place:
        content = [found for found in evidence if found.role == "content"] or evidence
        numbers = sorted({self.sheets[at].paragraph(found.start) for found in content})
        quote = " … ".join(one_line(found.exact, QUOTE_LIMIT) for found in content[:3])
        return Place(at, self.labels[at], "¶ " + ", ".join(map(str, numbers)), quote)


def know(brief: Brief) -> Known:
    """Make the look-ups of a brief."""
    replies: dict[str, list[Denial]] = defaultdict(list)
    claims = {claim.id: claim for claim in brief.claims}
    for denial in brief.denials:
        if denial.answers in claims:
            replies[str(denial.answers)].append(denial)
    return Known(
        brief=brief,
        index={article.id: at for at, article in enumerate(brief.articles)},
        labels=_labels(brief.articles),
        sheets=tuple(sheet(article) for article in brief.articles),
        parties={party.id: one_line(party.name, NAME_LIMIT) for party in brief.parties},
        claims=claims,
        replies={claim: tuple(denials) for claim, denials in replies.items()},
    )


def _labels(articles: Iterable[Article]) -> tuple[str, ...]:
    """Name every article, with a number where several would have one name."""
    names = [one_line(words.label(article), NAME_LIMIT) for article in articles]
    count, seen = Counter(names), Counter[str]()
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if count[name] == 1 else f"{name} {seen[name]}")
    return tuple(labels)
