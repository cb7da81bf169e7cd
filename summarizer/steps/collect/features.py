"""What tells the story that an article belongs to: its names, states, words, figures and calendar days, weighed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import NamedTuple

from summarizer.places import country
from summarizer.text.figures import figures
from summarizer.text.fold import plain_marks
from summarizer.text.proper import plain_word, proper_words
from summarizer.text.stems import bare_stem, name_stem

_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = re.compile(rf"\b(?:({_MONTHS})[a-z]*\.? (\d{{1,2}})|(\d{{1,2}}) ({_MONTHS})[a-z]*)\b")
_TELLING = 3  # a smaller figure stands in any report
_LONGEST_STATE = 3  # words
_SMALLEST_HEAP = (
    64  # in a smaller heap rarity is told as if it had so many articles, the others being about other things
)
_NAME_WEIGHT = 2.0
_COMMON = 0.15  # what a word tells at least: those of the one story which fills a heap must still count
_MOST = 64  # features of one article, those that weigh most
# Words of any news report: they would look rare in a small heap.
_UNTOLD = frozenset(
    "the a an of to in on at by for from with and or but that this these those there here it its he she they his her "
    "their him them who whom whose which what when where why how while as is are was were be been being has have had "
    "will would could can may might must shall should do does did done not no nor none said says say saying told "
    "tells tell after before since until over under about above below more most less least than then into onto out up "
    "down off also only just one two three four five six seven eight nine ten new old year years day days week weeks "
    "month months hour hours time times monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov "
    "dec yesterday today tomorrow morning night people person man men woman women official officials government "
    "according report reports reported reporter reporters statement statements spokesman spokeswoman spokesperson "
    "asked ask adding added include includes included including between against among during through without within "
    "across around all any some many much few several both each every other others another such same own very even "
    "still already yet now however because if so though although whether first second third last next later earlier "
    "ago again once part number percent per cent news agency press television state country city town mr mrs ms dr "
    "make makes made take takes took taken come comes came go goes went gone get got give gave given call calls "
    "called put set show shows showed shown know known think want use used find found we our us you your i my me ap "
    "afp reuters upi".split()
)


class Features(NamedTuple):
    """The features of one article; the squares of their weights add up to one."""

    weights: dict[str, float]
    """Those that weigh most come first."""
    matter: float
    """The length of those that are no names of persons, places or bodies."""


def shared(one: dict[str, float], two: dict[str, float]) -> tuple[float, float]:
    """Add up what two sets of weights share: all of it, and what is no name."""
    small, large = (one, two) if len(one) <= len(two) else (two, one)
    names, matter = 0.0, 0.0
    for key, weight in small.items():
        if key in large:
            if key[0] in "^@":
                names += weight * large[key]
            else:
                matter += weight * large[key]
    return names + matter, matter


def features_of(texts: Sequence[str]) -> tuple[list[Features], frozenset[str]]:
    """Weigh the features of each text by how often it has them and how few others do; give the heap's names too."""
    proper = proper_words(texts)
    counted = [Counter(key for key, _ in tokens(text, proper)) for text in texts]
    among = Counter(key for found in counted for key in found)
    whole = log(max(len(texts), _SMALLEST_HEAP))
    rare = {
        key: max(_COMMON, 1 - log(count) / whole) * (_NAME_WEIGHT if key[0] == "^" else 1.0)
        for key, count in among.items()
    }
    return [_weighed(found, rare) for found in counted], proper


def _weighed(counted: Counter[str], rare: dict[str, float]) -> Features:
    weights = {key: (1 + log(count)) * rare[key] for key, count in counted.items()}
    kept = sorted(weights, key=lambda key: (-weights[key], key))[:_MOST]
    length = sqrt(sum(weights[key] ** 2 for key in kept)) or 1.0
    matter = sqrt(sum(weights[key] ** 2 for key in kept if key[0] not in "^@"))
    return Features({key: weights[key] / length for key in kept}, matter / length)


def tokens(text: str, proper: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the features of a text in its order, each with the words that it was read from."""
    plain = plain_marks(text)
    words = [plain_word(word) for word in _WORD.findall(plain)]
    at = 0
    while at < len(words):
        length, code = _state(words, at)
        if code:
            yield f"@{code}", " ".join(words[at : at + length])
        elif key := _word(words[at], proper):
            yield key, words[at].casefold()
        at += length
    for figure in figures(plain):
        if figure.value >= _TELLING:
            yield f"#{figure.value:g} {bare_stem(figure.unit.casefold())}", figure.span.of(plain)
    for found in _DAY.finditer(plain):
        yield f"={found[1] or found[4]} {found[2] or found[3]}", found[0]


def _word(word: str, proper: frozenset[str]) -> str:
    """Make a feature of a word; "" for one that tells nothing."""
    folded = word.casefold()
    if len(folded) < 2 or folded in _UNTOLD:
        return ""
    if word[0].isupper() and folded in proper:
        return name_stem(folded)
    return bare_stem(folded) if len(folded) > 2 else ""


def _state(words: Sequence[str], at: int) -> tuple[int, str]:
    """Read the state that is named from here on, and in how many words; one word and "" where there is none."""
    if words[at][0].isupper():
        end = at + 1
        while end < len(words) and end - at < _LONGEST_STATE and words[end][0].isupper():
            end += 1
        for stop in range(end, at, -1):
            if found := country(" ".join(words[at:stop])):
                return stop - at, found.code
    return 1, ""
