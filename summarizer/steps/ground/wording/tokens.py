"""Words and marks of a text, with crude stems, so that two wordings can be laid beside each other."""

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from summarizer.text.fold import plain_marks
from summarizer.text.span import Span

_TOKEN = re.compile(
    r"\d+(?:[.,:/-]\d+)*+"  # 1,200; 3-1; 22:30
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]\.[^\W\d_](?=-)"  # U.S-backed
    r"|[^\W\d_]+(?:'(?=[^\W\d_])[^\W\d_]+)*"
    r"|[^\w\s]|_"
)

_IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "be am is are was were been being", "have has had having", "do does did done doing", "go goes went gone going",
        "say said", "sell sold", "buy bought", "pay paid", "break broke broken", "take took taken", "give gave given",
        "hold held", "hide hid hidden", "find found", "lose lost", "win won", "tell told", "make made making",
        "lead led",
        "leave left leaving", "meet met", "fall fell fallen", "rise rose risen rising", "drive drove driven driving",
        "fly flew flown", "throw threw thrown", "know knew known", "grow grew grown", "draw drew drawn", "shoot shot",
        "fight fought", "bring brought", "think thought", "catch caught", "teach taught", "seek sought", "send sent",
        "spend spent", "build built", "lend lent", "keep kept", "sleep slept", "feel felt", "deal dealt", "mean meant",
        "write wrote written writing", "ride rode ridden", "strike struck", "begin began begun", "drink drank drunk",
        "sing sang sung", "swim swam swum", "sink sank sunk", "run ran running", "come came coming", "become became",
        "see saw seen", "speak spoke spoken", "steal stole stolen", "choose chose chosen", "freeze froze frozen",
        "wake woke woken", "wear wore worn", "swear swore sworn", "tear tore torn", "bear bore borne", "stand stood",
        "understand understood", "sit sat", "hear heard", "forget forgot forgotten", "forbid forbade forbidden",
        "eat ate eaten", "beat beaten", "bite bit bitten", "show shown", "stick stuck", "dig dug", "hang hung",
        "lie lay lain",
        "feed fed", "flee fled", "breed bred", "bleed bled", "light lit", "slide slid", "withdraw withdrew withdrawn",
        "uphold upheld", "overthrow overthrew overthrown",
        "undergo underwent undergone", "bind bound", "arise arose arisen",
        "shrink shrank shrunk", "die died dying dies dead", "person people", "child children", "man men", "woman women",
        "foot feet", "life lives", "half halves", "thief thieves", "aircraft aircraft", "crisis crises",
    )
    for form in forms.split()
}  # fmt: skip
_NOUNS = frozenset(["people", "children", "men", "women", "feet", "dead"])
_PAST = (
    frozenset(form for form, base in _IRREGULAR.items() if form != base and not form.endswith(("s", "ing"))) - _NOUNS
)


class Token(NamedTuple):
    """A word, number or mark: folded, stemmed, and where it stands; `who` are the parties that it names.

    `inner` are those that are named within that name (“Merrow” in “Merrow’s chief executive”).
    """

    low: str
    stem: str
    start: int
    end: int
    cap: bool = False
    owns: bool = False
    who: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    word: bool = True
    number: bool = False
    capitals: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words, numbers and marks."""
    plain = plain_marks(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        word = match.group()
        start, end = match.span()
        if word == "'" and found and found[-1].owns and found[-1].end == start:
            continue  # the workers' vote
        if word == "-" and plain[start - 1 : start].isalnum() and plain[end : end + 1].isalnum():
            continue  # drift-net
        known = _known(word)
        if known.low[-1] == "s" and plain.startswith("' ", end):
            known = _known(word, owns=True)
        found.append(Token(known.low, known.stem, start, end, *known[4:]))
    return tuple(found)


@lru_cache(maxsize=16384)
def _known(word: str, owns: bool = False) -> Token:
    """What can be told of a word wherever it stands, and of one that an apostrophe behind it makes an owner."""
    low, first = word.casefold(), word[0]
    owns = owns or (low.endswith("'s") and low not in _CONTRACTED)
    low = low.removesuffix("'s") if owns else low
    return Token(
        low, stem(low), 0, 0, first.isupper(), owns,
        word=first.isalnum(), number=first.isdigit(), capitals=word.isupper(),
    )  # fmt: skip


def stretch(words: tuple[Token, ...], span: Span) -> tuple[Token, ...]:
    """The tokens of a text that begin in a stretch of it."""
    return words[bisect_left(words, span.start, key=_start) : bisect_left(words, span.end, key=_start)]


_start = attrgetter("start")
_CONTRACTED = frozenset(["it's", "he's", "she's", "that's", "there's", "what's", "who's", "let's", "here's", "where's"])


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Take the endings off a word, crudely: what is left need not be a word, only the same for all of its forms."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 2 and any(letter in "aeiouy" for letter in rest):
            word = rest[:-1] if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "ls" else rest
            break
    else:
        word = _singular(word)
    if word.endswith(("is", "iz")) and len(word) > 5:
        word = word[:-1] + "z"  # organise, organize
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    word = word[:-1] + "z" if word.endswith("is") and len(word) > 5 else word
    return (word[:-1] + "i" if word.endswith("y") else word).replace("our", "or") if len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def past(word: str) -> bool:
    """Tell whether a word has the form of a past tense or participle."""
    return word in _PAST or (word.endswith("ed") and len(word) > 3)


def alike(one: str, two: str) -> bool:
    """Tell whether two stems are of one family (destroyed, destruction): the same long beginning."""
    least = min(len(one), len(two))
    return least >= 5 and one[:5] == two[:5] and one[: least * 7 // 10] == two[: least * 7 // 10]
