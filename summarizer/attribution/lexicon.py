"""The word lists, read once, and the forms of the verbs in them.

Verbs are listed by their base form in one file per construction that they enter; a verb may stand in several. Their
regular forms are made here, the others are listed in `irregular.txt`.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Frame:
    """The constructions that a verb may enter, as bits; plain numbers, since they are tested for every cue."""

    NONE = 0
    SAY = 1  # that-clause, bare clause or quotation
    TELL = 2  # a hearer first, then a clause or infinitive
    WANT = 4  # infinitive
    JUDGE = 8  # object
    QUOTE = 16  # quotation only
    SEEM = 32  # infinitive or adjective, and nobody speaks


class Verb(NamedTuple):
    """A form of a cue verb: its base and the constructions that the verb enters."""

    base: str
    frames: int


class Forms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


_FRAME_FILES = {
    "say": Frame.SAY,
    "tell": Frame.TELL,
    "want": Frame.WANT,
    "judge": Frame.JUDGE,
    "quote": Frame.QUOTE,
    "seem": Frame.SEEM,
}
_VOWELS = "aeiou"
_ONE_L = ("al", "el", "il")  # doubled in British spelling
_IN_T = {"spell": "spelt", "smell": "smelt", "dwell": "dwelt", "spill": "spilt"} | {
    base: f"{base}t" for base in ("burn", "dream", "lean", "leap", "learn", "spoil")
}


def word_set(line: str) -> frozenset[str]:
    """Read a list of words that is short enough to stand in the code."""
    return frozenset(line.split())


@cache
def terms(name: str) -> tuple[str, ...]:
    """Read one list: a term a line, `#` begins a comment."""
    text = files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def _irregular() -> dict[str, Forms]:
    """The verbs whose forms are listed, by their base form."""
    return {line.split()[0]: Forms(*line.split()) for line in terms("irregular")}


@cache
def forms(base: str) -> Forms:
    """Inflect a verb."""
    listed = _irregular().get(base)
    if listed:
        return listed
    if base.endswith("y") and base[-2] not in _VOWELS:
        return Forms(base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing")
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if base.endswith("e"):
        ing = base + "ing" if base.endswith(("ee", "oe")) else base[:-1] + "ing"
        return Forms(base, third, base + "d", base + "d", ing)
    return Forms(base, third, base + "ed", base + "ed", base + "ing")


def spellings(base: str) -> tuple[Forms, ...]:
    """Inflect a verb in both spellings: “signaled” and “signalled”, “burned” and “burnt”."""
    found = forms(base)
    if past := _IN_T.get(base):
        return found, found._replace(past=past, participle=past)
    if base.endswith(_ONE_L) and base[-3] not in _VOWELS and found.past == base + "ed":
        past = base + "led"
        return found, Forms(base, found.third, past, past, base + "ling")
    return (found,)


@cache
def cue_frames() -> dict[str, int]:
    """The constructions of each cue verb, by its base form; those of phrasal verbs are in `phrasal_cues`."""
    frames: dict[str, int] = {}
    for name, frame in _FRAME_FILES.items():
        for base in terms(name):
            frames[base] = frames.get(base, Frame.NONE) | frame
    for phrase in terms("prepositions_after"):
        base = phrase.split()[0]
        frames.setdefault(base, Frame.NONE)
    return frames


@cache
def verb_of() -> dict[str, Verb]:
    """The cue verb of each form."""
    return {
        form: Verb(base, frames) for base, frames in cue_frames().items() for both in spellings(base) for form in both
    }


@cache
def phrasal_cues() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What may follow a verb to make it a cue (“for”, “out against”), longest first, by the verb's base form."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*terms("prepositions_after"), *(p for p in cue_frames() if " " in p)):
        base, *rest = phrase.split()
        found.setdefault(base, []).append(tuple(rest))
    return {base: tuple(sorted(rests, key=len, reverse=True)) for base, rests in found.items()}


@cache
def noun_prepositions() -> frozenset[tuple[str, str]]:
    """Nouns of attitude with the preposition that leads to their object."""
    return frozenset((noun, preposition) for noun, preposition in (line.split() for line in terms("noun_prepositions")))


@cache
def plain_and_plural(name: str) -> frozenset[str]:
    """The nouns of a list, in both numbers."""
    return frozenset(form for noun in terms(name) for form in (noun, forms(noun).third))
