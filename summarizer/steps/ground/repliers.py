"""Who contests, or keeps silent: named where the item cites, or meant there, and nobody else's words."""

import re

from summarizer.models import DraftItem
from summarizer.steps.ground.cast import find_name
from summarizer.steps.ground.evidence import Grounds
from summarizer.steps.ground.named import Ungrounded, names_of, offices, parties_of
from summarizer.text.fold import plain_marks
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Place
from summarizer.text.span import Span

_ANAPHOR = lazily(
    r"\b(?:he|she|they|it|we|i|who|which|his|her|their|its|"
    r"(?:the|a|an|its|their|his|her) (?:\w+ ){0,3}\w+|spokes(?:man|woman|person)|officials?|both|neither|none)\b",
    re.IGNORECASE,
)
_REACH = 3
"""Sentences back in which somebody is named who is meant."""
_WORD = re.compile(r"[^\W_]{4,}")


def repliers_of(item: DraftItem, places: tuple[Place, ...], on: Grounds) -> tuple[str, ...]:
    """Give the ids of the parties that reply.

    Raises:
        Ungrounded: Nobody is named, a party is not named there or shortly before, or somebody else speaks there.
    """
    if not item.by:
        raise Ungrounded("Nobody is named in by.")
    by = parties_of(item.by, on)
    if not on.reworded:
        return by
    here = on.text.around(Span(places[0].span.start, places[-1].span.end))
    unsure = tuple(party for party in by if not _in_office(party, here, on))
    for party in unsure:
        if not (_is_named(party, here, on) or _is_meant(party, here, on)):
            raise Ungrounded(f"“{on.cast.names_of(party)[0]}” does not stand in the cited words or near them.")
    if on.checkable and (reason := _misreplied(item, unsure, places, on)):
        raise Ungrounded(reason)
    return by


def _in_office(party: str, here: Span, on: Grounds) -> bool:
    """Tell “the foreign minister of Norvia” where the office is given as “Norvian Foreign Minister”."""
    low = here.of(on.article.text).lower()
    offices_told = (_WORD.findall(office.lower()) for office in on.cast.offices_of(party))
    return any(len(words) > 2 and all(word[:5] in low for word in words) for words in offices_told)


def _is_named(party: str, here: Span, on: Grounds) -> bool:
    plain = plain_marks(on.article.text)
    names = (*on.cast.names_of(party), *on.cast.offices_of(party))
    return any(find_name(plain, name, here.start, here.end) for name in names)


def _is_meant(party: str, here: Span, on: Grounds) -> bool:
    """Tell whether words there may point to a party that is named nearby."""
    plain = plain_marks(on.article.text)
    if not (_ANAPHOR.search(plain, here.start, here.end) or here.of(plain)[:1] == '"'):
        return False
    number = on.text.sentence_of(here) or 1
    before = on.text.sentences[max(0, number - 1 - _REACH)].start
    behind = on.text.sentences[min(len(on.text.sentences), number + 1) - 1].end
    return any(find_name(plain, name, before, max(here.end, behind)) for name in on.cast.names_of(party))


def _misreplied(item: DraftItem, by: tuple[str, ...], places: tuple[Place, ...], on: Grounds) -> str | None:
    from summarizer.steps.ground.wording import Cited, Wording, misreplied  # the rules need nothing checked

    via = names_of(parties_of(item.via, on), on)
    wording = Wording("", names_of(by, on), "attributed", "asserted", item.cue, item.who, via)
    return misreplied(wording, Cited(on.article.text, tuple(p.span for p in places), on.cast.names, offices(on)))
