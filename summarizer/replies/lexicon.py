"""The word lists, and the small language in which the cues among them are written.

A cue is a line of elements: `a|b` alternatives, `x_y` words in a row, `x*` any ending, `[x]` may be missing, `{list}`
a word of that list, `%` adverbs, `~` up to four words of one noun phrase, `...` up to ten words of one clause, `@` the
noun phrase of the source. `!` marks the element that is looked for first; no pattern is tried on a sentence without it.
Every repeat is bounded, so a pattern takes linear time.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.models import DenialKind, SilenceKind

_WORDS = Path(__file__).parent / "words"
_ENDINGS = frozenset((
    "", "s", "e", "es", "ed", "d", "ing", "y", "ies", "ied", "ying", "ion", "ions", "er", "ers", "ous", "ise", "ised",
    "ises", "ising", "ize", "ized", "izes", "izing", "l", "led", "ling", "al", "als", "ation", "ations", "t", "ts",
))  # fmt: skip
_LONGEST = max(map(len, _ENDINGS))
DASHES, EURO = "\x96\x97", "¤"
"""How a text that is read here has its dashes (–—) and euro signs: a class with a character beyond Latin-1 takes
several times as long to compile, and every pattern of a cue has dozens."""
_PART = re.compile("[_'-]")
_GAP = rf"[\s\"'(),{DASHES}-]{{1,4}}"
_WORD = rf"[\w${EURO}£%][\w${EURO}£%.&/'-]{{0,40}}"
_CLAUSE = (
    "that|who|which|for|from|by|to|and|but|because|after|before|when|while|as|said|says|if|about|on|over|at|in|with"
)
WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ADVERB = (
    r"(?:\w{1,24}ly|yet|also|then|again|ever|even|so|far|at once|right away|still|later|either|once|all|both|now|"
    rf"(?:on )?{WEEKDAY}|(?:last|this) week|quite|long|"
    r"themselves|himself|herself|itself)\b"
)
_EVERYWHERE = frozenset(
    "the a of to in up from into with without about not never only how that this what which there their when they them "
    "would could will have been made much more too "
    "time people happened after before public said able going nothing other does did".split()
)
"""Words that stand in too many sentences to look anything up by them."""
_CHARGED: tuple["DenialKind", ...] = ("denies", "disputes_evidence")
"""Kinds of which some cues count only where somebody is charged."""
_SPECIAL = {
    "be": r"(?:is|are|was|were|be|been|being|s|re|m|am|isn't|aren't|wasn't|weren't)",
    "not": r"(?:not|\w{2,6}n't|never|cannot)",
    "didnt": r"(?:(?:did|does|do) not|(?:did|does|do)n't|never)",
    "havent": r"(?:(?:has|have|had)(?: not|n't| never))",
    "cant": r"(?:could not|couldn't|cannot|can't|(?:was|were) (?:not able|unable) to)",
}
_REPEATED = {
    "%": (_ADVERB, 3),
    "~": (rf"(?!(?:{_CLAUSE})\b){_WORD}", 4),
    "...": (_WORD, 10),
}


class Cue(NamedTuple):
    """Words that make a reply; `said`: they stand in what the speaker says, else their subject replies."""

    kind: "DenialKind | SilenceKind"
    said: bool
    line: str
    charged: bool
    """Whether it counts only where its source is charged with something."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of a text in small letters, compiled when it is first tried: few texts need many of them."""
        return _pattern(self.line)

    @property
    def words(self) -> frozenset[str]:
        """The words by which it is looked up."""
        return _words(self.line)

    @property
    def anchored(self) -> bool:
        """Whether it begins with the word by which it is looked up, so that it need be tried only there."""
        return _is_anchored(self.line)

    def may_stand(self, words: set[str]) -> bool:
        """Tell whether a sentence of these words can hold it."""
        return not any(map(words.isdisjoint, _needs(self.line)))

    @property
    def is_predicate(self) -> bool:
        """Whether it calls its subject something (“was a lie”), so that the subject has to be an allegation."""
        return self.said and self.line.startswith(("{be} ~ !{", '" ~ !{'))


class _Under(NamedTuple):
    """A cue that a word can begin: its number, and what else must stand beside the word for that."""

    number: int
    rest: tuple[str, ...]


