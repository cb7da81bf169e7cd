"""Articles for the benchmarks: small reports that come several to a story, and what a model would answer about each.

Nothing here is drawn by chance: article 17 is the same text in every run, on every machine.
"""

import json
from pathlib import Path
from typing import NamedTuple

PER_STORY = 10
SERIAL = "pier "
"""Stands before the number of the article in its text: a server tells by it which article it is asked about."""
UNLUCKY = "the old lighthouse"
"""Stands in one article of fifty: a server can be told to fail on those."""
_UNLUCKY_EVERY, _UNLUCKY_AT = 50, 7

_FIRST = ("Ada", "Boris", "Clara", "Daniel", "Edith", "Frank", "Greta", "Hugo", "Irene", "Jonas")
_LAST = ("Lund", "Marek", "Novak", "Ostrom", "Petrov", "Quist", "Rossi", "Sorel", "Tamm", "Ulbrich", "Vasquez")
_TOWNS = ("Skagmouth", "Varnholt", "Ostrava Bay", "Kelmar", "Brindale", "Torsand", "Lumeck", "Parvik", "Dunfell")
_PLACES = ("harbour bridge", "ferry terminal", "rail tunnel", "grain dock", "sea wall")
_PARTS = ("western pillar", "main girder", "lower deck", "northern ramp", "foundations")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Facts(NamedTuple):
    """What the reports of one story share."""

    town: str
    place: str
    part: str
    day: str
    mayor: tuple[str, str]
    speaker: tuple[str, str]
    minister: tuple[str, str]
    helper: tuple[str, str]
    company: str
    cracks: int


def facts(story: int) -> Facts:
    """Make up an event."""
    town = _pick(_TOWNS, story) + (f" {story // len(_TOWNS) + 1}" if story >= len(_TOWNS) else "")
    company = f"{_pick(_LAST, story + 5)}bau Works"
    return Facts(
        town=town,
        place=_pick(_PLACES, story),
        part=_pick(_PARTS, story // 2),
        day=_pick(_DAYS, story),
        mayor=_name(story, 0),
        speaker=_name(story, 1),
        minister=_name(story, 2),
        helper=_name(story, 3),
        company=company,
        cracks=3 + story % 40,
    )


def _name(story: int, at: int) -> tuple[str, str]:
    return _pick(_FIRST, story + at), _pick(_LAST, story // 3 + 2 * at)


def article(number: int) -> str:
    """Write report `number`: the event of its story in words that vary a little."""
    event = facts(number // PER_STORY)
    people = (event.mayor, event.speaker, event.minister, event.helper)
    mayor, speaker, minister, helper = (" ".join(name) for name in people)
    closed = ("closed", "was shut", "was closed to traffic")[number % 3]
    told = ("told reporters", "said", "told a news conference")[number % 3]
    found = f"after inspectors found {event.cracks} cracks in its {event.part}"
    leads = "who leads the fishermen’s cooperative"
    seen = UNLUCKY if number % _UNLUCKY_EVERY == _UNLUCKY_AT else "the ferry office"
    sentences = (
        f"{event.town.upper()} — The {event.place} {closed} on {event.day} {found}, Mayor {mayor} said.",
        f"“We had no choice, and I would do the same again tomorrow,” {event.mayor[1]} {told}.",
        f"{speaker}, a spokesman for {event.company}, denied that the company had known of the cracks.",
        f"“That is simply false, and the records will show it,” {event.speaker[1]} said.",
        f"Transport Minister {minister} said the {event.place} would stay closed until the autumn.",
        f"“Safety comes before any timetable,” {event.minister[1]} {told}.",
        f"The {event.place} carries {event.cracks * 120} lorries a day, according to the port authority.",
        f"“Every hour of this costs the fishermen of {event.town} a day’s catch,” said {helper}, {leads}.",
        f"The dock workers’ union said {event.company} had saved on repairs for years.",
        f"The insurer of {event.company} declined to comment.",
        f"Officials said {event.cracks * 3} engineers would arrive from the capital before the weekend.",
        f"Smaller ships were sent to {SERIAL}{number}, near {seen}.",
    )
    return " ".join(sentences[:2]) + "\n\n" + " ".join(sentences[2:7]) + "\n\n" + " ".join(sentences[7:]) + "\n"


def write_articles(path: Path, count: int, per_story: int = PER_STORY, first: int = 0) -> Path:
    """Write `count` articles as JSON lines, `per_story` to a story."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            line = {"text": article(number), "story": f"story-{number // per_story}", "outlet": f"Paper {number % 7}"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def read_texts(path: Path) -> list[str]:
    """Read the texts back, for the peers."""
    return [str(json.loads(line)["text"]) for line in path.read_text(encoding="utf-8").splitlines()]


def _pick(names: tuple[str, ...], number: int) -> str:
    return names[number % len(names)]
