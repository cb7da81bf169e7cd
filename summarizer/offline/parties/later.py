"""Whom an opening sentence leaves unnamed: “A pharmacist pleaded not guilty on Friday. Alan Petrosky, 61, …”."""

import re

from summarizer.models import DraftParty
from summarizer.offline.parties.lexicon import is_role
from summarizer.offline.parties.phrase import Cast, words_of
from summarizer.text.header import DATELINE, read_header
from summarizer.text.numbered import numbered

_NEXT = 2
"""Sentences behind the first in which the name comes."""
_LOOK = 4
"""Words between the article of a phrase and its noun."""
_TOLD_OF = re.compile(r",? (?:\d{1,2},|who |of |from |is |was |has |had |told |said |says |denie[sd] |faces |faced )")
"""What follows a name of somebody who has been spoken of before."""
_AGED = re.compile(r",? \(?\d{1,2}[,)]")


def with_later_names(text: str, cast: Cast, phrase: str) -> DraftParty | None:
    """Give the party of somebody whom the opening calls “a pharmacist”, with those words among its names."""
    head = next((word for word in words_of(phrase)[1 : 2 + _LOOK] if is_role(word)), None)
    if head is None or phrase.split()[0] not in ("A", "An", "The"):
        return None
    spans = [span for span in numbered(text).sentences if span.start >= read_header(text).body]
    dateline = DATELINE.match(text, spans[0].start) if spans else None
    if not spans or text.find(phrase) != (dateline.end() if dateline else spans[0].start):
        return None
    for span in spans[1 : 1 + _NEXT]:
        for party in cast.parties:
            at = text.find(party.name)
            told = _TOLD_OF if at == span.start else _AGED
            if party.kind == "person" and span.start <= at < span.end and told.match(text, at + len(party.name)):
                return party.model_copy(update={"aliases": (*party.aliases, phrase), "role": party.role or head})
    return None