class Cues(NamedTuple):
    """All cues, and under each word, or stem of words, those that it can begin."""

    all: tuple[Cue, ...]
    by_word: dict[str, list[_Under]]
    by_stem: dict[str, list[_Under]]

    def beside(self, words: set[str], flat: str) -> list[Cue]:
        """Give the cues that may stand in a sentence, by its words and its letters, in their order."""
        numbers = {
            number
            for under in filter(None, map(_under, words))
            for number, rest in under
            if not rest or all(part in flat for part in rest)
        }
        found = (self.all[number] for number in sorted(numbers))
        return [cue for cue in found if cue.may_stand(words)]


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read a list: one term or pattern a line, # begins a comment."""
    raw = (line.split("#", 1)[0].strip() for line in (_WORDS / f"{name}.txt").read_text("utf-8").splitlines())
    return tuple(line for line in raw if line)


@cache
def terms(name: str) -> frozenset[str]:
    """Read a list as a set of words."""
    return frozenset(line.replace("_", " ").lower() for line in lines(name))


@cache
def cues() -> Cues:
    """Read all cues, denials of the subject first: where several fit the same words, the first counts."""
    kinds: tuple[DenialKind | SilenceKind, ...] = (
        "declined", "no_response", "denies", "disputes_evidence", "dismisses", "counter_accuses",
    )  # fmt: skip
    found: list[Cue] = []
    by_word: dict[str, list[_Under]] = defaultdict(list)
    by_stem: dict[str, list[_Under]] = defaultdict(list)
    lists: list[tuple[DenialKind | SilenceKind, str]] = [(kind, "") for kind in kinds]
    lists += [(kind, "_charged") for kind in _CHARGED]
    lists += [(kind, "_said") for kind in kinds[2:]]
    for kind, which in lists:
        for line in lines(f"{kind}{which}"):
            for longest, rest in map(_form, _choices(_sought(line))):
                under = by_stem if longest.endswith("*") else by_word
                under[longest.rstrip("*")].append(_Under(len(found), rest))
            found.append(Cue(kind, which == "_said", line, which == "_charged"))
    return Cues(tuple(found), by_word, by_stem)


@lru_cache(maxsize=16384)
def _under(word: str) -> tuple[_Under, ...]:
    """Give what a word can begin, by itself or by its stem."""
    known = cues()
    stems = (word[: len(word) - size] for size in range(_LONGEST + 1) if word[len(word) - size :] in _ENDINGS)
    return (*known.by_word.get(word, ()), *(one for stem in stems for one in known.by_stem.get(stem, ())))


@cache
def _pattern(line: str) -> re.Pattern[str]:
    """Compile a line for texts in small letters: to know capitals too takes more than twice the time."""
    return re.compile(_compiled(line))


@cache
def _words(line: str) -> frozenset[str]:
    return frozenset(word for word, _ in _triggers(line))


@cache
def triggers(name: str) -> frozenset[str]:
    """Give the words of which one must stand where a line of a list fits."""
    return frozenset().union(*map(_words, lines(name)))


class Phrases(NamedTuple):
    """A list of lines as one pattern of texts in small letters; each is compiled when its words first stand there."""

    lines: tuple[tuple[frozenset[str], str], ...]
    """Letters of which some must stand where a line fits, and the line."""

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Find the first place of a stretch where a line fits."""
        found = (pattern.search(text, start, end) for pattern in self._beside(text[start:end]))
        return min(filter(None, found), key=re.Match.start, default=None)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Fit a line at a place."""
        found = (pattern.match(text, start) for pattern in self._beside(text[start:]))
        return next(filter(None, found), None)

    def _beside(self, text: str) -> Iterator[re.Pattern[str]]:
        return (_pattern(line) for letters, line in self.lines if any(some in text for some in letters))


@cache
def phrases(name: str) -> Phrases:
    """Read a list of lines of the small language."""
    return Phrases(tuple((_letters(line), line) for line in lines(name)))


def word_set(words: str) -> frozenset[str]:
    """Read a short list that belongs to one rule."""
    return frozenset(words.split())


@cache
def one_of(*names: str) -> re.Pattern[str]:
    """Compile lists into a pattern for any of their words."""
    return re.compile(rf"\b(?:{'|'.join(_listed(name) for name in names)})\b(?!'s\b)", re.IGNORECASE)


_Form = tuple[str, tuple[str, ...]]
"""A word by which a choice is looked up, and what else of the choice must stand beside it."""


def _triggers(line: str) -> tuple[_Form, ...]:
    """Give the words of which one must stand in a sentence before the pattern is tried."""
    return _forms(_sought(line))


