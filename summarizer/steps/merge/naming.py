"""Names of parties, taken apart: what makes two of them one name, and what a short one may stand for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.models import Party, PartyKind
from summarizer.places import Country, country
from summarizer.steps.merge.lexicon import class_of, listed, phrases
from summarizer.steps.merge.stems import name_stem
from summarizer.text.fold import fold, plain_marks
from summarizer.text.stems import one_spelling

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_GOVERNMENT = re.compile(r"\b(?:government|administration|authorities|the|of|'s)\b|'s\b", re.IGNORECASE)
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "at", "on", "to", "by", "from"})
_QUALIFIERS = frozenset({"city", "town", "local", "state"})
_DEFINITE = re.compile(r"[Tt]he (?!government|police|authorities|public|media)[a-z]+")
_SHORTEST, _LONGEST = 2, 6


class Name(NamedTuple):
    """A party's name, taken apart."""

    family: str
    """person, state or body: names of two families are never one."""
    key: str
    keys: tuple[tuple[str, str], ...]
    """Every key under which it is the same as another name, with the reason."""
    words: frozenset[str]
    parts: tuple[str, ...] = ()
    """Marks under which a shorter name finds it."""
    short_for: tuple[tuple[str, str], ...] = ()
    """Marks of longer names that it may stand for, with the reason."""
    proper: frozenset[str] = frozenset()
    """Those of its words that name or qualify a place."""
    called: frozenset[str] = frozenset()
    """What its article calls a group for short."""
    definite: bool = False
    """Whether it is a common noun that means the one body of its kind: the ministry."""

    def within(self, full: "Name") -> bool:
        """Tell whether a longer name adds nothing but names of persons or places to this one."""
        if self.family != full.family or self.key == full.key:
            return False
        abbreviated = any(mark.startswith("=") for mark, _ in self.short_for)
        return (
            self.family == "person"
            or abbreviated
            or self.key in full.called
            or (self.definite and self.words < full.words)
            or (self.words < full.words and full.words - self.words <= full.proper)
        )

    def differs(self, other: "Name") -> bool:
        """Tell whether one article cannot mean one party by both names."""
        if self.family != other.family or self.family == "body":
            return self.key != other.key
        return not (self.words <= other.words or other.words <= self.words)


def read_name(party: Party) -> Name:
    """Take the name of a party apart."""
    return _read(party.kind, party.name, party.aliases)


@lru_cache(maxsize=4096)  # the articles of a story name the same parties
def _read(kind: PartyKind, name: str, aliases: tuple[str, ...]) -> Name:
    if kind == "person":
        return _person(name)
    if state := _state(kind, name):
        key = f"@{state.code}"
        return Name("state", key, ((key, "“{one}” and “{two}” name one state or its government."),), frozenset({key}))
    body = _body(name, aliases)
    return body._replace(called=frozenset(map(_key_of, aliases))) if kind == "group" else body


def state_of(name: str) -> Country | None:
    """Find the state whose seat of government a name is: the White House, the Kremlin."""
    found = country(name)
    return found if found and fold(name) in {fold(seat) for seat in found.seats} else None


def _state(kind: PartyKind, full: str) -> Country | None:
    """Find the state that a party is; a building that its government sits in is a party of its own."""
    if kind not in ("government", "other"):
        return None
    for name in (full, _GOVERNMENT.sub(" ", plain_marks(full)).strip()):
        if name and (found := country(" ".join(name.split()))) and state_of(name) is None:
            return found
    return None


def _person(name: str) -> Name:
    words = [word for word in _WORD.findall(fold(name)) if word not in listed("titles")]
    words = words or _WORD.findall(fold(name))
    named = [word for word in words if len(word) > 1] if sum(len(word) > 1 for word in words) > 1 else words
    key = " ".join(sorted(named))
    keys = [(key, "“{one}” and “{two}” are one name.")]
    if len(named) > 1:
        keys.append(("".join(named), "“{one}” and “{two}” are spellings of one name."))
    short = len(named) == 1
    return Name(
        family="person",
        key=key,
        keys=tuple(keys),
        words=frozenset(named),
        parts=() if short else (named[0], named[-1], f"{named[0]} {named[-1]}"),
        short_for=_person_shorts(named),
    )


