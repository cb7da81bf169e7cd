"""What one who is accused puts against the charge without a word of denial: “the mask was bought from a dealer”."""

import re
from typing import TYPE_CHECKING

from summarizer.replies.context import Context
from summarizer.replies.lexicon import one_of
from summarizer.replies.reading import Sentence
from summarizer.replies.speaker import said_by
from summarizer.text.span import Span

if TYPE_CHECKING:
    from summarizer.models import DenialKind

_NO_ANSWER = re.compile(  # plans, regrets, courtesies and inquiries contest nothing
    r"\b(?:will|won't|shall|'ll|would|could|might|(?-i:may)|plan\w*|intend\w*|hope\w*|expect\w*|regret\w*|apolog\w*|sorry|"
    r"condolence\w*|sympath\w*|welcom\w*|cooperat\w*|co-operat\w*|review\w*|investigat\w*|inquiry|looking into|"
    r"thank\w*|pray\w*|admit\w*|acknowledg\w*|conced\w*|mistakes? (?:was|were|had)|confirm\w*|recall\w*|resign\w*|"
    r"appeal\w*|call\w* (?:on|for)|urg\w*|must|should|need to|want\w*|agree\w*|going to|about to|ready to|"
    r"prepared to|seriously|aware of|comment\w*|elaborat\w*|interview\w*|grateful|proud|sad|saddened|tragedy|tragic|"
    r"shaken|shocked|unfortunate)\b",
    re.IGNORECASE,
)
_TELLING = frozenset(
    "said says say saying told wrote writes insisted argued maintained explained stated replied added tweeted "
    "protested testified countered asserted contended declared noted stressed joked suggested cautioned".split()
)


def answer(sentence: Sentence, context: Context) -> "tuple[DenialKind, Span, Span] | None":
    """Read what an accused party says as an answer, unless it plans, owns or regrets something."""
    verb = next((at for at in sentence.verbs if sentence.low[at] in _TELLING), None)
    if verb is None or not context.has_charge or sentence.low[verb - 1 : verb] == ["was"]:
        return None
    source = said_by(sentence, verb)
    if (
        source is None
        or not context.is_accused(sentence, source)
        or _NO_ANSWER.search(sentence.text.plain, *sentence.span)
    ):
        return None
    plain = sentence.text.plain
    proof = one_of("evidence").search(plain, *sentence.span)
    return ("disputes_evidence" if proof else "denies"), Span(*sentence.places[verb]), source
