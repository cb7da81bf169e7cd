"""A gold: articles or stories whose parties, claims, denials and silences a person wrote down."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import UsageError
from summarizer.score.sheets import Item, Place, Sheet, Side
from summarizer.text.header import read_header

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
    return Gold(tuple(_article(file.stem, _load(file, _Article), file.with_suffix(".txt")) for file in files))


def _story(home: Path) -> GoldStory:
    told = _load(home / "gold.json", _Story)
    articles = tuple(_article(Path(name).stem, one, home / name) for name, one in sorted(told.articles.items()))
    places = {item.id: item.places for article in articles for item in article.sheet.claims}
    told_of = {claim: _together(claim, told.merged.claims) for claim in places}
    answers = {denial: _where(told_of[claim], places) for denial, claim in told.merged.answers}
    conflicts = {frozenset((told_of[a], told_of[b])): (told_of[a], told_of[b]) for a, b in told.merged.conflicts}
    return GoldStory(
        name=home.name,
        articles=articles,
        sheet=_whole(articles, answers),
        same={kind: tuple(map(frozenset, getattr(told.merged, kind))) for kind in ("claims", "denials", "silences")},
        conflicts=tuple((_where(a, places), _where(b, places)) for a, b in conflicts.values()),
        reprints=tuple(frozenset(Path(name).stem for name in group) for group in told.merged.reprints),
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


def _article(name: str, told: _Article, file: Path) -> GoldArticle:
    text = file.read_bytes().decode("utf-8-sig")
    body = read_header(text).body
    known = {party.name: (party.name, *party.aliases) for party in told.parties}
    sides = {party.name: Side.of(known[party.name], known.get(party.represents or "", ())) for party in told.parties}

    def made(items: Iterable[_Item]) -> list[Item]:
        return [
            Item(
                id=one.id or str(number),
                places=(_place(one.quote, text, name, body),),
                by=() if one.voice == "own" else tuple(sides[party] for party in one.by if party in sides),
                kind=one.kind,
            )
            for number, one in enumerate(items)
        ]

    claims = {item.id: item for item in made(told.claims)}
    denials = [
        item._replace(answers=claims[str(one.answers)].places if str(one.answers) in claims else ())
        for item, one in zip(made(told.denials), told.denials, strict=True)
    ]
    # what stands in the headline alone is no item: no engine is given it to read
    below = [[item for item in items if item.places[0].start >= body] for items in (denials, made(told.silences))]
    return GoldArticle(
        name, text, Sheet(tuple(sides.values()), tuple(claims.values()), tuple(below[0]), tuple(below[1]))
    )


def _place(quote: str, text: str, name: str, body: int) -> Place:
    """Find a quotation, in the body rather than in the headline."""
    start = text.find(quote, body)
    start = start if start >= 0 else text.find(quote)
    if start < 0:
        raise UsageError(
            f"The gold of {name} quotes “{quote}”, which does not stand in its text: correct the quotation."
        )
    return Place(name, start, start + len(quote))


def _load(file: Path, form: type[Form]) -> Form:
    try:
        return form.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "its form"
        raise UsageError(f"{file} is no gold: {where}: {first['msg']}; docs/offline.md shows the form.") from None
