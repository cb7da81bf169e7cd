"""How the time of grouping a mixed heap into stories grows with the number of its articles.

    python -m bench.cluster_growth [N ...]

Each line: articles, seconds, peak memory, stories written and found, and the share of the pairs found that are right
(precision) and of the right ones that were found (recall). Most stories have one to six articles, a few have hundreds;
names of places and people come back in other stories, as they do in the news.
"""

import argparse
import math
import random
import resource
import time
from collections import Counter
from itertools import accumulate

from bench.merge_growth import _vocabulary
from summarizer.models import Article
from summarizer.steps.collect.cluster import clustered

_SENTENCES = 9
_LARGE = 0.0005  # share of the stories that everybody reports
_VERBS = ("closed", "opened", "bought", "found", "lost", "repaired", "flooded", "searched", "sold", "blocked")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    options = parser.parse_args()
    print("articles  seconds    MB  written  found  precision  recall  growth")
    before: tuple[int, float] | None = None
    for size in options.sizes:
        articles = heap(size)
        start = time.process_time()
        found = clustered(articles)
        seconds = time.process_time() - start
        precision, recall = agreement(found)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        growth = f"n^{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        written = len({article.story for article in articles})
        print(
            f"{size:8,} {seconds:8.1f} {megabytes:5.0f} {written:8,} {len(found):6,} {precision:10.3f} {recall:7.3f}"
            f"  {growth}",
            flush=True,
        )
        before = size, seconds


def agreement(found: tuple[tuple[str, tuple[Article, ...]], ...]) -> tuple[float, float]:
    """Count pairs: how many of those found are right, and how many of the right ones were found."""
    right, made = 0, 0
    written: Counter[str] = Counter()
    for _, articles in found:
        inside = Counter(article.story for article in articles)
        right += sum(map(_pairs, inside.values()))
        made += _pairs(len(articles))
        written.update(inside)
    return right / max(1, made), right / max(1, sum(map(_pairs, written.values())))


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def heap(size: int, seed: int = 7) -> list[Article]:
    """Write a heap of stories; each article's `story` names the one that it was written for."""
    random_ = random.Random(seed)  # noqa: S311 - a benchmark needs the same heap every time
    words = _vocabulary(random_, 2_000 + 40 * int(math.sqrt(size)))
    common = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    names = [word.title() for word in _vocabulary(random_, 400 + size // 4)]
    articles: list[Article] = []
    while len(articles) < size:
        story = f"s{len(articles)}"
        large = not articles or random_.random() < _LARGE
        reports = random_.randrange(100, 300) if large else random_.choice((1, 1, 1, 2, 2, 3, 4, 6))
        people, places = random_.sample(names, 4), random_.sample(names[: len(names) // 8], 2)
        matter = [*random_.choices(words, cum_weights=common, k=10), *random_.sample(words, 4)]
        figures = [str(random_.randrange(3, 2_000)) for _ in range(4)]
        for number in range(min(reports, size - len(articles))):
            told = [*random_.sample(matter, 10), *random_.choices(words, cum_weights=common, k=12)]
            text = _report(random_, told, [*random_.sample(people, 3), *places, random_.choice(names)], figures)
            articles.append(Article(id=f"{story}-{number}", source=f"{story}-{number}.txt", story=story, text=text))
    random_.shuffle(articles)
    return articles


def _report(random_: random.Random, told: list[str], names: list[str], figures: list[str]) -> str:
    """Write one report: sentences that draw on the words, names and figures of its story, and on others."""
    sentences = []
    for _ in range(_SENTENCES):
        one, two, three = random_.sample(told, 3)
        figure = random_.choice(figures) if random_.random() < 0.3 else "the"
        sentences.append(
            f"The {one} {random_.choice(_VERBS)} {figure} {two}s near {random_.choice(names)}, and "
            f"{random_.choice(names)} said that the {three} was not known."
        )
    return "\n\n".join(sentences)


if __name__ == "__main__":
    main()
