"""Narrow: where a claim cites its own words of saying too, its content is what is said by them."""

from collections.abc import Iterable

from summarizer.attribution import Attribution
from summarizer.models import DraftClaim
from summarizer.steps.ground.evidence import Grounds, found_beside, mention
from summarizer.text.figures import figures
from summarizer.text.numbered import Place
from summarizer.text.span import Span


def narrowed(item: DraftClaim, places: tuple[Place, ...], on: Grounds) -> tuple[Place, ...]:
    """Cut each place that holds the claim's cue down to the content that the finder reads of that cue.

    A place stays whole where a quotation or a figure would fall away: those are what a reader looks for.
    """
    cue = mention(item.cue, places, on)
    if cue is None or not any(cue.within(place.span) for place in places):
        return places
    found = found_beside(cue, places, on)
    return tuple(sorted(part for place in places for part in _cut(place, found, on))) if found else places


def _cut(place: Place, found: Attribution, on: Grounds) -> Iterable[Place]:
    inside = [part for part in found.content if part.overlaps(place.span)]
    if not inside or not any(cue.within(place.span) for cue in found.cue):
        return [place]
    kept = [Span(max(part.start, place.span.start), min(part.end, place.span.end)) for part in inside]
    dear = [quote.inner for quote in on.text.quotes] + [figure.span for figure in figures(on.article.text)]
    if any(one.within(place.span) and not any(one.within(part) for part in kept) for one in dear):
        return [place]
    return [place._replace(span=part) for part in kept]
