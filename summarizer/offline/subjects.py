"""The noun phrase that opens a sentence, for the pronoun that opens the next."""

import re

from summarizer.offline.parties.lexicon import PREPOSITIONS, is_body, is_people, is_role, is_verb
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_JOINS = re.compile(r",? (?:and|nor) ")
_LEADS = re.compile(r"(?:both|neither) ", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|its|his|her|their) ", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:says?|said|claim(?:s|ed)?|alleges?d?|believes?d?) (?:that )?(?=[a-z])")
_SHORT = 3
"""Words of a phrase for somebody of whom a sentence tells."""
_MOST = 7
"""Words that a subject is looked for in."""


def subject_before(text: Numbered, pronoun: Span) -> Span | None:
    """Give the common noun phrase that opens the sentence before a pronoun's own, in its paragraph, and fits it.

    “The union has turned the offer down. It would not say more.”: the union. None where a name opens the sentence,
    where the pronoun neither opens its own nor is inserted in it, or where no verb ends the phrase.
    """
    before = _before(text, pronoun)
    return _fitting(text, pronoun, _opening(text.text, before)) if before else None


def told_of_before(text: Numbered, pronoun: Span) -> Span | None:
    """Give the common noun phrase of whom the sentence before tells: “The ministry says teachers leaked it.”."""
    before = _before(text, pronoun)
    says = _SAYS.search(text.text, *before) if before else None
    found = _opening(text.text, Span(says.end(), before.end)) if says and before else None
    return _fitting(text, pronoun, found if found and len(found.of(text.text).split()) <= _SHORT else None)


def _before(text: Numbered, pronoun: Span) -> Span | None:
    """Give the sentence before that of a pronoun which is its subject, in its paragraph."""
    number = text.sentence_of(pronoun)
    own = text.sentences[number - 1]
    inserted = text.text[own.start : pronoun.start].endswith((", ", "” ", '" '))
    if number < 2 or not (own.start == pronoun.start or inserted):
        return None
    before = text.sentences[number - 2]
    return None if "\n" in text.text[before.end : pronoun.start] else before


def _fitting(text: Numbered, pronoun: Span, found: Span | None) -> Span | None:
    return found if found and _fits(found.of(text.text), pronoun.of(text.text).lower()) else None


def _opening(text: str, sentence: Span) -> Span | None:
    """Read the words before the first verb of a sentence, if no mark stands among them."""
    end = sentence.start
    for at, word in enumerate(_WORD.finditer(text, *sentence)):
        if at > _MOST or text[end : word.start()].strip():
            return None
        if at and is_verb(word.group()):
            return Span(sentence.start, end)
        end = word.end()
    return None


def _fits(phrase: str, pronoun: str) -> bool:
    """Tell whether a phrase in small letters may be “it”, “they”, “he” or “she”, by its head."""
    words = phrase.split()
    close = next((at for at, word in enumerate(words) if at and word.lower() in PREPOSITIONS), len(words))
    head = words[close - 1].lower()
    if any(word[:1].isupper() for word in words[1:close]):
        return False
    if pronoun == "it":
        return is_body(head) and not is_people(head)
    return is_people(head) if pronoun == "they" else pronoun in ("he", "she") and is_role(head) and not is_body(head)


def joined(text: Numbered, source: Span) -> list[Span]:
    """Give the phrases that “and” or “nor” joins in a source; one where they are no phrases of their own.

    “Both the mill and the clerk” are two, “the ministry of mines and energy” is one.
    """
    lead = _LEADS.match(text.text, *source)
    start = lead.end() if lead else source.start
    parts = []
    for join in (*_JOINS.finditer(text.text, start, source.end), None):
        parts.append(Span(start, join.start() if join else source.end))
        start = join.end() if join else start
    apart = all(text.text[part.start].isupper() or _DETERMINED.match(text.text, part.start) for part in parts)
    return parts if apart else [source]
