"""Endings and spellings in which newsrooms differ, cut off without a dictionary."""

import re
from functools import lru_cache

_PEOPLE = re.compile(r"(?:ian|ean|ese|ish|ia|an|i|n|a)$")
_SPELLINGS = (
    (re.compile(r"our(?=$|s$|ed$|ing$|er|able|hood)"), "or"),
    (re.compile(r"is(?=e$|es$|ed$|ing$|ation)"), "iz"),
    (re.compile(r"([^aeiou])tre(?=$|s$)"), r"\1ter"),
    (re.compile(r"([ai])metre"), r"\1meter"),
    (re.compile(r"ogue(?=$|s$)"), "og"),
    (re.compile(r"([aeiou])ll(?=ed$|ing$|er)"), r"\1l"),
    (re.compile(r"ence$"), "ense"),
)
_SPELLED_TWICE = re.compile("our|is|tre|ogue|ll|ence")
"""Letters of which some stand in every word that has two spellings: most words have none of them."""
_ENDINGS = (
    (re.compile(r"(?:ss|sh|ch|x|z)es$"), 2, ""),
    (re.compile(r"ies$"), 3, "y"),
    (re.compile(r"[^su]s$"), 1, ""),
)
_VERBAL = re.compile(r"(?:ing|ed)$")
_NOMINAL = re.compile(
    r"(?:ization|isation|ational|fulness|ation|ition|ments?|ness|ions?|ably|ibly|ally|able|ible|ity|ive|ly|al|ee|er|or|y)$"
)
_SHORTEST = 4


@lru_cache(maxsize=65536)
def name_stem(word: str) -> str:
    """Reduce a folded proper name to what it shares with its adjective: Marovia and Marovian."""
    bare = word.removesuffix("s") if len(word) > _SHORTEST + 1 else word
    cut = _PEOPLE.sub("", bare)
    return "^" + (cut if len(cut) >= _SHORTEST else word)


@lru_cache(maxsize=65536)
def bare_stem(word: str) -> str:
    """Reduce a folded word by its spelling alone."""
    return cut_endings(one_spelling(word))


def one_spelling(word: str) -> str:
    """Write British and American forms of a word in one way."""
    if not _SPELLED_TWICE.search(word):
        return word
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


def cut_endings(word: str) -> str:
    """Strip plural, verbal and nominal endings while enough of the word is left."""
    for pattern, drop, add in _ENDINGS:
        if len(word) > _SHORTEST - 1 and pattern.search(word):
            word = word[: len(word) - drop] + add
            break
    for pattern in (_VERBAL, _NOMINAL, _NOMINAL):
        found = pattern.search(word)
        if found and found.start() >= _SHORTEST - 1:
            word = word[: found.start()]
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST - 1 else word
