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
from summarizer.steps.ground.cast import Cast, find_name
from summarizer.steps.ground.evidence import Grounds, evidence_of, mention
from summarizer.steps.ground.narrow import narrowed
from summarizer.text.fold import plain_marks, words
from summarizer.text.lazily import lazily
from summarizer.text.numbered import Numbered, Place
from summarizer.text.span import Span


class Ungrounded(Exception):
    """An item does not hold; the message says why."""


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
    speakers, spans = _parties(by, on), tuple(place.span for place in places)
    modality, misworded = _modality(item, speakers, spans, on) if on.checkable else (item.modality, "")
    places = _said(places, speakers, on)
    own = _own_words([place.span for place in places], on.article.text)
    places = narrowed(item, places, on) if on.checkable and item.voice != "own" else places
    spans = tuple(place.span for place in places)
    made = Claim(
        id=f"c{spans[0].start}",
        text=own if misworded else item.text or own,
        speakers=speakers,
        via=_parties(item.via, on),
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

    names = tuple(on.cast.names_of(speaker)[0] for speaker in speakers)
    via = tuple(on.cast.names_of(one)[0] for one in _parties(item.via, on))
    cited = Cited(on.article.text, spans, on.cast.names, _offices(on.cast))
    wording = Wording(item.text, names, item.voice, item.modality, item.cue, item.who, via)
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
    by = _speakers_near(item, places, on)
    answered = claims.get(item.answers) if item.answers else None
    return Denial(
        id=f"d{places[0].span.start}",
        by=by,
        via=_parties(item.via, on),
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
    by = _speakers_near(item, places, on)
    return Silence(
        id=f"s{places[0].span.start}",
        by=by,
        via=_parties(item.via, on),
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


def _offices(cast: Cast) -> dict[str, str]:
    """Name of a party → name of the one that it represents."""
    return {party.name: cast.names_of(party.represents)[0] for party in cast.parties if party.represents}


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


def _parties(names: tuple[str, ...], on: Grounds) -> tuple[str, ...]:
    found = []
    for name in names:
        party = on.cast.id_of(name)
        if party is None:
            raise Ungrounded(f"“{name}” does not stand in the article.")
        if party not in found:
            found.append(party)
    return tuple(found)


_ANAPHOR = lazily(
    r"\b(?:he|she|they|it|we|i|who|which|his|her|their|its|"
    r"(?:the|a|an|its|their|his|her) (?:\w+ ){0,3}\w+|spokes(?:man|woman|person)|officials?|both|neither|none)\b",
    re.IGNORECASE,
)


def _speakers_near(item: DraftItem, places: tuple[Place, ...], on: Grounds) -> tuple[str, ...]:
    """Find the parties that reply: named in the cited sentences, or meant there and named shortly before."""
    if not item.by:
        raise Ungrounded("Nobody is named in by.")
    by = _parties(item.by, on)
    if not on.reworded:
        return by
    plain = plain_marks(on.article.text)
    here = on.text.around(Span(places[0].span.start, places[-1].span.end))
    number = on.text.sentence_of(here) or 1
    before = on.text.sentences[max(0, number - 4)].start
    behind = on.text.sentences[min(len(on.text.sentences), number + 1) - 1].end
    for party in by:
        names = on.cast.names_of(party)
        if any(find_name(plain, name, here.start, here.end) for name in (*names, *on.cast.offices_of(party))):
            continue
        if any(_office_stands(office, here.of(plain)) for office in on.cast.offices_of(party)):
            continue
        meant = _ANAPHOR.search(plain, here.start, here.end) or here.of(plain)[:1] == '"'
        if not (meant and any(find_name(plain, name, before, max(here.end, behind)) for name in names)):
            raise Ungrounded(f"“{names[0]}” does not stand in the cited words or near them.")
    return by


def _office_stands(office: str, sentence: str) -> bool:
    """Tell “the foreign minister of Norvia” where the office is given as “Norvian Foreign Minister”."""
    words, low = _PLAIN_WORD.findall(office.lower()), sentence.lower()
    return len(words) > 2 and all(word[:5] in low for word in words)


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