def _letters(line: str) -> frozenset[str]:
    """Give letters of which some must stand before the pattern is tried."""
    return frozenset(_looked_up(choice).rstrip("*") for choice in _choices(_sought(line)))


def _sought(line: str) -> str:
    """Give the element of a line by which it is looked up."""
    elements = line.split()
    marked = [element for element in elements if element.startswith("!")]
    plain = [element for element in elements if not _NO_TRIGGER.match(element)]
    return (marked or plain)[0]


_NO_TRIGGER = re.compile(r"[\[%~@.\"]|\{(?:be|not|didnt|havent|cant)\}")
_NO_NEED = re.compile(r"[!\[%~@.\"]|.*(?:n't|\{(?:be|not|didnt|havent|cant|strong|object)\})")


@cache
def _needs(line: str) -> tuple[frozenset[str], ...]:
    """Give the words of every further element that may not be missing."""
    return tuple(
        frozenset(word for word, _ in _forms(element)) for element in line.split() if not _NO_NEED.match(element)
    )


@cache
def _forms(element: str) -> tuple[_Form, ...]:
    """Give the words by which the choices of an element are looked up, stems with their endings."""
    return tuple(form for choice in _choices(element) for form in _forms_of(choice))


def _choices(element: str) -> Iterator[str]:
    for choice in element.lstrip("!").split("|"):
        yield from lines(choice[1:-1]) if choice.startswith("{") else (choice,)


@cache
def _form(choice: str) -> _Form:
    """Give the word by which a choice is looked up, * behind a stem."""
    longest = _looked_up(choice)
    return longest, tuple(part.rstrip("*") for part in _PART.split(choice.lower()) if part != longest)


def _forms_of(choice: str) -> tuple[_Form, ...]:
    longest, rest = _form(choice)
    if not longest.endswith("*"):
        return ((longest, rest),)
    return tuple((longest[:-1] + ending, rest) for ending in _ENDINGS)


@cache
def _is_anchored(line: str) -> bool:
    """Tell whether every choice of the first element begins with the word by which the line is looked up."""
    first = line.split()[0]
    if first[0] in '[%~@."{' or ("!" in line and not first.startswith("!")) or "'" in first:
        return False
    return (
        all(_looked_up(choice) == choice.split("_")[0] for choice in first.lstrip("!").lower().split("|"))
        and "-" not in first
    )


@cache
def _looked_up(word: str) -> str:
    """Give the word of a choice by which it is looked up: the longest says most, if it does not stand everywhere."""
    return max(_PART.split(word.lower()), key=lambda part: (part not in _EVERYWHERE, len(part)))


def _compiled(line: str) -> str:
    """Translate a line of the small language into a regular expression."""
    made = ""
    for marked in line.split():
        element = marked.lstrip("!")
        if element in _REPEATED:
            word, most = _REPEATED[element]
            made += rf"(?:{_GAP}{word}){{0,{most}}}?" if made else rf"(?:{word}{_GAP}){{0,{most}}}?"
        elif element == "{strong}":
            made += rf"(?:{_GAP}(?:{_listed('strongly')})\b){{0,3}}"
        elif element == "{object}":
            made += rf"(?P<object>(?:{_GAP}{_WORD}){{1,7}}?)"
        elif element == "@":
            made += rf"{_GAP if made else ''}(?P<by>{_WORD}(?:{_GAP}{_WORD}){{0,15}}?)"
        elif element == '"':
            made += r",? ?(?=[\"'])" if made else r"(?=[\"'])"
        elif element.startswith("["):
            body = _alternatives(element[1:])
            made += f"(?:{_GAP}{body})?" if made else f"(?:{body}{_GAP})?"
        else:
            made += (_GAP if made else "") + _alternatives(element)
    return made


def _alternatives(element: str) -> str:
    choices = element.rstrip("]").split("|")
    return rf"\b(?:{'|'.join(_choice(choice) for choice in choices)})\b(?!'s\b)"


def _choice(choice: str) -> str:
    if choice.startswith("{"):
        return _SPECIAL.get(choice[1:-1]) or _listed(choice[1:-1])
    if choice == "n't":
        return r"\w{2,6}n't"
    return re.escape(choice).replace("_", _GAP).replace(r"\*", r"\w*")


@cache
def _listed(name: str) -> str:
    words = sorted(lines(name), key=len, reverse=True)
    return "|".join(_choice(word) for word in words)
