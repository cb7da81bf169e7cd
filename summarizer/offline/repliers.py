"""Parties that only their replies name: “the harbour master did not answer”, “a clerk at its office said”."""

import re
from collections.abc import Iterator, Mapping, Sequence

from summarizer.models import DraftParty
from summarizer.offline.parties.common import party_of
from summarizer.offline.parties.phrase import cast_of
from summarizer.offline.speakers import Speakers
from summarizer.offline.subjects import joined, subject_before, told_of_before
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_SERVANT = r"(?:spokes\w+|lawyers?|attorneys?|solicitors?|counsel|agents?|rep(?:resentative)?s?|press office)"
_SERVES = re.compile(
    rf"(?:an? |the )?(?:[\w-]+ ){{0,2}}{_SERVANT} (?:for|of|at) (?P<whom>(?:the|an?|this|that) [^,]+)"
    rf"|(?P<owner>(?:the|an?) [^,]+?)[’']s? (?:[\w-]+ ){{0,2}}{_SERVANT}",
    re.IGNORECASE,
)
_SPOKESMAN = re.compile(
    r"(?:(?:an?|the) )?(?:(?:company|firm|group|club|union|airline|agency|ministry) )?(?:spokes\w+|press officer)"
)
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their"))


def with_repliers(
    text: Numbered, sources: Sequence[Span], speakers: Speakers, parties: tuple[DraftParty, ...]
) -> tuple[DraftParty, ...]:
    """Add a party for each source that is nobody known, and say whom a source serves that tells it by “its” or “for”.

    Args:
        text: The article.
        sources: Who replies, as noun phrases.
        speakers: Tells whom a phrase means.
        parties: The parties found so far.
    """
    cast = cast_of(parties)
    phrases = [part for source in sources for part in _parts(text, source) if not speakers.of(part)]
    before = [subject_before(text, source) for source in speakers.sources]
    untold = (one for one in speakers.sources if one.of(text.text).lower() == "they" or not speakers.of(one))
    before += [told_of_before(text, one) for one in untold]
    phrases += [subject for subject in before if subject and not speakers.of(subject)]
    masters = {source: whom for source in sources if (whom := _master(text, source))}
    elders = _elders(text, masters, speakers, parties)
    phrases += [whom for whom in masters.values() if not elders.of(whom)]
    voices = (source for source in speakers.sources if _SPOKESMAN.match(source.of(text.text).lower()))
    served = dict(_served(text, (*sources, *voices), elders, masters))
    new = dict.fromkeys(span.of(text.text) for span in phrases)
    return tuple(
        party.model_copy(update={"represents": served[party.name.lower()]})
        if not party.represents and party.name.lower() in served
        else party
        for party in (*parties, *(party_of(phrase, text.text, cast) for phrase in new))
    )


def _elders(
    text: Numbered, masters: Mapping[Span, Span], speakers: Speakers, parties: Sequence[DraftParty]
) -> Speakers:
    """Resolve by the parties without those that are called by whom they serve: the mill is no “mill spokesman”."""
    servants = {source.of(text.text).lower() for source in masters}
    rest = [party for party in parties if party.name.lower() not in servants]
    return Speakers(text, rest, speakers.sources) if len(rest) < len(parties) else speakers


def _parts(text: Numbered, source: Span) -> Iterator[Span]:
    """Give the phrases with a determiner that a source is or joins: “both the mill and the clerk”."""
    parts = joined(text, source)
    yield from (part for part in (parts if len(parts) > 1 else [source]) if _is_phrase(part.of(text.text)))


def _is_phrase(words: str) -> bool:
    return " " in words and words.split()[0].lower() in _DETERMINERS


def _master(text: Numbered, source: Span) -> Span | None:
    """Give whom a source speaks for, in small letters: the mill in “a lawyer for the mill” and “the mill’s lawyer”."""
    found = _SERVES.fullmatch(text.text, *source)
    return Span(*found.span(found.lastgroup or 0)) if found else None


def _served(
    text: Numbered, sources: Sequence[Span], speakers: Speakers, masters: Mapping[Span, Span]
) -> Iterator[tuple[str, str]]:
    """Give, in small letters, the name of a party that is called by whom it serves, and the name of whom it serves."""
    for source in sources:
        phrase = source.of(text.text).lower()
        owners: tuple[str, ...]
        if source in masters:
            owners = speakers.of(masters[source]) or (masters[source].of(text.text),)
        elif spokesman := _SPOKESMAN.match(phrase):
            owners = speakers.body_before(source)
            name = next(iter(speakers.of(source)), "").lower() if spokesman.end() < len(phrase) else phrase
            phrase = name if phrase.endswith(name) else phrase  # “a spokeswoman, Ana Ruiz,”
        else:
            owners = speakers.owner_in(source)
        if owners and owners[0].lower() != phrase:
            yield phrase, owners[0]
