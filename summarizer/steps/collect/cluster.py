"""Which articles of a mixed heap tell one story: those that share rare names, words, figures and days.

Only articles that share features which weigh much in both are compared, so the time grows with the number of articles
and not with the number of pairs. Nothing depends on the order in which the articles come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from summarizer.models import Article
from summarizer.steps.collect.features import Features, features_of, shared, tokens
from summarizer.steps.collect.files import slug

_LINK = 0.22  # likeness from which two articles may tell one story
_SAME_MATTER = 0.08  # likeness that they must also have in what is no name: one mayor is in many stories
_TOGETHER, _TOGETHER_MATTER = 0.18, 0.06  # what two groups must have on average to become one
_KEYS = 16  # features of an article that lead to others, those that weigh most
_BUCKET = 32  # articles that are all compared for one feature; of more, each with its neighbours
_NEIGHBOURS = 12
_PARTNERS = 12  # others that one article is compared with in full
_WORTHWHILE = 0.06  # likeness by the leading features alone from which the full one is computed
_APART = 21  # days between publications from which two articles are not linked
_NAMED, _LONGEST_NAME = 3, 8  # words of a story's name: so many, or more to tell it from another
_READ_FOR_NAME = 5  # articles of a story that its name is read from


def clustered(articles: Iterable[Article]) -> tuple[tuple[str, tuple[Article, ...]], ...]:
    """Group articles into stories; give them by name, the articles of each by source."""
    by_text: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_text[article.text].append(article)
    texts = sorted(by_text)
    leads = [min(by_text[text], key=_by_source) for text in texts]
    features, proper = features_of(texts)
    groups = _grouped(features, _links(features, leads))
    names = _names(groups, texts, features, proper)
    found = (
        (name, tuple(sorted((article for at in group for article in by_text[texts[at]]), key=_by_source)))
        for name, group in zip(names, groups, strict=True)
    )
    return tuple(sorted(found, key=lambda story: story[0]))


def _by_source(article: Article) -> tuple[str, str]:
    return article.source, article.id


def _links(features: Sequence[Features], leads: Sequence[Article]) -> Iterator[list[int]]:
    """Find the pairs that are alike, the most alike first."""
    keys = [tuple(found.weights)[:_KEYS] for found in features]
    index = _Index(keys)
    links: set[tuple[float, int, int]] = set()
    for one, found in enumerate(features):
        leading: dict[int, float] = defaultdict(float)
        for key in keys[one]:
            for two in index.met(key, one):
                leading[two] += found.weights[key] * features[two].weights[key]
        best = sorted((-likeness, two) for two, likeness in leading.items() if two != one and likeness >= _WORTHWHILE)
        for _, two in best[:_PARTNERS]:
            pair = min(one, two), max(one, two)
            links.add((-_likeness(features[pair[0]], features[pair[1]]), *pair))
    return (pair for likeness, *pair in sorted(links) if likeness and not _far_apart(leads[pair[0]], leads[pair[1]]))


def _likeness(one: Features, two: Features) -> float:
    """Measure how alike two articles are; 0 where that is too little, or only in who and where."""
    likeness, matter = shared(one.weights, two.weights)
    return likeness if likeness >= _LINK and matter >= _SAME_MATTER * one.matter * two.matter else 0.0


def _far_apart(one: Article, two: Article) -> bool:
    if one.published is None or two.published is None:
        return False
    return abs((one.published - two.published).days) > _APART


class _Index:
    """Which articles have a feature among those that weigh most in them."""

    def __init__(self, keys: Sequence[tuple[str, ...]]) -> None:
        self._having: dict[str, list[int]] = defaultdict(list)
        for one, found in enumerate(keys):
            for key in found:
                self._having[key].append(one)
        self._place: dict[str, dict[int, int]] = {}
        for key, having in self._having.items():
            if len(having) > _BUCKET:  # articles with the same features beside this one stand next to each other
                having.sort(key=lambda one: (keys[one], one))
                self._place[key] = {one: place for place, one in enumerate(having)}

    def met(self, key: str, one: int) -> Sequence[int]:
        """List the articles that one is compared with for a feature, itself among them."""
        having = self._having[key]
        if len(having) <= _BUCKET:
            return having
        place = self._place[key][one]
        return having[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]


class _Group:
    """Articles found to tell one story, and the sum of their features."""

    def __init__(self, one: int, features: Features) -> None:
        self.members = [one]
        self.weights, self.matter = dict(features.weights), features.matter

    def alike(self, other: "_Group") -> bool:
        """Tell whether the articles of two groups are alike on average, and not only in who and where."""
        likeness, matter = shared(self.weights, other.weights)
        pairs = len(self.members) * len(other.members)
        return likeness >= _TOGETHER * pairs and matter >= _TOGETHER_MATTER * self.matter * other.matter

    def take(self, other: "_Group") -> None:
        """Take in the articles of a group that is no larger."""
        self.members.extend(other.members)
        self.matter += other.matter
        for key, weight in other.weights.items():
            self.weights[key] = self.weights.get(key, 0.0) + weight


def _grouped(features: Sequence[Features], links: Iterable[Sequence[int]]) -> list[list[int]]:
    """Join articles link by link; two groups become one only if they are alike on average, not by one pair alone."""
    group_of = {one: _Group(one, found) for one, found in enumerate(features)}
    for one, two in links:
        large, small = group_of[one], group_of[two]
        if len(large.members) < len(small.members):
            large, small = small, large
        if large is not small and large.alike(small):
            large.take(small)
            group_of.update(dict.fromkeys(small.members, large))
    return sorted(sorted(group.members) for group in {id(group): group for group in group_of.values()}.values())


def _names(
    groups: Sequence[Sequence[int]], texts: Sequence[str], features: Sequence[Features], proper: frozenset[str]
) -> Iterator[str]:
    """Name each group by the words that most of its articles share and few others have; no two alike."""
    taken = {"unread"}  # the name of what belongs to no story
    for group in groups:
        words = _telling_words(group, texts, features, proper)
        longer = (slug(" ".join(words[:length])) for length in range(min(_NAMED, len(words)), _LONGEST_NAME + 1))
        numbered = (f"{slug(' '.join(words[:_NAMED]))}-{number}" for number in count(2))
        name = next(name for name in chain(longer, numbered) if name not in taken)
        taken.add(name)
        yield name


def _telling_words(
    group: Sequence[int], texts: Sequence[str], features: Sequence[Features], proper: frozenset[str]
) -> list[str]:
    """List the words of a story, those first that weigh most in most of its articles."""
    read = group[:_READ_FOR_NAME]
    weights: dict[str, float] = defaultdict(float)
    having: Counter[str] = Counter()
    for one in read:
        having.update(features[one].weights.keys())
        for key, weight in features[one].weights.items():
            weights[key] += weight
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for one in read:
        for key, form in tokens(texts[one], proper):
            forms[key][form.casefold()] += 1
    told = (key for key in weights if key[0] not in "#=")
    ranked = sorted(told, key=lambda key: (-having[key], -round(weights[key], 9), key))[:_LONGEST_NAME]
    return [min(forms[key], key=lambda form: (-forms[key][form], form)) for key in ranked]
