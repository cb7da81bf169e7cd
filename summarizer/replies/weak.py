"""Contradictions without a word of denial: “Not one lorry has been stopped,” said the minister."""

import re

from summarizer.replies.context import Context
from summarizer.replies.lexicon import one_of, terms
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import Speaker, speaker_of
from summarizer.text.span import Span

_NEGATION = re.compile(
    r"\b(?:not one|not an? (?:single )?\w+|not once|nobody|no one|none|nothing|nowhere|not|never|nor|no)\b|n't\b",
    re.IGNORECASE,
)
_AT_OPENING = re.compile(r"(?:^|[\"',:;)—–-] ?|\b(?:that|and|but|said|says) )$", re.IGNORECASE)
_BEFORE_NONE = re.compile(
    r"\bthere (?:is|was|are|were|has been|have been|had been)(?: \w+ly)? $|\b(?:laid|took|taken|made|sent|given|gave|fired|received|used"
    r"|bought|sold|paid|had|has|have|knew|signed|ordered|hid|hidden|concealed|destroyed|promised) $",
    re.IGNORECASE,
)
_BEFORE_NOT = re.compile(r"\b(?:did|had|has|have|was|were|am|are|is) (?:\w+ly )?$", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:did|had|has|have|was|were|is|are)$", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|shall|should|must|ll) (?:\w+ )?$", re.IGNORECASE)
_BEHIND_NOT = re.compile(
    r"(?: \w+ly| yet)? (?:den(?:y|ied)|disput\w*|contest\w*|rul\w* out|confirm\w*|elaborat\w*|say|said|comment\w*|name|named|identif\w*|give|given"
    r"|specif\w*|disclos\w*|respond\w*|mention\w*|address\w*|explain\w*|want\w*|wish\w*|releas\w*|publish\w*|expect\w*|only|just|clear|yet"
    r"|immediately|know|known|sure|provid\w*|offer\w*|object\w*|mind|regret\w*|challeng\w*)\b",
    re.IGNORECASE,
)
_EXCEPTLESS = re.compile(
    r"\bnothing (?:else|more|other)\b|\bonce only\b|\bonly(?=[,.\"']|$)|(?<=[\"'])(?:every|all of|each)\b|\balways (?:been|acted|complied|followed|had)\b"
    r"|\bcompl(?:y|ied|ies|ying) with\b|\bfollow(?:ed|s|ing)? (?:all |every |the |its |our |their )*(?:\w+ )?(?:rules?|procedures?|protocols?|laws?|guidelines|instructions)\b"
    r"|\bacted (?:\w+ )?(?:lawfully|legally|properly|correctly|appropriately|responsibly|in good faith|in self-defen[cs]e|within)\b"
    r"|\b(?:was|were|is|are) (?:entirely |perfectly |wholly |completely |all )?(?:lawful|legal|above board|aboveboard)\b"
    r"|\bnothing but\b|\bat all times\b|\b(?:within|in line with|in accordance with|according to) the (?:law|rules|regulations|guidelines)\b"
    r"|\b(?:fully|strictly) (?:compl\w+|follow\w+|adher\w+)\b|\bby the book\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|won't|would|shall|may|might|could|can|going to|expected?|should|must|until|unless)\b", re.IGNORECASE
)
_DENIES_ITSELF = re.compile(
    r"\b(?:swore|swears|insisted|insists|insist|maintained|maintains|protested|vowed|testified)\b", re.IGNORECASE
)
_PROOF = re.compile(
    r"\b(?:witness\w*|records?|documents?|evidence|proof|trace|samples?|data|photographs?|prompts?|tests?)\b",
    re.IGNORECASE,
)
_NEGATIVE = frozenset("no not none nobody never nor nowhere nothing t".split())
_UNIVERSAL = frozenset(
    "nothing only every all each always fully strictly law rules regulations guidelines book times comply complied "
    "complies complying followed follows following acted lawful legal aboveboard board".split()
)


