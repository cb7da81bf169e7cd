"""Who is let to reply by a model's answer: whoever the cited words name, and nobody beside them."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from conftest import ROOT

from summarizer.models import Article, Draft, DraftDenial, DraftParty, DraftSilence
from summarizer.steps.ground import Reading, ground
from summarizer.text.fold import plain_marks
from summarizer.text.numbered import numbered

GOLD = ROOT / "tests" / "gold" / "replies"
SETS = ("tuned", "fresh", "fresh2/seen", "fresh3/seen", "fresh4/seen", "plain/seen")


class Case(NamedTuple):
    """A reply of an article, which a model may give to anybody."""

    article: Article
    parties: tuple[DraftParty, ...]
    reply: dict[str, Any]
    cited: tuple[str, ...]

    def stands(self, *by: str) -> bool:
        """Tell whether it is kept as the reply of these."""
        known = {"by": by, "at": self.cited, "kind": self.reply["kind"]}
        if self.reply["kind"] in ("declined", "no_response"):
            draft = Draft(parties=self.parties, silences=(DraftSilence(**known),))
        else:
            draft = Draft(parties=self.parties, denials=(DraftDenial(**known),))
        made = ground(self.article, draft, Reading("llm", 1))
        return bool(made.denials or made.silences)

    @property
    def others(self) -> list[str]:
        """The parties of the article that do not reply, nor speak for those who do, nor are spoken for by them."""
        by = {*self.reply["by"]}
        by |= {party.represents for party in self.parties if party.name in by and party.represents}
        return [party.name for party in self.parties if party.name not in by and party.represents not in by]


def _cited(text: str, quote: str) -> tuple[str, ...]:
    start = plain_marks(text).find(plain_marks(quote))
    end = start + len(quote) if start >= 0 else -1
    return tuple(
        f"S{at}" for at, span in enumerate(numbered(text).sentences, 1) if span.start < end and start < span.end
    )


def _cases() -> Iterator[Case]:
    for path in (path for name in SETS for path in sorted((GOLD / name).glob("*.json"))):
        gold, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")
        known = {party["name"]: DraftParty(**{**party, "kind": "other"}) for party in gold["parties"]}
        replies = [reply for reply in (*gold["denials"], *gold["silences"]) if reply["by"]]
        unlisted = sorted({name for reply in replies for name in reply["by"]} - known.keys())
        parties = (*known.values(), *(DraftParty(name=name, kind="person") for name in unlisted))
        article = Article(id="a", source=path.name, text=text)
        yield from (Case(article, parties, reply, _cited(text, reply["quote"])) for reply in replies)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Some thousand replies that editors marked."""
    return [case for case in _cases() if case.cited]


def test_the_replies_of_others_are_refused(cases: list[Case]) -> None:
    """Of the replies of the gold given to another party of their article, not one in twenty stands."""
    tried = [case.stands(other) for case in cases for other in case.others]
    assert len(tried) > 3_000
    assert sum(tried) <= len(tried) // 20


def test_the_replies_of_the_gold_stand(cases: list[Case]) -> None:
    """Given to whom the editors give it, a reply stands, where they call its party as the article does."""
    named = [case for case in cases if all(name.lower() in case.article.text.lower() for name in case.reply["by"])]
    assert len(named) > 800
    assert sum(not case.stands(*case.reply["by"]) for case in named) <= len(named) // 50


PEOPLE = (DraftParty(name="Ada Holm", kind="person"), DraftParty(name="Mark Rudd", kind="person"))


def of_rudd(who: str, what: str) -> Case:
    """A reply by somebody whom the name of Mark Rudd helps to tell."""
    text = f"The tenant Ada Holm on Monday sued the landlord Mark Rudd over the heating.\n\n{who} {what}. It rained.\n"
    kind = "declined" if "comment" in what else "denies"
    return Case(Article(id="a", source="a", text=text), PEOPLE, {"kind": kind}, ("S2",))


@pytest.mark.parametrize("what", ["denied it", "declined to comment"])
@pytest.mark.parametrize(
    "who",
    [
        "Critics of Mark Rudd", "Councillors supporting Mark Rudd", "Mark Rudd's brother", "Tenants suing Mark Rudd",
        "The firm owned by Mark Rudd", "People close to Mark Rudd", "Doctors treating Mark Rudd",
        "Some of Mark Rudd's tenants", "An official familiar with Mark Rudd's case",
        "The company that employs Mark Rudd", "A man accused of stalking Mark Rudd", "The council that Mark Rudd leads",
    ],
)  # fmt: skip
def test_who_is_only_named_to_tell_who_replies_does_not(who: str, what: str) -> None:
    """A name in what describes somebody is not who speaks."""
    assert not of_rudd(who, what).stands("Mark Rudd")


@pytest.mark.parametrize("what", ["denied it", "declined to comment"])
@pytest.mark.parametrize(
    "who", ["Mark Rudd", "Mr Rudd", "A spokesman for Mark Rudd", "A lawyer representing Mark Rudd"]
)
def test_who_replies_or_lets_reply_does(who: str, what: str) -> None:
    """A man replies himself, or through those who speak for him."""
    assert of_rudd(who, what).stands("Mark Rudd")
    assert not of_rudd(who, what).stands("Ada Holm")