def _person_shorts(named: list[str]) -> tuple[tuple[str, str], ...]:
    reason = "“{short}” can mean only {full} in this story."
    if len(named) == 1:
        return ((named[0], reason),)
    return ((f"{named[0]} {named[-1]}", "“{short}” and “{full}” share first name and surname."),)


def _body(full: str, aliases: tuple[str, ...]) -> Name:
    words = _words(full)
    stems = frozenset(stemmed for stemmed, _ in words)
    key = _key_of(full)
    plain = " ".join(sorted(name_stem(one_spelling(fold(word)))[1:] for word in _plain_words(full)))
    short = _is_abbreviation(full)
    abbreviations = [name for name in (full, *aliases) if _is_abbreviation(name)]
    initials = () if short else _initials(full)
    return Name(
        family="body",
        key=key,
        keys=(
            (key, "“{one}” and “{two}” are one name."),
            (f"~{plain}", "“{one}” and “{two}” are one name."),
            *((f"={name}", "“{one}” and “{two}” share an abbreviation.") for name in abbreviations),
        ),
        words=stems,
        parts=(*sorted(stems), *(f"={made}" for made in initials)) if len(stems) > 1 else (),
        short_for=((f"={full}", "“{short}” abbreviates {full}."),) if short else _body_short(stems),
        proper=frozenset(stemmed for stemmed, proper in words if proper),
        definite=bool(_DEFINITE.fullmatch(full)),
    )


def _key_of(name: str) -> str:
    return " ".join(sorted({stemmed for stemmed, _ in _words(name)})) or fold(name)


def _plain_words(name: str) -> list[str]:
    """List the words of a name that tell, whatever their case: Health Ministry and health ministry are one."""
    return [word for word in _WORD.findall(plain_marks(name)) if fold(word) not in _SMALL and word != "s"]


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and name.isalpha() and _SHORTEST <= len(name) <= _LONGEST


def _body_short(stems: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, "“{short}” can mean only {full} in this story.") for word in sorted(stems))


def _words(name: str) -> list[tuple[str, bool]]:
    """Stem the words of a name and tell which of them name or qualify a place."""
    plain = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), plain_marks(name))
    for turn, short in _turns():
        plain = plain.replace(turn, short)
    found = [match for match in _WORD.finditer(plain) if not (match[0] == "s" and plain[match.start() - 1] == "'")]
    made = []
    for number, match in enumerate(found):
        word, possessive = match[0], plain[match.end() : match.end() + 2] == "'s"
        if fold(word) in _SMALL:
            continue
        stemmed, proper = _stemmed(word, first=number == 0)
        lone = number == 0 and not (possessive or stemmed.startswith("@") or _is_named(found))
        made.append((stemmed, (proper and not lone) or word in _QUALIFIERS))
    return made


@cache
def _turns() -> tuple[tuple[str, str], ...]:
    """List the turns of phrase that may stand in a name, and what stands for them."""
    known = (both for turns in phrases().values() for both in turns)
    return tuple((" ".join(turn), " ".join(short)) for turn, short in known if short[0] in class_of())


def _is_named(found: list[re.Match[str]]) -> bool:
    """Tell whether the first word of a name is a name itself: its adjective, or followed by another capital."""
    first = fold(found[0][0])
    return name_stem(first)[1:] != first.removesuffix("s") or (len(found) > 1 and found[1][0][0].isupper())


def _stemmed(word: str, *, first: bool) -> tuple[str, bool]:
    """Stem a word of a name; a capital at the beginning tells nothing."""
    capital, folded = word[0].isupper(), fold(word)
    if capital and (state := country(word)):
        return f"@{state.code}", True
    if folded in class_of() and (first or not capital):
        return class_of()[folded], False
    return name_stem(one_spelling(folded))[1:], capital


def _initials(name: str) -> tuple[str, ...]:
    """Abbreviate a name of several words, with and without its small words."""
    words = [word for word in _WORD.findall(name) if word[0].isupper() or word.casefold() in _SMALL]
    big = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0].upper() for word in words)
    return tuple(dict.fromkeys(made for made in (big, every) if _SHORTEST < len(made) <= _LONGEST))
