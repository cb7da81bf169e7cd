"""Speech that no listed verb introduces: “NAME: ...”, “... — NAME” and quotations with any verb (“..., she teased”)."""

import re
from collections.abc import Iterator

from summarizer.attribution.found import Found, trimmed
from summarizer.attribution.lexicon import word_set
from summarizer.attribution.reading import Passage
from summarizer.attribution.sources import subject_before
from summarizer.text.lazily import lazily

_LABEL = re.compile(r"(?P<name>d?[Nn]{0,3}N(?:c[nN]{0,3}N)?(?:\([^()]{1,8}\))?):(?=..)")
_INNER_LABEL = re.compile(r"(?<=[Q.\-])(?P<name>N{1,4}(?:cN{1,4})?)(?P<colon>:)(?P<quote>Q)")
_LED_QUOTATION = re.compile(r"[:,]Q")
_INTRODUCES = re.compile(r"a*b*[fxsal]")
_SIGNED = re.compile(r"(?P<quote>Q)\.?(?P<dash>-)(?P<name>N{1,5})(?:,[nNpd0,c]{1,20})?\.?\Z")
_TAG = lazily(
    r"(?P<source>(?:r|(?:[dnN0z]|[pc](?=[dnN0])|\([^()]{1,8}\))+(?:,[dnN0][^,.;:Q]*,|,w[^,.;:Q]*,)?))b*(?P<verb>[fxse])"
    r"|(?P<inverted>[fxe])(?P<after>[dnN0][dnN0zpc]*)"
)
_AGENCIES = word_set("afp ap reuters upi dpa ani tass xinhua kyodo yonhap bloomberg cnn pti ians interfax efe ansa")
_NEAR = 20_000  # characters
_NO_SPEAKERS = word_set(
    "update updated correction note editor related photo photos video watch read source sources more also exclusive "
    "breaking opinion analysis live summary abstract document section length byline headline body copyright"
)


def labelled_quotations(passage: Passage) -> Iterator[Found]:
    """Read “... — NAME: ‘what NAME says’” within a passage."""
    for found in _INNER_LABEL.finditer(passage.tags, 1):
        yield Found(found.span("name"), found.span("colon"), (found.span("quote"),), spoken=True)


def introduced_quotations(passage: Passage, covered: frozenset[int]) -> Iterator[Found]:
    """Read “NAME had one message: ‘...’” and “as NAME put it, ‘...’” where nothing else accounts for it."""
    tags = passage.tags
    for found in _LED_QUOTATION.finditer(tags):
        at = found.start() + 1
        if at in covered or (tags[at - 1] == "," and passage.words[at - 2] not in ("it", "this")):
            continue
        start = max(tags.rfind(mark, 0, at) for mark in ".;Q") + 1
        verb = _INTRODUCES.search(tags, start, at - 1)
        source = subject_before(passage, verb.start(), start) if verb else None
        if verb and source and tags[source[0]] not in "wt":
            yield Found(source, verb.span(), ((at, at + 1),), spoken=True)


def signed(passage: Passage) -> Iterator[Found]:
    """Read “‘What NAME says.’ — NAME”, where the name alone ends the passage."""
    found = _SIGNED.search(passage.tags)
    if found:
        yield Found(found.span("name"), found.span("dash"), (found.span("quote"),), spoken=True)


def labelled(passage: Passage) -> Found | None:
    """Read “NAME: what NAME says”, as in transcripts and headlines."""
    found = _LABEL.match(passage.tags)
    if not found or passage.words[0] in _NO_SPEAKERS:
        return None
    end = found.end("name")
    if not _AGENCIES.isdisjoint(passage.words[:end]) or _may_be_place(passage, end):
        return None
    first, last = trimmed(passage, end + 1, len(passage.tags))
    return Found((0, end), (end, end + 1), ((first, last),), spoken=True) if last - first > 2 else None


def _may_be_place(passage: Passage, end: int) -> bool:
    """Tell a dateline (“ISLAMABAD: ...”) from a transcript's speaker (“VALE: ...”), who speaks more than once."""
    start, stop = passage.span(0, end)
    label = passage.text[start:stop]
    if not label.isupper():
        return False
    near = passage.text[max(0, start - _NEAR) : start] + passage.text[stop + 1 : stop + _NEAR]
    return f"{label}:" not in near


def tagged_quotations(passage: Passage, covered: frozenset[int]) -> Iterator[Found]:
    """Read “..., NAME teased” for the quotations that nothing else accounts for."""
    tags = passage.tags
    at = tags.find("Q")
    while at >= 0:
        if at not in covered and passage.last_sign(at) in ",!?—":
            tag = _TAG.match(tags, at + 1)
            if tag and tag.group("verb"):
                yield Found(tag.span("source"), tag.span("verb"), ((at, at + 1),), spoken=True)
            elif tag:
                yield Found(tag.span("after"), tag.span("inverted"), ((at, at + 1),), spoken=True)
        at = tags.find("Q", at + 1)


def is_label(passage: Passage, item: Found) -> bool:
    """Tell whether an attribution is a label whose speaker has the whole paragraph, not one quotation."""
    cue = item.cue[0]
    return passage.tags[cue] == ":" and item.source == (0, cue) and passage.tags[cue + 1] != "Q"
