"""Silences, and what only looks like one."""

import re

from summarizer.replies.lexicon import WEEKDAY, phrases, terms, word_set
from summarizer.replies.reading import Sentence
from summarizer.replies.silent import PHONES, SERVANTS
from summarizer.text.lazily import lazily
from summarizer.text.span import Span

_OPEN_ENDED = (
    "silent", "silent on", "quiet", "reached", "contacted", "respond", "respond when", "reply", "answer", "react",
)  # fmt: skip
_MANY = re.compile(r"\b(?:of|all|many|most|some|several)(?: \w+)? $")
_BESIDE = 40
_DAY = re.compile(rf"(?: on)? {WEEKDAY}")
_ANONYMOUS = lazily(r"\b(?:who|because|as|since) (?:(?:he|she|they|it) )?(?:\w+ )?\Z")
_ON_THE_WAY = re.compile(
    r" by (?:(?:the |an? )?(?:\w+ )?"
    r"(?:road|boat|air|sea|foot|rescue\w*|car|train|ladders?|crews?|brigade|fire\w+|helicopter))"
)
_CLOSES = r"\Z|[.,;:!\"]"
_ENDS = {
    "said nothing": lazily(
        rf"{_CLOSES}| (?:and|when|as|in response|in public|on (?:the|his|her) way|after|before|to)\b"
    ),
    "available": lazily(rf"{_CLOSES}| (?:on \w+day|this|last|until|yesterday|today|when)\b"),
    "answer": lazily(_CLOSES),
    "nobody": lazily(rf"{_CLOSES}| to\b"),
}
"""What may follow words that are a silence only where nothing says of what: “said nothing of the fire” is none."""
_AT_HOME = (" in", " home", " at home", " around")
_ELSEWHERE = (
    ("say", lazily(r" (?:sorry|goodbye|yes|thank|against|in favou?r|the words?\b|that\b)")),
    ("react", lazily(r" (?:well|badly|kindly)\b")),
    ("drawn", lazily(r" into (?!(?:a |any |the )?(?:detail|discussion|debate|speculation|comment))")),
    (
        ("address", "addressed"),
        lazily(r"(?: (?:the|this|that|those|these))?(?: \w+)? (?:problem|cost|cris|need|cause)"),
    ),
    ("respond", lazily(r" in time\b")),
    ("full", lazily(r" of\b")),
    (("quiet", "silent"), lazily(r" for (?:years|decades|months)\b")),
    ("hung up", lazily(r" (?:the|a|his|her|its|their) ")),
    ("reached", lazily(r" (?:again|since|between)\b")),
    ("go into", lazily(r" (?:government|politics|business|exile|hiding|labou?r|debt)\b")),
    ("nothing", lazily(r" (?:will|can|could|would|is|was|has|had)\b")),
)
"""Words, and what makes something else of them: “won’t say sorry”, “drawn into arithmetic”."""
_WITHOUT = ("reply", "response", "answer", "comment"), lazily(r" from (?=\w)")
"""What one is without, where nobody is silent: “without an answer from …”."""
_QUOTED = re.compile(r"sa\w+[^\w]*\"(?:nothing|no more)")
"""“It says ‘nothing will change’” says something."""
_OF_TASTE = re.compile(r"\bi (?:would not|wouldn't) say\Z")
"""“I wouldn't say that he was rude”: an opinion."""
_ANOTHERS = lazily(
    r"\b(?:answer|return|acknowledg|repl|respond|open)\w* (?:to )?(?:his|her) (?:\w+ )?"
    r"(?:letters?|e-?mails?|calls?|messages?|texts?|questions?|requests?|notes?|complaints?)\b"
)
_ASKING = lazily(
    r"\b(?:ask|request|invit|question|comment|respon|repl|answer|contact|approach|call|statement|get back|explain)"
)
_QUESTIONED, _GONE = (
    ("asked", "pressed", "questioned", "approached"),
    ("away", "off", " on", "past", "inside", "room", "building", "hall", "court"),
)
_ASIDE = (",", ";", '"', " when", " and", " but")
_FOR_QUESTIONS = lazily(
    r" (?:for|to) (?:an? |any )?(?:interview|comment|question|speak|talk|answer|respond|us\b|this (?:programme|paper))"
)
_ANSWERED = re.compile(r"(?:did|does|do)(?: not|n't)|never")
_DESK = word_set("phone telephone intercom door reception switchboard")
_SOMEBODY = word_set("he she they who")
"""Words of which one is said of somebody; a name counts as “who”."""


