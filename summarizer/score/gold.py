"""A gold: articles or stories whose parties, claims, denials and silences a person wrote down."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import UsageError
from summarizer.models import Support
from summarizer.score.sheets import Item, Place, Sheet, Side
from summarizer.text.header import read_header
from summarizer.text.numbered import numbered
from summarizer.text.span import Span

Form = TypeVar("Form", bound=BaseModel)


class _Form(BaseModel):
    """What is known of a file's form; what is not asked for is left alone."""

    model_config = ConfigDict(frozen=True)


class _Party(_Form):
    name: str
    aliases: tuple[str, ...] = ()
    represents: str | None = None


class _Item(_Form):
    quote: str
    id: str = ""
    by: tuple[str, ...] = ()
    voice: str = ""
    kind: str = ""
    answers: int | str | None = None


class _Article(_Form):
    parties: tuple[_Party, ...]
    claims: tuple[_Item, ...]
    denials: tuple[_Item, ...]
    silences: tuple[_Item, ...]


class _Merged(_Form):
    claims: tuple[tuple[str, ...], ...] = ()
    denials: tuple[tuple[str, ...], ...] = ()
    silences: tuple[tuple[str, ...], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    reprints: tuple[tuple[str, ...], ...] = ()
    support: dict[str, Support] = {}


class _Story(_Form):
    articles: dict[str, _Article]
    merged: _Merged


class GoldArticle(NamedTuple):
    """One article of a gold."""

    name: str
    text: str
    sheet: Sheet


class GoldStory(NamedTuple):
    """One story: its articles, and what of them is the same, answers and contradicts each other."""

    name: str
    articles: tuple[GoldArticle, ...]
    sheet: Sheet
    same: dict[str, tuple[frozenset[str], ...]]
    """Kind → the groups of items that say the same."""
    conflicts: tuple[tuple[tuple[Place, ...], tuple[Place, ...]], ...]
    """Where the claims stand that cannot both hold, with all that say the same as they."""
    reprints: tuple[frozenset[str], ...]
    support: dict[str, Support]
    """How far each merged claim is corroborated, by one of the claims that it is made of."""


class Gold(NamedTuple):
    """Single articles, or stories."""

    articles: tuple[GoldArticle, ...] = ()
    stories: tuple[GoldStory, ...] = ()


def read_gold(folder: Path) -> Gold:
    """Read a folder of NAME.json with NAME.txt, or a story's folder with its gold.json, or a folder of such.

    Raises:
        UsageError: There is none, or a file has another form, or quotes what does not stand in its text.
    """
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    homes = [home for home in (folder, *inside) if (home / "gold.json").is_file()]
    if homes:
        return Gold(stories=tuple(map(_story, homes)))
    files = [file for file in sorted(folder.glob("*.json")) if file.with_suffix(".txt").is_file()]
    if not files:
        raise UsageError(f"There is no gold in {folder}: put NAME.json with NAME.txt there, or stories with gold.json.")
    return Gold(tuple(_article(file.with_suffix(".txt"), _load(file, _Article), file) for file in files))


def _story(home: Path) -> GoldStory:
    file = home / "gold.json"
    told = _load(file, _Story)
    articles = tuple(_article(home / name, one, file) for name, one in sorted(told.articles.items()))
    places = {item.id: item.places for article in articles for item in article.sheet.claims}
    try:
        return _put_together(home.name, articles, told.merged, places)
    except KeyError as error:
        raise UsageError(f"{file} is no gold: it speaks of a claim {error.args[0]}, and lists none.") from None


def _put_together(
    name: str, articles: tuple[GoldArticle, ...], merged: _Merged, places: dict[str, tuple[Place, ...]]
) -> GoldStory:
    told_of = {claim: _together(claim, merged.claims) for claim in places}
    answers = {denial: _where(told_of[claim], places) for denial, claim in merged.answers}
    conflicts = {frozenset((told_of[a], told_of[b])): (told_of[a], told_of[b]) for a, b in merged.conflicts}
    return GoldStory(
        name=name,
        articles=articles,
        sheet=_whole(articles, answers),
        same={kind: tuple(map(frozenset, getattr(merged, kind))) for kind in ("claims", "denials", "silences")},
        conflicts=tuple((_where(a, places), _where(b, places)) for a, b in conflicts.values()),
        reprints=tuple(frozenset(Path(name).stem for name in group) for group in merged.reprints),
        support=merged.support,
    )


def _whole(articles: tuple[GoldArticle, ...], answers: dict[str, tuple[Place, ...]]) -> Sheet:
    """Put the articles of a story together; a reply answers what the story says that it answers."""
    sheets = [article.sheet for article in articles]
    return Sheet(
        claims=tuple(item for sheet in sheets for item in sheet.claims),
        denials=tuple(i._replace(answers=answers.get(i.id, ())) for sheet in sheets for i in sheet.denials),
        silences=tuple(item for sheet in sheets for item in sheet.silences),
    )


def _together(claim: str, groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((group for group in groups if claim in group), (claim,))


def _where(claims: Iterable[str], places: dict[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    return tuple(place for claim in claims for place in places[claim])


def _article(text_file: Path, told: _Article, file: Path) -> GoldArticle:
    """Place the items of an article in its text.

    What stands in the headline alone is no reply: no engine is given it to read.
    """
    text = _text(text_file)
    body = read_header(text).body
    place = _Placing(text_file.stem, text, body, _sides(told.parties), file)
    claims = {item.id: item for item in map(place.item, told.claims, count())}
    denials = (
        place.item(one, number)._replace(answers=claims[key].places if (key := str(one.answers)) in claims else ())
        for number, one in enumerate(told.denials)
    )
    below = [
        tuple(item for item in items if item.places[0].start >= body)
        for items in (denials, map(place.item, told.silences, count()))
    ]
    return GoldArticle(text_file.stem, text, Sheet(tuple(place.sides.values()), tuple(claims.values()), *below))


class _Placing(NamedTuple):
    """A text, and how items are found in it."""

    name: str
    text: str
    body: int
    sides: dict[str, Side]
    file: Path

    def item(self, one: _Item, number: int) -> Item:
        """Find where an item stands, in the body rather than in the headline, and who speaks."""
        start = self.text.find(one.quote, self.body)
        start = start if start >= 0 else self.text.find(one.quote)
        unknown = [name for name in one.by if name not in self.sides]
        if start < 0:
            raise UsageError(f"{self.file} is no gold: “{one.quote}” does not stand in the text of {self.name}.")
        if unknown:
            raise UsageError(f"{self.file} is no gold: {unknown[0]} is not among the parties of {self.name}.")
        end = start + len(one.quote)
        return Item(
            id=one.id or str(number),
            places=(Place(self.name, start, end),),
            around=(Place(self.name, *numbered(self.text).around(Span(start, end))),),
            by=() if one.voice == "own" else tuple(self.sides[name] for name in one.by),
            kind=one.kind or one.voice,
        )


def _sides(parties: Iterable[_Party]) -> dict[str, Side]:
    known = {party.name: (party.name, *party.aliases) for party in parties}
    return {party.name: Side.of(known[party.name], known.get(party.represents or "", ())) for party in parties}


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{file} cannot be read: put the text that the gold is of there, as UTF-8.") from None


def _load(file: Path, form: type[Form]) -> Form:
    try:
        return form.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "its form"
        raise UsageError(f"{file} is no gold: {where}: {first['msg']}; docs/offline.md shows the form.") from None
