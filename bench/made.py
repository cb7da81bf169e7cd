"""What a model would answer about each article: the same facts once as citations, once with re-typed quotes.

The facts are those that the offline engine finds. Written as a model writes them: parts of sentences by their first
and last words, nothing that is empty. Each answer is put through summarizer's own checks here, so that in a benchmark
there is nothing to ask again.
"""

import json
from pathlib import Path
from typing import Any

from bench.articles import article
from summarizer.models import Article, Claim, Denial, Draft, Extract, Silence
from summarizer.offline import draft
from summarizer.steps.collect.files import from_text
from summarizer.steps.ground import Reading, complaints, ground, left_out
from summarizer.text.numbered import numbered

_SHORT = 7
"""Up to so many words a part is cited as the whole of them would cost as much as its ends."""


def write_answers(path: Path, numbers: range) -> Path:
    """Write both answers for each article, by its number."""
    known = {str(number): both(article(number)) for number in numbers}
    path.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    return path


def both(text: str) -> dict[str, str]:
    """Make the two answers about a text.

    Raises:
        ValueError: An answer would be asked again, so nothing could be measured with it.
    """
    read = from_text(text, "bench")
    cited = _as_a_model_writes(read, draft(read))
    extract = ground(read, cited, Reading("llm", len(numbered(text).sentences)))
    wrong = [*complaints(read, cited), *(f"sentence {number} is left out" for number in left_out(extract))]
    if wrong:
        raise ValueError(f"The answer of the benchmark does not hold: {wrong}.")
    plain = json.dumps(retyped(extract), ensure_ascii=False, separators=(",", ":"))
    return {"cited": cited.model_dump_json(exclude_defaults=True), "retyped": plain}


def _as_a_model_writes(read: Article, found: Draft) -> Draft:
    """Turn the offsets of the offline engine into words."""
    fields = found.model_dump(exclude_defaults=True)
    for party in fields.get("parties", ()):  # a surname is told by code
        party["aliases"] = [name for name in party.get("aliases", ()) if name != party["name"].split()[-1]]
    for kind in ("claims", "denials", "silences"):
        for item in fields.get(kind, ()):
            item["at"] = [_by_words(read.text, cite) for cite in item["at"]]
            item["cue"] = _words_of(read.text, item.get("cue", ""))
            item.pop("who", None)
    return Draft.model_validate(fields)


def _by_words(text: str, cite: str) -> str:
    sentence, offsets, _ = cite.partition("[")
    if not offsets:
        return cite
    span = numbered(text).find(cite).span
    for number, quote in enumerate(numbered(text).quotes, 1):
        if abs(quote.inner.start - span.start) <= 1 and abs(quote.inner.end - span.end) <= 1:
            return f"Q{number}"
    words = text[span.start : span.end].split()
    ends = 2 if len(words) <= _SHORT else 3
    return f"{sentence}:{' '.join(words[:ends])}…{' '.join(words[-ends:])}"


def _words_of(text: str, cite: str) -> str:
    if not cite.startswith(("S", "Q")) or "[" not in cite:
        return cite
    span = numbered(text).find(cite).span
    return text[span.start : span.end]


def retyped(extract: Extract) -> dict[str, Any]:
    """Write the facts of an extract as a plain schema has them: names, and quotes typed again."""
    names = {party.id: party.name for party in extract.parties}
    numbers = {claim.id: number for number, claim in enumerate(extract.claims, 1)}
    facts: dict[str, list[dict[str, Any]]] = {
        "parties": [
            {
                "name": party.name,
                "kind": party.kind,
                "aliases": list(party.aliases),
                "role": party.role,
                "represents": names.get(party.represents or ""),
            }
            for party in extract.parties
        ],
        "claims": [
            {"speakers": [names[who] for who in claim.speakers], "voice": claim.voice, "modality": claim.modality}
            | _shared(claim)
            for claim in extract.claims
        ],
        "denials": [
            {
                "by": [names[who] for who in denial.by],
                "kind": denial.kind,
                "answers": numbers.get(denial.answers or ""),
                "allegation": denial.allegation,
            }
            | _shared(denial)
            for denial in extract.denials
        ],
        "silences": [
            {"by": [names[who] for who in silence.by], "kind": silence.kind, "about": silence.about} | _shared(silence)
            for silence in extract.silences
        ],
    }
    left_out_if_usual = ({"voice": "attributed"}, {"modality": "asserted"}, {"kind": "other"})
    return {
        kind: [
            {name: value for name, value in item.items() if value and {name: value} not in left_out_if_usual}
            for item in items
        ]
        for kind, items in facts.items()
    }


def _shared(item: Claim | Denial | Silence) -> dict[str, str]:
    content = " ".join(piece.exact for piece in item.evidence if piece.role == "content")
    cue = " ".join(piece.exact for piece in item.evidence if piece.role == "cue")
    return {"quote": content, "cue": cue}