def is_silence(sentence: Sentence, match: re.Match[str], source: Span | None) -> bool:
    """Tell a silence from a patient who does not respond to treatment and a deal that could not be reached."""
    low = match.group().lower()
    if low.endswith(("be named", "be identified")):
        return False  # nor is one who speaks without a name silent
    if "authori" in low and _ANONYMOUS.search(sentence.text.plain, sentence.span.start, match.start()):
        return False  # “an aide who was not authorised to speak publicly” speaks
    before = sentence.text.plain[max(sentence.span.start, match.start() - _BESIDE) : match.start()].lower()
    behind = sentence.text.plain[match.end() : min(match.end() + 60, sentence.span.end)].lower()
    if _OF_TASTE.search(before + low) or "not only" in low or _is_name(sentence, match):
        return False
    if _QUOTED.fullmatch(low):
        return False
    if low.startswith(PHONES) and _MANY.search(before):
        return False  # “millions of phones went dead”
    if not terms("unreachable").isdisjoint(re.findall(r"[\w-]+", before)[-2:]) and "silent" in low:
        return False
    said = source.of(sentence.text.plain) if source else ""
    who = set(re.findall(r"[\w-]+", said.lower())) | ({"who"} if said.istitle() else set())
    if _goes_on(low, behind, who | (_DESK & sentence.bag)) or _of_others(sentence, match):
        return False
    return not low.endswith(_OPEN_ENDED) or _stays_open(low, behind, who)


def _is_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell “the Stonewall Inn”: a name in the middle of a sentence is no verb."""
    plain, start = sentence.text.plain, match.start()
    return plain[start].isupper() and plain[max(0, start - 2) : start - 1].isalpha()


def _stays_open(low: str, behind: str, who: set[str]) -> bool:
    """Tell whether it is a question that stays open, and not a road or a wound."""
    if who & terms("unreachable") or _ON_THE_WAY.match(behind):
        return False
    if low.endswith(("silent", "silent on", "quiet")):
        return not _DAY.match(behind) or low.split()[0] != "silent"
    if not behind.startswith(" to ") or low.endswith(("reached", "contacted")):
        return True
    return "comment" in behind or phrases("answered_with").search(behind, 0, len(behind.split(",")[0])) is not None


def _goes_on(low: str, behind: str, who: set[str]) -> bool:
    """Tell whether what follows, or of whom it is said, makes something else of the words."""
    if low.endswith(("said nothing", "says nothing")):
        return not _ENDS["said nothing"].match(behind)
    if low.endswith("available") and _FOR_QUESTIONS.match(behind):
        return False
    if low.endswith("available") and not low.startswith(("nobody", "no one", "no-one")):
        somebody = who & (_SOMEBODY | terms("office") | SERVANTS)
        return not (somebody and _ENDS["available"].match(behind))
    if low.startswith(("nobody", "no one", "no-one")) and low.endswith(_AT_HOME):
        return not (who & (SERVANTS | _DESK) and _ENDS["nobody"].match(behind))
    if low.endswith(" answer") and _ANSWERED.match(low):
        return not _ENDS["answer"].match(behind)
    if low.startswith("without"):
        return low.endswith(_WITHOUT[0]) and _WITHOUT[1].match(behind) is not None
    return any(low.endswith(words) and other.match(behind) is not None for words, other in _ELSEWHERE)


def _of_others(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether nobody asked for the article: “he had never answered her letters”, “nor had they done so”."""
    low = match.group().lower()
    if "done so" in low:
        first = sentence.text.sentences[max(0, sentence.number - 1)].span.start
        return _ASKING.search(sentence.text.small, first, match.start()) is None
    if sentence.text.small[: match.start()].endswith((" for ", " over ")) and low.startswith("not "):
        return True  # “criticised for not answering the tenants”
    if low.startswith(_QUESTIONED) and low.endswith(_GONE):
        before = sentence.text.small[sentence.span.start : match.start()].rstrip()
        return bool(before) and not before.endswith(_ASIDE)  # “he asked for a loan and walked away”
    return (
        _ANOTHERS.search(sentence.text.small, match.start(), min(match.end() + _BESIDE, sentence.span.end)) is not None
    )
