"""The word lists of the merger, read once."""

from functools import cache
from importlib.resources import files

from summarizer.attribution.lexicon import forms, verb_of


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read one list: `#` begins a comment, empty lines are skipped."""
    text = files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    kept = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in kept if line)


@cache
def listed(name: str) -> frozenset[str]:
    """All words of one list."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def base_of() -> dict[str, str]:
    """The base form of each irregular form."""
    return {form: line.split()[0] for line in lines("irregular") for form in line.split()[1:]}


@cache
def class_of() -> dict[str, str]:
    """The first word of its class for every form of every word that has others beside it."""
    found: dict[str, str] = {}
    irregular: dict[str, list[str]] = {}
    for form, base in base_of().items():
        irregular.setdefault(base, []).append(form)
    for line in lines("same"):
        first = line.split()[0]
        for word in line.split():
            for form in (word, *irregular.get(word, ()), *forms(word)):
                found.setdefault(form, first)
    return found


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Turns of phrase and what stands for them, by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for line in lines("phrases"):
        turn, plain = (tuple(side.split()) for side in line.split("=>"))
        found.setdefault(turn[0], []).append((turn, plain))
    return {first: tuple(sorted(turns, key=lambda turn: -len(turn[0]))) for first, turns in found.items()}


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of words that cannot both hold of one thing, both ways round."""
    found: set[tuple[str, str]] = set()
    for line in lines("opposites"):
        left, right = (side.split() for side in line.split("|"))
        found |= {pair for a in left for b in right for pair in ((a, b), (b, a))}
    return frozenset(found)


@cache
def units() -> dict[str, tuple[str, float]]:
    """The common unit of each unit, and how many of it one is."""
    found = {}
    for line in lines("units"):
        names, (unit, factor) = line.split("=")[0].split(), line.split("=")[1].split()
        found.update(dict.fromkeys(names, (unit, float(factor))))
    return found


def says(word: str) -> bool:
    """Tell whether a word is a form of a verb of saying."""
    return word in verb_of()
