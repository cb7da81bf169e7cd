"""What the parties of an article may be called: he, it, the company."""

import re
from collections.abc import Sequence

from summarizer.models import DraftParty
from summarizer.offline.parties.called import contradicts
from summarizer.offline.parties.resolve import may_be
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

NO_PAPER = "it, but no newspaper"
_NO_FIRM = lazily(
    r"\b(?:groups?|charit(?:y|ies)|watchdog|unions?|newspaper|campaign(?:ers)?|activists?|network|institute|universit(?:y|ies)|"
    r"agency|ministry|alliance|society|research|regulator|commission|website|court|police|army|seller|body)\b",
    re.IGNORECASE,
)
_DESCRIBED = 24
"""Code points before a name in which a noun describes it."""


class Kinds:
    """The parties of one article by what they are."""

    def __init__(self, text: Numbered, parties: Sequence[DraftParty]) -> None:
        self._text = text
        self._by_name = {party.name: party for party in parties}

    def is_person(self, name: str) -> bool:
        """Tell a person from a body."""
        return self._by_name[name].kind == "person"

    def is_body(self, name: str) -> bool:
        """Tell what may be “it” from a person and from people."""
        return self._by_name[name].kind not in ("person", "group")

    def is_oneself(self, name: str) -> bool:
        """Tell a person who speaks for nobody else."""
        return self.is_person(name) and not self._by_name[name].represents

    def served(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Put who is served for an unnamed servant: “her agent” is not the agent’s but hers."""
        return tuple(self._master(self._by_name[name]) for name in names)

    @staticmethod
    def _master(party: DraftParty) -> str:
        unnamed = party.name.split()[-1][0].islower()
        return party.represents if party.represents and unnamed else party.name

    def may_be(self, pronoun: str, name: str) -> bool:
        """Tell whether “he”, “she” or “it” may be a party."""
        party = self._by_name[name]
        if pronoun in ("it", NO_PAPER):
            return party.kind not in (("person", "group") if pronoun == "it" else ("person", "group", "media"))
        return party.kind == "person" and may_be(party, pronoun)

    def is_firm(self, name: str) -> bool:
        """Tell what “the company” may be."""
        return not self.is_no_firm(name) and self._by_name[name].kind not in ("person", "group", "media")

    def is_called(self, noun: str, name: str) -> bool:
        """Tell a company that may be “the airline”, by its name."""
        return self.is_firm(name) and not contradicts(noun, name.split()[-1].lower())

    def is_no_firm(self, name: str) -> bool:
        """Tell a campaign group or a ministry, by its name or by the words beside it, from a company."""
        at = max(0, self._text.text.find(name))
        sentence = self._text.around(Span(at, at + len(name)))
        behind = at + len(name)
        described = _NO_FIRM.search(self._text.text, max(sentence.start, at - _DESCRIBED), behind)
        return (described or _NO_FIRM.match(self._text.text, behind + 1)) is not None
