"""What somebody with a name is called later on: “the brewery” after Black Otter, “the surgeon” after Dr Ek."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from summarizer.offline.parties.lexicon import is_role, lines_of, says_its_kind

_NONE: frozenset[str] = frozenset()


class Noun(NamedTuple):
    """A noun for somebody who has a name."""

    alike: frozenset[str] = _NONE
    """Other nouns for the same."""
    said_by: frozenset[str] = _NONE
    """Words that say it: the last of a body's name, a person's title or office."""
    any_name: bool = True
    """Whether a name that says nothing of itself may be called so."""
    person: bool = False


@cache
def _sections() -> Mapping[str, list[str]]:
    return lines_of("called.txt")


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(" ".join(_sections()[section]).split())


@cache
def _nouns() -> Mapping[str, Noun]:
    found: dict[str, Noun] = {}
    for section in ("any", "only", "person"):
        for line in _sections()[section]:
            nouns, _, says = line.partition(":")
            for noun in nouns.split():
                known = found.get(noun, Noun())
                any_name = section != "only" and (section == "any" or noun not in _words("new"))
                found[noun] = Noun(
                    known.alike | {*nouns.split()}, known.said_by | {*says.split()}, any_name, section == "person"
                )
    return found


@cache
def noun_of(word: str) -> Noun | None:
    """Look up a noun; None where it says nothing of who is meant."""
    if found := _nouns().get(word):
        return found
    known = is_role(word) and word not in _words("new")
    return Noun(frozenset((word,)), person=True) if known else None


def may_precede(word: str, noun: Noun) -> bool:
    """Tell a word that a noun may have before it: “the ferry company” was named, “the parent company” was not."""
    return word in (_words("before") if noun.person else () if noun.said_by else _words("trade"))


def contradicts(word: str, name: str) -> bool:
    """Tell the last word of a body's name that makes it none that is called so: Harrow Foods is no airline."""
    noun = noun_of(word)
    if noun is None or noun.person or not noun.said_by or name in noun.said_by:
        return False
    return says_its_kind(name)
