"""A report: somebody says or thinks something; and a sentence as the readers of reports see it."""

from typing import NamedTuple

from summarizer.steps.ground.wording.lists import AUXILIARIES, MODALS
from summarizer.steps.ground.wording.tokens import Token, past
from summarizer.text.span import Span

_UNCHANGED = frozenset("beat cut hit put set shut hurt let cost quit burst spread shed split bid".split())
"""Verbs whose past tense is the verb itself."""

_WITH_VERB = frozenset(
    "it's he's she's that's there's i'm we're they're you're we've they've i've it'll he'll she'll".split()
)
"""Pronouns with their verb."""


class Report(NamedTuple):
    """A report: its cue, the tokens that name its source, and what it covers."""

    cue: Token
    source: tuple[Token, ...]
    content: tuple[Span, ...]
    core: Span | None = None
    """What of it is said of something that the outlet names itself: “as …” behind “describe the vote”."""


class Sentence(NamedTuple):
    """A sentence, its words and the quotations in it."""

    span: Span
    words: tuple[Token, ...]
    quotes: tuple[Span, ...]


def has_verb(words: tuple[Token, ...]) -> bool:
    """Guess whether a finite verb stands among some words."""
    return any(
        token.low in AUXILIARIES
        or token.low in MODALS
        or token.low in _WITH_VERB
        or token.low.endswith("n't")
        or (not token.who and not token.cap and (past(token.low) or (at and token.low in _UNCHANGED)))
        for at, token in enumerate(words)
    )
