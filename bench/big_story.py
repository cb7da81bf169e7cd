"""The brief of a big story: 50 articles, 2,000 claims."""

from collections.abc import Sequence
from itertools import cycle

from summarizer.models import (
    Article,
    Balance,
    Brief,
    Claim,
    Denial,
    Evidence,
    Omission,
    Party,
    SummarySentence,
    Support,
)

_TOPICS = ("grain", "rail", "harvest", "port", "bridge", "school", "dam", "ferry", "mine", "market")


def big_story(articles: int = 50, claims: int = 2000) -> Brief:
    """Make a big story: every claim stands in one to seven articles, and every tenth is answered."""
    sentences = [
        f"The {_TOPICS[n % 10]} office said that {n + 11} of its works would be opened in week {n % 52} of the year."
        for n in range(claims)
    ]
    carried = [[n for n in range(claims) if (n + a * 7) % (articles // (1 + n % 7)) == 0] for a in range(articles)]
    texts = ["\n\n".join(sentences[n] for n in numbers) for numbers in carried]
    reports = tuple(
        Article(id=f"paper-{a}", source=f"in/{a}.txt", outlet=f"Paper {a}", text=text) for a, text in enumerate(texts)
    )
    places: dict[int, list[Evidence]] = {n: [] for n in range(claims)}
    for article, numbers in zip(reports, carried, strict=True):
        start = 0
        for n in numbers:
            end = start + len(sentences[n])
            places[n].append(Evidence(article=article.id, start=start, end=end, exact=sentences[n]))
            start = end + 2
    return _brief(reports, sentences, places)


def _brief(reports: tuple[Article, ...], sentences: Sequence[str], places: dict[int, list[Evidence]]) -> Brief:
    parties = tuple(Party(id=f"p{n}", name=f"Office {n}", kind="organisation") for n in range(40))
    absent = {report.id: "absent" for report in reports}
    status = cycle(("single_source", "one_origin", "several_origins", "contested"))
    claims = tuple(
        Claim.model_validate(
            {
                "id": f"c{n}",
                "text": sentences[n],
                "speakers": (f"p{n % 40}",),
                "evidence": tuple(found),
                "status": next(status),
                "support": Support(reports=len(found), texts=len(found), origins=1),
                "members": tuple(f"{one.article}.c{n}" for one in found),
            }
        )
        for n, found in places.items()
    )
    return Brief(
        story="big",
        articles=reports,
        parties=parties,
        claims=claims,
        denials=tuple(
            Denial(id=f"d{n}", by=(f"p{(n + 3) % 40}",), kind="denies", answers=f"c{n}", evidence=tuple(places[n][:1]))
            for n in range(0, len(claims), 10)
        ),
        omissions=tuple(
            Omission.model_validate(
                {
                    "claim": claim.id,
                    "cells": {**absent, **{one.article: "carried" for one in claim.evidence}},
                }
            )
            for claim in claims
        ),
        balance=tuple(
            Balance(party=f"p{(n + a) % 40}", article=report.id, words=10 + (n * a) % 90, quoted_words=n)
            for a, report in enumerate(reports)
            for n in range(10)
        ),
        summary=(SummarySentence(text="Works are to be opened.", cites=("c0",)),),
    )
