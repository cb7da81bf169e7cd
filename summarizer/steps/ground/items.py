"""Ground one claim, denial or silence: follow its citations, copy the evidence, check its words."""

import re
from collections.abc import Iterable, Mapping

from summarizer.models import (
    Claim,
    Denial,
    DraftClaim,
    DraftDenial,
    DraftItem,
    DraftSilence,
    Modality,
    Silence,
    Speech,
)
from summarizer.steps.ground.evidence import Grounds, evidence_of, mention
from summarizer.steps.ground.named import Ungrounded, names_of, offices, parties_of
from summarizer.steps.ground.narrow import narrowed
from summarizer.steps.ground.repliers import repliers_of
from summarizer.text.fold import plain_marks, words
from summarizer.text.numbered import Numbered, Place
from summarizer.text.span import Span


def claim(item: DraftClaim, on: Grounds) -> tuple[Claim, str]:
    """Ground a claim.

    Returns:
        The claim, and why the words that a model chose for it do not hold: it then stands in those of the article.

    Raises:
        Ungrounded: A number is out of range, a speaker is unknown, or its words do not stand in the cited ones.
    """
    places = _places(item, on)
    by = () if item.voice == "own" else item.by or _named_in(item.who, on)
    if item.voice == "own" and item.by:
        raise Ungrounded("A claim in the outlet's own voice has no speakers: empty by, or voice attributed.")
    if item.voice == "attributed" and not by and on.reworded and not _somebody(item, places, on):
        raise Ungrounded("Name who says it in by; where nobody is named, put the article's words for them in who.")
    speakers, spans = parties_of(by, on), tuple(place.span for place in places)
    modality, misworded = _modality(item, speakers, spans, on) if on.checkable else (item.modality, "")
    places = _said(places, speakers, on)
    own = _own_words([place.span for place in places], on.article.text)
    places = narrowed(item, places, on) if on.checkable and item.voice != "own" else places
    spans = tuple(place.span for place in places)
    made = Claim(
        id=f"c{spans[0].start}",
        text=own if misworded else item.text or own,
        speakers=speakers,
        via=parties_of(item.via, on),
        voice=item.voice,
        speech=speech_of(spans, on.text),
        modality=modality,
        evidence=evidence_of(item, places, speakers, on),
    )
    return made, misworded


def _modality(
    item: DraftClaim, speakers: tuple[str, ...], spans: tuple[Span, ...], on: Grounds
) -> tuple[Modality, str]:
    """Check what a model worded against what it cites; its modality is set right where it only copies.

    Raises:
        Ungrounded: The claim says what the cited words do not.
    """
    from summarizer.steps.ground.wording import Cited, Wording, checked, without_words  # the rules need nothing checked

    via = names_of(parties_of(item.via, on), on)
    cited = Cited(on.article.text, spans, on.cast.names, offices(on))
    wording = Wording(item.text, names_of(speakers, on), item.voice, item.modality, item.cue, item.who, via)
    modality, reason = checked(wording, cited)
    if reason is None:
        return modality, ""
    if standing := without_words(wording, cited):
        return standing, reason
    raise Ungrounded(reason)


def denial(item: DraftDenial, on: Grounds, claims: Mapping[int, Claim]) -> Denial:
    """Ground a denial; it answers one of the grounded `claims`, by number, or an allegation in words.

    Raises:
        Ungrounded: A number is out of range, or nobody is said to reply.
    """
    places = _places(item, on)
    by = repliers_of(item, places, on)
    answered = claims.get(item.answers) if item.answers else None
    return Denial(
        id=f"d{places[0].span.start}",
        by=by,
        via=parties_of(item.via, on),
        kind=item.kind,
        answers=answered.id if answered else None,
        allegation=None if answered else _words_near(item.allegation, places, on) or None,
        precedes_claim=item.before if answered else None,
        evidence=evidence_of(item, places, by, on),
    )


def silence(item: DraftSilence, on: Grounds) -> Silence:
    """Ground a silence.

    Raises:
        Ungrounded: A number is out of range, or nobody is said to be silent.
    """
    places = _places(item, on)
    by = repliers_of(item, places, on)
    return Silence(
        id=f"s{places[0].span.start}",
        by=by,
        via=parties_of(item.via, on),
        kind=item.kind,
        about=_words_near(item.about, places, on),
        evidence=evidence_of(item, places, by, on),
    )


def speech_of(spans: tuple[Span, ...], text: Numbered) -> Speech:
    """Tell direct from indirect speech: whether the words stand in quotation marks, all, some or none."""
    quoted = [any(quote.start <= span.start and span.end <= quote.end for quote in text.quotes) for span in spans]
    if all(quoted):
        return "direct"
    touched = any(span.start < quote.end and quote.start < span.end for span in spans for quote in text.quotes)
    return "mixed" if touched else "indirect"


def _places(item: DraftItem, on: Grounds) -> tuple[Place, ...]:
    try:
        places = {on.text.find(cite) for cite in item.at}
    except LookupError as error:
        raise Ungrounded(str(error.args[0])) from None
    return tuple(sorted(places))


def _named_in(who: str, on: Grounds) -> tuple[str, ...]:
    """Read the words for a speaker without a name as a party's, where they are one of its names."""
    return (who,) if on.cast.id_of(who) else ()


def _said(places: tuple[Place, ...], speakers: tuple[str, ...], on: Grounds) -> tuple[Place, ...]:
    """Leave out what cites no more than the name of who says it: that is a source and not what is said."""
    names = {words(name) for speaker in speakers for name in on.cast.names_of(speaker)}
    kept = (place for place in places if words(place.span.of(on.article.text)) not in names)
    return tuple(kept) or places


_PLAIN_WORD = re.compile(r"[^\W_]{4,}")


def _words_near(told: str, places: tuple[Place, ...], on: Grounds) -> str:
    """Keep the model's words for what is answered only where they stand in the article near the citation."""
    if not told:
        return ""
    number = on.text.sentence_of(places[0].span) or 1
    spans = on.text.sentences[max(0, number - 4) : number + 2]
    near = plain_marks(on.article.text[spans[0].start : spans[-1].end]).lower()
    wanted = [word[:5] for word in _PLAIN_WORD.findall(plain_marks(told).lower())]
    standing = sum(word in near for word in wanted)
    return told if not wanted or standing >= 0.75 * len(wanted) else ""


def _own_words(spans: Iterable[Span], text: str) -> str:
    """Let the cited words speak where the engine added none; a gap between them is shown."""
    return " … ".join(" ".join(span.of(text).split()) for span in spans).rstrip(" ,;:")


def _somebody(item: DraftItem, places: tuple[Place, ...], on: Grounds) -> bool:
    """Tell whether the cited sentences have the words for a speaker without a name (“sources”, “was reported”)."""
    return any(mention(told, places, on) for told in (item.who, item.cue))
