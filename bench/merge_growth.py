"""How the time of merging grows with the number of claims of one heap.

    python -m bench.merge_growth [--all-pairs] [--peer-python PATH] [N ...]

Each line: claims, seconds, peak memory, claims left after merging, pairs compared, doubtful pairs and the requests to
a model that these would take. With --all-pairs every pair of claims is compared as well, without an index, for a heap
small enough to bear it, and how many times as long that took. With --peer-python, an interpreter that has DocETL, its
resolve is counted on small heaps: requests to a local model that answers rightly, for each claim.
"""

import argparse
import math
import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import combinations

from bench.resolve import left_out, resolved
from summarizer.models import Article, Audit, Claim, Evidence, Extract, Party
from summarizer.steps.merge import compared, merged
from summarizer.steps.merge.pairs import Comparison

ARTICLES, PARTIES, PAIRS_PER_REQUEST = 24, 60, 20
RESOLVED = (50, 100, 200)
"""Claims of the heaps that DocETL resolves."""
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_CODAS = ("", "l", "m", "n", "nd", "r", "rk", "sk", "t", "x")
_VERBS = ("closed", "opened", "bought", "found", "lost", "repaired", "flooded", "searched", "sold", "blocked")
_MODIFIERS = ("again", "on the eastern side", "for the first time", "in two places", "without a permit", "at night")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--all-pairs", action="store_true", help="compare all pairs as well, without an index")
    parser.add_argument("--peer-python", default=sys.executable, help="an interpreter that has DocETL")
    options = parser.parse_args()
    print("claims   seconds   MB  merged  compared  doubtful  requests/claim  growth")
    before: tuple[int, float] | None = None
    for size in options.sizes:
        extracts = heap(size)
        start = time.process_time()
        comparison = compared(extracts)
        brief = merged(comparison, story="heap")
        seconds = time.process_time() - start
        doubtful = sum(1 for _ in comparison.unsure())
        requests = math.ceil(doubtful / PAIRS_PER_REQUEST)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        growth = f"n^{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        print(
            f"{size:7,} {seconds:8.1f} {megabytes:5.0f} {len(brief.claims):7,} {len(comparison.pairs):9,}"
            f" {doubtful:9,} {requests / size:15.4f}  {growth}",
            flush=True,
        )
        before = size, seconds
        if options.all_pairs:
            every = _all_pairs(comparison)
            ratio = f"{every / seconds:.0f} times as long as all of merging"
            print(f"        all {size * (size - 1) // 2:,} pairs: {every:.1f} seconds, {ratio}", flush=True)
    _docetl(options.peer_python)


def _docetl(python: str) -> None:
    """Let DocETL resolve small heaps: it asks about pair after pair, so larger ones take it too long."""
    if reason := left_out(python):
        print(reason)
        return
    print("\nDocETL's resolve, with a model that answers rightly, and what merging asks and leaves of the same heap")
    print("claims  asked: pairs that        requests/claim  seconds  left    ours  left")
    for size in RESOLVED:
        extracts = heap(size)
        comparison = compared(extracts)
        ours = math.ceil(sum(1 for _ in comparison.unsure()) / PAIRS_PER_REQUEST) / size
        left = len(merged(comparison, story="heap").claims)
        texts = [claim.text for extract in extracts for claim in extract.claims]
        for blocked in (True, False) if size == RESOLVED[0] else (True,):
            made = resolved(texts, map(_told_first, texts), python, blocked=blocked)
            asked = "share half of their words" if blocked else "there are"
            print(
                f"{size:6,}  {asked:26} {made.requests / size:11.2f} {made.seconds:8.1f} {made.left:5,}"
                f" {ours:7.4f} {left:5,}",
                flush=True,
            )


def _told_first(text: str) -> str:
    """Undo what telling a claim again changes: what is left is the same for those that say the same."""
    return text.removesuffix(".").partition(" near ")[0].replace("Reportedly the ", "The ", 1)


def heap(size: int, seed: int = 7) -> tuple[Extract, ...]:
    """Write a heap: two thirds of the claims are of their own, the others tell one of them in other words."""
    random_ = random.Random(seed)  # noqa: S311 - a benchmark needs the same heap every time
    vocabulary = _vocabulary(random_, 400 + 12 * int(math.sqrt(size)) * 4)
    names = [word.title() for word in _vocabulary(random_, PARTIES + 200)]
    told: list[tuple[int, str]] = []
    pages: list[list[tuple[int, str]]] = [[] for _ in range(ARTICLES)]
    for number in range(size):
        if told and number % 3 == 2:
            party, text = random_.choice(told)
            text = _retold(random_, text)
        else:
            party, text = random_.randrange(PARTIES), _sentence(random_, vocabulary, names)
            told.append((party, text))
        pages[random_.randrange(ARTICLES)].append((party, text))
    return tuple(_extract(number, page, names) for number, page in enumerate(pages))


def _vocabulary(random_: random.Random, size: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < size:
        syllables = random_.choice((2, 2, 3))
        word = "".join(random_.choice(_ONSETS) + random_.choice(_VOWELS) for _ in range(syllables))
        made[word + random_.choice(_CODAS)] = None
    return list(made)


def _sentence(random_: random.Random, vocabulary: list[str], names: list[str]) -> str:
    """Write one claim; common words come up more often than rare ones."""
    nouns = [vocabulary[min(int(random_.paretovariate(0.6)) - 1, len(vocabulary) - 1)] for _ in range(2)]
    nouns += random_.sample(vocabulary, 2)
    place = random_.choice(names)
    figure = f"{random_.randrange(2, 900)} " if random_.random() < 0.4 else "the "
    return (
        f"The {nouns[0]} {random_.choice(_VERBS)} {figure}{nouns[1]}s of the {nouns[2]} {nouns[3]} near {place} "
        f"{random_.choice(_MODIFIERS)}."
    )


def _retold(random_: random.Random, text: str) -> str:
    """Tell a claim again: the end cut, or the beginning changed."""
    return random_.choice((text, f"{text.rsplit(' near ', 1)[0]}.", text.replace("The ", "Reportedly the ", 1)))


def _extract(number: int, page: list[tuple[int, str]], names: list[str]) -> Extract:
    id_ = f"a{number}"
    text = "\n".join(sentence for _, sentence in page)
    claims = tuple(_claims(id_, page))
    article = Article(id=id_, source=f"{id_}.txt", outlet=f"Outlet {number}", text=text)
    parties = tuple(
        Party(id=f"p{place}", name=f"{names[place]} Council", kind="organisation") for place in range(PARTIES)
    )
    audit = Audit(article=id_, engine="llm", sentences=len(page), read=len(page))
    return Extract(article=article, parties=parties, claims=claims, audit=audit)


def _claims(article: str, page: list[tuple[int, str]]) -> Iterator[Claim]:
    at = 0
    for party, sentence in page:
        evidence = Evidence(article=article, start=at, end=at + len(sentence), exact=sentence)
        yield Claim(id=f"c{at}", text=sentence, speakers=(f"p{party}",), evidence=(evidence,))
        at += len(sentence) + 1


def _all_pairs(comparison: Comparison) -> float:
    start = time.process_time()
    for one, two in combinations(comparison.heap.said, 2):
        comparison.judge.likeness(one, two)
    return time.process_time() - start


if __name__ == "__main__":
    main()
