"""Who tells a sentence that nothing else takes apart: named behind it, or before a verb whose object is what he says.

“The bridge is shut, the mayor said on Monday.” “The weather service measured 300 millimetres of rain.”
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.attribution import Attribution
from summarizer.attribution.lexicon import Frame, verb_of
from summarizer.text.header import DATELINE
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered
from summarizer.text.span import Span

_ASIDE = r"(?:, [^,;:“”\"]{2,70},)?"
_NAMED = rf"(?:[^\W\d_][\w’'.&-]*\s){{0,8}}?[^\W_][\w’'&-]*{_ASIDE}"
_SPEAKER_BEHIND = rf"(?P<what>.{{12,}}?),[”\"]?\s(?P<who>{_NAMED})\s"
_BEHIND = re.compile(
    rf"{_SPEAKER_BEHIND}(?P<cue>[a-z]+)"
    r"(?:\s(?:(?:on|in|at|to|during|after|before|late|early|this|last|yesterday|today|[A-Z][a-z]+day)\b[^;:“”\"]{0,70}))?"
    r"\.?\Z",
    re.DOTALL,
)
_ADDRESSED = lazily(
    rf"{_SPEAKER_BEHIND}(?P<cue>told|reminded)\s(?!(?:that|of)\b)[^,;:“”\"]{{2,60}}\.?\Z",
    re.DOTALL,
)
_AS_SAYING = lazily(
    rf"{_SPEAKER_BEHIND}(?P<cue>(?:is|was|were) quoted as saying)\b[^;:“”\"]{{0,60}}\.?\Z",
    re.DOTALL,
)
_COLON = lazily(rf"(?P<who>{_NAMED})(?P<cue>:)\s(?P<what>[“\"].{{12,}})\Z", re.DOTALL)
_INSERTED = re.compile(
    rf"(?P<who>{_NAMED}),\s(?:in|at|by|speaking|asked|reached|writing|visiting|through|via)\b[^,;:“”\"]{{2,80}},\s(?P<cue>[a-z]+)"
    r"\s(?:(?:them|reporters|journalists)\s)?(?P<what>[^;:]{8,}?)\.?\Z",
    re.DOTALL,
)
_BEFORE = re.compile(
    rf"(?P<who>{_NAMED})\s(?:(?:has|had|have|also|again|first|later|then|repeatedly)\s){{0,3}}"
    r"(?P<cue>put(?=[^.;]*\sat\s)|gave(?=\s(?:an?|the|its|their)\s(?:toll|figure|number|count|estimate|total)\b)|"
    r"estimated?|estimates|counted|measured|(?:spoke|spoken|speaks) of|predict(?:s|ed)|forecasts?|demand(?:s|ed)|"
    r"urge[sd]|appealed to|appeals to|called for|calls for)\s"
    r"(?P<what>[^;:]{8,}?)\.?\Z",
    re.DOTALL,
)
_TURNED = frozenset(("told", "tells", "quoted", "quoted as saying"))
_QUOTED = lazily(rf"quoted (?P<who>{_NAMED}) as (?:saying|telling)\b")
_TELLS = lazily(rf"[,”\"]\s(?P<who>{_NAMED}),?\s\Z")
_NO_NAME = lazily(
    r"(?:and|but|or|so|as|which|who|whom|whose|what|when|where|while|after|before|because|if|that|although|though|since|"
    r"until|including|with|for|by|to|in|on|at|from|of|it|there|this|these|those|not|even|only|saying|adding|according)\b|"
    r".*\b(?:is|are|was|were|be|been|had|has|have|will|would|could|may|might|must|should|can|did|does|do|that|which)\b",
    re.IGNORECASE | re.DOTALL,
)


def told(text: Numbered, body: int, said: Sequence[Attribution]) -> Iterator[Attribution]:
    """Find the speakers of sentences below the title in which no attribution was found."""
    known = [span for found in said for span in (*found.cue, *found.content)]
    dateline = DATELINE.match(text.text, body)
    first = dateline.end() if dateline else body
    for whole in text.sentences:
        sentence = Span(max(whole.start, first), whole.end)
        if sentence.start >= sentence.end or any(span.overlaps(whole) for span in known):
            continue
        if found := _behind(text.text, sentence) or _before(text, sentence):
            yield found


def turned(found: Attribution, text: Numbered) -> Attribution:
    """Take who stands before “told” for the speaker, not who is spoken to; and who is quoted, not who quotes.

    “…, its chief, Ann Reed, told a court.” “…, the agency quoted the governor as saying.”
    """
    if not (found.cue and found.source and found.cue[0].of(text.text) in _TURNED):
        return found
    cue, source = found.cue[0], found.source[0]
    if quoted := _QUOTED.match(text.text, cue.start, text.around(cue).end):
        return found._replace(source=(Span(*quoted.span("who")),))
    if source.start < cue.end:
        return found
    who = _TELLS.search(text.text, text.around(cue).start, cue.start)
    return found._replace(source=(Span(*who.span("who")),)) if who and not _NO_NAME.match(who["who"]) else found


def _behind(text: str, sentence: Span) -> Attribution | None:
    """Read “…, NAME said on Monday.”, “…, NAME told residents.” and “A spokesman for NAME: “…””."""
    found = _BEHIND.fullmatch(text, sentence.start, sentence.end)
    if found and _says(found):
        return _attribution(found)
    for words, form in (
        (" told ", _ADDRESSED),
        (" reminded ", _ADDRESSED),
        (" quoted as ", _AS_SAYING),
        (": ", _COLON),
    ):
        found = form.fullmatch(text, sentence.start, sentence.end) if words in sentence.of(text) else None
        if found and not _NO_NAME.match(found["who"]):
            return _attribution(found)
    return None


def _says(found: re.Match[str]) -> bool:
    """Tell whether the cue is a verb of saying, and who stands beside it a name."""
    verb = verb_of().get(found["cue"])
    return bool(verb and verb.frames & Frame.SAY) and not _NO_NAME.match(found["who"])


def _before(text: Numbered, sentence: Span) -> Attribution | None:
    """Read “NAME put the toll at 40.”; words that are quoted have a speaker elsewhere."""
    if any(quote.start <= sentence.start < quote.end for quote in text.quotes):
        return None
    commas = text.text.count(",", sentence.start, sentence.end)
    inserted = _INSERTED.fullmatch(text.text, sentence.start, sentence.end) if commas > 1 else None
    if inserted and _says(inserted):
        return _attribution(inserted)
    found = _BEFORE.fullmatch(text.text, sentence.start, sentence.end)
    return _attribution(found) if found and not _NO_NAME.match(found["who"]) else None


def _attribution(found: re.Match[str]) -> Attribution:
    who, cue, what = (Span(*found.span(name)) for name in ("who", "cue", "what"))
    return Attribution((who,), (cue,), (what,), "indirect")
