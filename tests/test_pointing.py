"""Whom “the brewery” and “the surgeon” mean where only a name has been told."""

import pytest

from summarizer.models import Article, Draft
from summarizer.offline import draft


def read(text: str) -> Draft:
    """Read one article by rules."""
    return draft(Article(id="a", source="a.txt", text=text))


def last_reply(text: str) -> tuple[str, ...]:
    """Name whose is the last denial or silence of an article."""
    read_article = read(text)
    return (*read_article.denials, *read_article.silences)[-1].by


@pytest.mark.parametrize(
    ("name", "called"),
    [("Black Otter", "brewery"), ("Norvik", "airline"), ("Dashly", "app"), ("St Agnes", "hospital"),
     ("Rushton Regional", "airport"), ("Kent Vale Constabulary", "force"), ("Isle Link", "ferry company"),
     ("the Lind Trust", "foundation"), ("the Water Authority", "regulator")],
)  # fmt: skip
def test_a_body_is_known_by_what_it_is_though_only_its_name_was_told(name: str, called: str) -> None:
    """No sentence says that Black Otter is a brewery; readers know, since nobody else can be."""
    text = f"A former clerk, Lena Ost, accused {name} of cheating its staff. The {called} declined to comment."
    assert last_reply(text) == (name.removeprefix("the "),)


@pytest.mark.parametrize(
    ("told", "called"),
    [("Dr Marek Dolny", "surgeon"), ("Captain Marek Dolny", "pilot"), ("Senator Marek Dolny", "lawmaker"),
     ("Justice Marek Dolny", "judge"), ("Marek Dolny", "novelist"), ("Marek Dolny", "pharmacist"),
     ("Professor Marek Dolny", "academic")],
)  # fmt: skip
def test_a_person_is_known_by_a_trade_that_a_title_says_or_nothing_contradicts(told: str, called: str) -> None:
    """The clerk who accuses him has a trade of her own."""
    text = f"A clerk, Lena Ost, accused {told} of taking bribes. The {called} declined to comment."
    assert last_reply(text) == ("Marek Dolny",)


@pytest.mark.parametrize(
    ("text", "not_meant"),
    [
        ("The charity Open Hands sued Blue Star. The brewery declined to comment.", "Open Hands"),
        ("Lena Ost sued Harrow Foods. The airline declined to comment.", "Harrow Foods"),
        ("Marek Dolny hit a wall. The driver denied the claims.", "Marek Dolny"),
        ("Divers saw a crack in the ferry Halden. The yard declined to comment.", "Halden"),
        ("A brewery in Oss sued Black Otter. The brewery declined to comment.", "Black Otter"),
        ("Lena Ost sued Norvik. The boatyard that built its quay declined to comment.", "Norvik"),
        ("Lena Ost sued Norvik. The firm behind the app declined to comment.", "Norvik"),
        ("Lena Ost sued Norvik. The regulator declined to comment.", "Norvik"),
        ("Lena Ost sued Tarn Bank. The central bank declined to comment.", "Tarn Bank"),
        ("A fire broke out in Norvik. The factory declined to comment.", "Norvik"),
    ],
)  # fmt: skip
def test_nobody_is_meant_who_is_something_else_or_somebody_new(text: str, not_meant: str) -> None:
    """A name with a trade of its own, a place, one told of before and one defined by a clause are not the one."""
    assert not_meant not in last_reply(text)


def test_among_several_firms_the_company_is_the_one_in_the_sentences_before() -> None:
    """A noun that fits any of them is left to the order in which they come."""
    text = "Norvik Steel sued Tarn Copper. Tarn Copper said it was sorry. The company denied that it had lied."
    assert last_reply(text) == ("Tarn Copper",)


def test_what_is_called_so_is_charged_where_only_that_name_stands() -> None:
    """A charge against “the airport” is one against Rushton Regional, so what its director says answers it."""
    text = (
        "Rushton Regional opened in May.\n\nA lawyer, Lena Ost, said on Monday that the airport had "
        "falsified its logs. The airport’s director, Sam Pell, said that no log had been touched."
    )
    assert last_reply(text) == ("Sam Pell",)