def may_contradict(words: set[str]) -> bool:
    """Tell cheaply whether a sentence can hold a contradiction."""
    return not (_NEGATIVE.isdisjoint(words) and _UNIVERSAL.isdisjoint(words))


def contradiction(sentence: Sentence, context: Context) -> tuple[str, Span, Speaker] | None:
    """Find a negated past, or a word that leaves no exception, in what a likely contradictor says."""
    plain = sentence.text.plain
    if not sentence.verbs and not sentence.quotes and "according" not in sentence.bag:
        return None
    for pattern, needs in ((_NEGATION, _NEGATIVE), (_EXCEPTLESS, _UNIVERSAL)):
        if needs.isdisjoint(sentence.bag):
            continue
        for match in _first_few(pattern, plain, sentence.span):
            place = Span(*match.span())
            speaker = speaker_of(sentence, place)
            if speaker is None or speaker.concedes or place.overlaps(speaker.source):
                continue
            if pattern is _NEGATION and not _contradicts(plain, place, sentence.span):
                continue
            if _is_harmless(sentence, place) or not _is_content(sentence, place, speaker):
                continue
            swears = speaker.verb >= 0 and bool(_DENIES_ITSELF.match(sentence.low[speaker.verb]))
            if swears and pattern is _NEGATION or context.answers(sentence, speaker.source):
                kind = (
                    "disputes_evidence"
                    if _PROOF.search(plain, place.start, min(place.start + 90, sentence.span.end))
                    else "denies"
                )
                return kind, place, speaker
    return None


def _first_few(pattern: re.Pattern[str], plain: str, span: Span) -> list[re.Match[str]]:
    found = []
    for match in pattern.finditer(plain, *span):
        found.append(match)
        if len(found) == 4:
            break
    return found


def _contradicts(plain: str, place: Span, sentence: Span) -> bool:
    """Tell by the words on either side whether a negative word negates a past or a whole."""
    word = place.of(plain).lower()
    before = plain[max(sentence.start, place.start - 40) : place.start]
    behind = plain[place.end : min(sentence.end, place.end + 40)]
    if word == "never":
        return not _MODAL.search(before)
    if word == "nor":
        return re.match(r" (?:did|had|has|have|was|were)\b", behind) is not None
    if word == "nowhere":
        return re.search(r"\b(?:going|was|were|am|are|is|been) $", before) is not None
    if word.startswith("not a"):
        return _AT_OPENING.search(before) is not None
    if word in ("not", "n't"):
        held = _BEFORE_NOT if word == "not" else _CONTRACTED
        return held.search(before) is not None and _BEHIND_NOT.match(behind) is None
    return _AT_OPENING.search(before) is not None or _BEFORE_NONE.search(before) is not None


def _is_harmless(sentence: Sentence, place: Span) -> bool:
    """Tell predictions and plain lacks from contradictions."""
    plain = sentence.text.plain
    before = plain[max(sentence.span.start, place.start - 40) : place.start].rsplit(".", 1)[-1]
    behind = re.match(r"[^.,;:!?\"]{0,60}", plain[place.start : place.start + 60])
    stretch = behind.group() if behind else ""
    if _FUTURE.search(" ".join(stretch.split()[:4])) or re.search(
        r"\b(?:could|would|if|whether|unless|until) (?:\w+ ){0,3}$", before
    ):
        return True
    words = re.findall(r"[\w-]+", stretch.lower())[:6]
    return bool(terms("harmless") & set(words))


def _is_content(sentence: Sentence, place: Span, speaker: Speaker) -> bool:
    """Tell what a speaker says from what is said about the speaker, as in “he said, and did not elaborate”."""
    if sentence.in_quote(place.start) or speaker.verb < 0:
        return True
    verb = Span(*sentence.places[speaker.verb])
    between = sentence.text.plain[verb.end : place.start]
    if place.start > verb.end:
        return not re.search(r"[;]|, (?:who|which|but|and) (?:did|had|has|have|was|were)?\s*$", between)
    return True
