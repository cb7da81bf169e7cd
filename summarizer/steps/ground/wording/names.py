"""Where a text names the parties: each mention becomes one token, whatever name it uses."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from summarizer.steps.ground.wording.lists import ARTICLES, BODIES, MODALS, PREPOSITIONS
from summarizer.steps.ground.wording.tokens import Token, tokens

_ACRONYM = 3
Key = tuple[tuple[str, tuple[str, ...]], ...]


class Form(NamedTuple):
    """One way to name a party."""

    lows: tuple[str, ...]
    who: frozenset[str]
    after_article: bool
    """Whether it names the party only behind “the”, “its” or another determiner."""
    inner: frozenset[str] = frozenset()
    """Parties that are named within it."""
    short: bool = False
    """Whether it is an end of a name, and not one of the names that were given."""


class Names(NamedTuple):
    """The ways to name the parties of an article, by their first word, the longest first."""

    forms: dict[str, tuple[Form, ...]]
    words: dict[str, frozenset[str]]
    """Party → the telling words of its names."""


def key_of(parties: Mapping[str, tuple[str, ...]]) -> Key:
    """Make a mapping of names hashable."""
    return tuple(parties.items())


@lru_cache(maxsize=64)
def names_of(key: Key) -> Names:
    """Collect the names of all parties, and the short forms that point to one of them only."""
    found: dict[tuple[tuple[str, ...], bool], set[str]] = {}
    for name, others in key:
        for form in (name, *others):
            lows, after = _bare(form)
            if lows:
                found.setdefault((lows, after), set()).add(name)
    listed = {lows for lows, _ in found}
    short: dict[tuple[tuple[str, ...], bool], set[str]] = {}
    for name, _ in key:
        for end in _short(name):
            if end[0] not in listed:
                short.setdefault(end, set()).add(name)
    named: dict[tuple[str, ...], set[str]] = {}
    for (lows, _), who in found.items():
        named.setdefault(lows, set()).update(who)
    lengths = {len(lows) for lows in named}
    forms: dict[str, list[Form]] = {}
    for (lows, after), who in (*found.items(), *short.items()):
        inner = frozenset(name for part in _parts(lows, lengths) for name in named.get(part, ())) - who
        short_form = (lows, after) not in found
        forms.setdefault(lows[0], []).append(Form(lows, frozenset(who), after, inner, short_form))
    words = {name: _telling(name, *others) for name, others in key}
    return Names({low: tuple(sorted(of, key=lambda form: -len(form.lows))) for low, of in forms.items()}, words)


def _parts(whole: tuple[str, ...], lengths: Iterable[int]) -> Iterable[tuple[str, ...]]:
    """The stretches of a name that have one of some lengths and are shorter than it."""
    for length in lengths:
        if length < len(whole):
            yield from (whole[at : at + length] for at in range(len(whole) - length + 1))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens(name) if token.word)


def _bare(name: str) -> tuple[tuple[str, ...], bool]:
    """Take the determiner off a name; a common noun needs one before it, whichever it is."""
    words = _words(name)
    led = bool(words) and words[0].low in ARTICLES
    words = words[1:] if led else words
    common = led and bool(words) and not any(word.cap for word in words)
    return tuple(word.low for word in words), common


def _short(name: str) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The ends of a name: a surname stands alone, the last nouns of an organisation's name behind “the”."""
    words = [token.low for token in _words(name)]
    until = next((at for at, word in enumerate(words) if word in PREPOSITIONS and at), len(words))
    if personal(name):
        yield (words[-1],), False
        return
    for first in range(1, until):
        yield tuple(words[first:until]), True


@lru_cache(maxsize=4096)
def personal(name: str) -> bool:
    """Tell, by the look of it, whether a name may be a person's: two to four capitalised words, none for a body."""
    words = _words(name)
    return 2 <= len(words) <= 4 and all(w.cap and not w.number and w.low not in BODIES for w in words)


def _telling(*names: str) -> frozenset[str]:
    return frozenset(
        token.low
        for name in names
        for token in _words(name)
        if token.low not in ARTICLES and token.low not in PREPOSITIONS and len(token.low) > 2
    )


@lru_cache(maxsize=4096)
def read(text: str, key: Key) -> tuple[Token, ...]:
    """Read a text with each mention of a party as one token."""
    return tuple(_marked(tokens(text), names_of(key)))


def _marked(plain: tuple[Token, ...], names: Names) -> Iterable[Token]:
    at = 0
    while at < len(plain):
        form = _form_at(plain, at, names) if plain[at].low in names.forms else None
        if form is None:
            yield plain[at]
            at += 1
            continue
        first, last = plain[at], plain[at + len(form.lows) - 1]
        low = " ".join(form.lows)
        yield Token(low, low, first.start, last.end, first.cap, last.owns, form.who, form.inner)
        at += len(form.lows)


def _form_at(plain: tuple[Token, ...], at: int, names: Names) -> Form | None:
    for form in names.forms[plain[at].low]:
        if tuple(token.low for token in plain[at : at + len(form.lows)]) != form.lows:
            continue
        if form.after_article and not (at and (plain[at - 1].low in ARTICLES or plain[at - 1].owns)):
            continue
        if form.short and plain[at].capitals and len(form.lows[0]) <= _ACRONYM:
            continue  # “the UN” is not Kim Jong Un
        if form.lows[0] in MODALS and not plain[at].cap:
            continue
        return form
    return None
