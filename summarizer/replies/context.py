"""Who spoke before: whether words can be an answer at all, and to whom."""

import re
from typing import NamedTuple

from summarizer.replies.lazy import lazy
from summarizer.replies.lexicon import terms
from summarizer.replies.phrases import clause_subject
from summarizer.replies.reading import Sentence, Text
from summarizer.replies.speaker import said_by
from summarizer.text.span import Span

_NAME = re.compile(r"[A-Z][\w-]+")
_HEAD = re.compile(r"[\w-]+")
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "him", "her"))


class Claimed(NamedTuple):
    """A sentence in which somebody says something."""

    sentence: Sentence
    source: Span
    names: frozenset[str]
    office: bool
    bystander: bool


class Context:
    """What has been said in a text so far, read when a reply depends on it."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.repliers: list[tuple[Sentence, Span]] = []

    @lazy
    def claims(self) -> tuple[Claimed, ...]:
        """Every sentence with a verb of saying and its source."""
        found = []
        for sentence in self.text.sentences:
            if sentence.verbs and not self.text.is_headline(sentence):
                source = said_by(sentence, sentence.verbs[0])
                if source is not None:
                    found.append(Claimed(sentence, source, *self.describe(sentence, source)))
        return tuple(found)

    def describe(self, sentence: Sentence, source: Span) -> tuple[frozenset[str], bool, bool]:
        """Read the names in a source, whether it answers for a body, and whether it only saw or studied."""
        words = source.of(self.text.plain)
        low = {word.removesuffix("'s") for word in re.findall(r"[\w'-]+", words.lower())}
        names = frozenset(name for name in _NAME.findall(words) if name.lower() not in terms("not_names"))
        return names, bool(low & terms("office")), bool(low & terms("bystander"))

    def resolve(self, sentence: Sentence, source: Span) -> tuple[Sentence, Span]:
        """Put the last speaker before a pronoun in its place."""
        if source.of(self.text.plain).lower() not in _PRONOUNS:
            return sentence, source
        if sentence.number and (before := self._subject_before(sentence)) is not None:
            return before
        spoke = [(claim.sentence, claim.source) for claim in self.claims] + self.repliers
        named = [
            pair
            for pair in spoke
            if pair[1].end <= source.start and pair[1].of(self.text.plain).lower() not in _PRONOUNS
        ]
        return max(named, key=lambda pair: pair[1].start, default=(sentence, source))

    def _subject_before(self, sentence: Sentence) -> tuple[Sentence, Span] | None:
        """Give who the sentence before is about, where it stands in the same paragraph and names somebody."""
        other = self.text.sentences[sentence.number - 1]
        if not self.text.same_paragraph(other, sentence):
            return None
        found = said_by(other, other.verbs[0]) if other.verbs else clause_subject(other, len(other.low))
        if found is None or found.of(self.text.plain).lower() in _PRONOUNS:
            return None
        return (other, found) if self.describe(other, found)[0] else None

    def has_replied(self, sentence: Sentence, who: Span) -> bool:
        """Tell whether a source has replied before."""
        names = self.describe(sentence, who)[0]
        return any(who == other or names & self.describe(where, other)[0] for where, other in self.repliers)

    @lazy
    def _first_heard(self) -> int:
        """The first sentence that tells of an allegation or of something said: from there an answer is possible."""
        nouns, say = terms("accusation"), terms("speech")
        for sentence in self.text.sentences:
            spoken = not say.isdisjoint(sentence.bag) and not self.text.is_headline(sentence)
            if spoken or not nouns.isdisjoint(sentence.bag):
                return sentence.number if not nouns.isdisjoint(sentence.bag) else sentence.number + 1
        return len(self.text.sentences)

    def alleged_before(self, sentence: Sentence) -> bool:
        """Tell whether somebody has said something, or an allegation was named, before or in the sentence."""
        return self._first_heard <= sentence.number or not terms("accusation").isdisjoint(sentence.bag)

    def answers(self, sentence: Sentence, source: Span) -> bool:
        """Tell whether a source, by who it is and who spoke before, is likely contradicting somebody."""
        where, who = self.resolve(sentence, source)
        names, office, bystander = self.describe(where, who)
        words = who.of(self.text.plain)
        possessed = office or any(self._in_office(name) for name in names)
        named = self._charged(sentence, names)
        possessed = possessed or self._is_body(words)
        if self.has_replied(where, who):
            return True
        if bystander and not named:
            return False
        if not (named or possessed):
            return False
        others = [claim for claim in self.claims if not (claim.names & names) and claim.source != source]
        before = [claim for claim in others if claim.sentence.number < sentence.number]
        first = self.claims[0] if self.claims else None
        opened = first is not None and first.sentence.number < sentence.number and bool(first.names & names)
        if opened and not named:
            return False
        later = [claim for claim in others if 0 < claim.sentence.number - sentence.number <= 3]
        return bool(before) or self._alleges_inside(sentence) or bool(later and (named or not before)) or not words

    def only_studies(self, sentence: Sentence, source: Span) -> bool:
        """Tell a prosecutor or an investigator, who weighs evidence by trade, from a party that answers."""
        return self.describe(*self.resolve(sentence, source))[2]

    def _is_body(self, words: str) -> bool:
        """Tell a capital or an organisation (Moscow) from a surname (Smith), which a first name precedes somewhere."""
        return (
            words.isalpha()
            and words[0].isupper()
            and words.lower() not in _PRONOUNS
            and not re.search(rf"\b[A-Z][\w.-]+ {re.escape(words)}\b", self.text.plain)
        )

    def _in_office(self, name: str) -> bool:
        """Tell whether an office stands beside the first mention of a name."""
        at = self.text.plain.find(name)
        before = self.text.plain[max(0, at - 60) : max(0, at)].rsplit(". ", 1)[-1]
        low = set(re.findall(r"[\w-]+", before.lower())[-6:])
        return at >= 0 and bool(low & terms("office")) and not low & terms("bystander")

    def _charged(self, sentence: Sentence, names: frozenset[str]) -> bool:
        """Tell whether another source's sentence, before or shortly behind, names the speaker."""
        low = {part for name in names for part in name.lower().split("-")}
        if not low:
            return False
        own = {claim.sentence.number for claim in self.claims if claim.names & names}
        telling = terms("speech") | terms("accusation") | terms("charging")
        for other in self.text.sentences[: sentence.number + 4]:
            if other.number in own or other.number == sentence.number or self.text.is_headline(other):
                continue
            if not other.bag.isdisjoint(low) and not other.bag.isdisjoint(telling):
                return True
        return False

    def _alleges_inside(self, sentence: Sentence) -> bool:
        words = sentence.span.of(self.text.plain)
        return bool(
            re.search(r"\b(?:after|following|rejecting|denying|reported|asserted|alleged|claimed|despite)\b", words)
        )

    def spoke_before(self, sentence: Sentence, target: str) -> bool:
        """Tell whether those whom a sentence accuses have spoken before it, so that the accusation is an answer."""
        names = {name for name in _NAME.findall(target) if name.lower() not in terms("not_names")}
        heads = {word for word in _HEAD.findall(target.lower()) if len(word) > 4}
        anaphoric = bool(
            re.match(
                r"(?:the pair|the two|them|him|her|it|his accuser|her accuser|their accuser|critics|its critics)",
                target.lower(),
            )
        )
        for claim in self.claims:
            if claim.sentence.number >= sentence.number:
                break
            said = claim.source.of(self.text.plain)
            if anaphoric or claim.names & names or any(head in said.lower() for head in heads):
                return True
        return False
