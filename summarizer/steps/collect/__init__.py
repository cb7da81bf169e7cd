"""Collect: paths in, articles out, story by story. What cannot be read becomes a failure that names it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Literal, NamedTuple

from summarizer.errors import InputError, UsageError
from summarizer.models import Article, Failure
from summarizer.steps.collect.files import SUFFIXES, read_file, read_stdin, slug
from summarizer.steps.collect.stated import stated

Grouping = Literal["folder", "all", "cluster"]
STDIN = "-"
ALL = "all"
"""Name of the story that everything together makes."""
UNREAD = "unread"  # of a heap, what could not be read belongs to no story


class Story(NamedTuple):
    """The articles that report one event, and the inputs of it that could not be read."""

    name: str
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def stories(paths: Iterable[str], grouping: Grouping = "folder", max_bytes: int = 2_000_000) -> Iterator[Story]:
    """Read `paths` (files, folders, `-`) as stories, one in memory at a time where the grouping allows it.

    Args:
        paths: As the user gave them; articles keep them as their `source`.
        grouping: `folder`: each folder of articles is a story; `all`: everything is one story; `cluster`: articles
            that share names, rare words, figures and days are.
        max_bytes: A larger article is refused.

    Raises:
        UsageError: A path does not exist, or there is nothing to read in it.
    """
    found = listed(list(paths))
    if grouping == "folder":
        yield from _apart(_by_folder(found, max_bytes))
        return
    items = [item for _, file in found for item in _read(file, max_bytes)]
    yield from heap(items) if grouping == "cluster" else [story(ALL, items)]


def _by_folder(found: list[tuple[Path, str]], max_bytes: int) -> Iterator[Story]:
    for folder, group in groupby(found, key=lambda pair: pair[0]):
        files = [file for _, file in group]
        items = (item for file in files for item in _read(file, max_bytes))
        yield from _split(slug(folder.name or "story"), items, stated(files))


def _apart(stories: Iterable[Story]) -> Iterator[Story]:
    """Number the second story of a name: two folders called “fire” are two stories, and each has files of its own."""
    taken: set[str] = set()
    for one in stories:
        name = next(free for free in _numbered(one.name) if free not in taken)
        taken.add(name)
        yield one if name == one.name else _renamed(one, name)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _renamed(one: Story, name: str) -> Story:
    articles = (article.model_copy(update={"story": name}) for article in one.articles)
    return one._replace(name=name, articles=tuple(articles))


def group(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Group articles that are in memory already by their `story`, in the order of their first appearance."""
    held: dict[str, list[Article | Failure]] = {}
    for article in articles:
        held.setdefault(article.story, []).append(article)
    return tuple(story(name, items) for name, items in held.items())


def listed(paths: list[str]) -> list[tuple[Path, str]]:
    """List (folder, file) pairs, folder by folder; each file once.

    Raises:
        UsageError: A path does not exist, or there is nothing to read in it.
    """
    if not paths:
        raise UsageError("Name at least one file or folder, or - for standard input.")
    found: dict[str, Path] = {}
    for path in paths:
        for file in _under(path):
            found.setdefault(file, Path() if file == STDIN else Path(file).resolve().parent)
    return sorted(((folder, file) for file, folder in found.items()), key=lambda pair: (pair[0], pair[1]))


def _under(path: str) -> list[str]:
    place = Path(path)
    if path == STDIN or place.is_file():
        return [path]
    if not place.is_dir():
        raise UsageError(f"There is no file or folder {path}.")
    inside = [file for file in place.rglob("*") if file.suffix.lower() in SUFFIXES and _shown(file, place)]
    if not inside:
        raise UsageError(f"There is no article in {path}: put {', '.join(SUFFIXES)} files there.")
    return [str(file) for file in inside]


def _shown(file: Path, folder: Path) -> bool:
    """Leave out hidden files, what lies in hidden folders, and JSON that is data and no ninjs article."""
    if not file.is_file() or any(part.startswith(".") for part in file.relative_to(folder).parts):
        return False
    return file.suffix.lower() != ".json" or b'"uri"' in file.read_bytes()[:_LOOK]


_LOOK = 100_000
"""Bytes of a JSON file in which a ninjs article must name its uri."""


def _read(file: str, max_bytes: int) -> Iterator[Article | Failure]:
    try:
        yield from read_stdin(max_bytes) if file == STDIN else read_file(Path(file), file, max_bytes)
    except InputError as error:
        yield Failure(source=file, step="collect", reason=str(error))


def _split(name: str, items: Iterable[Article | Failure], awaited: Counter[str]) -> Iterator[Story]:
    """Divide what one folder holds into the stories that its articles name, if they name any.

    A story goes its way with the last of the articles that are awaited for it; the folder's own, in which what cannot
    be read is told of, comes last.
    """
    held: dict[str, list[Article | Failure]] = {}
    for item in items:
        own = own_story(item, name)
        held.setdefault(own, []).append(item)
        if own != name and len(held[own]) == awaited[own]:
            yield story(own, held.pop(own))
    for own, members in held.items():
        yield story(own, members)


def own_story(item: Article | Failure, name: str) -> str:
    """The story that an article names; else `name`, the one of its folder."""
    return item.story if isinstance(item, Article) and item.story != "story" else name


def heap(items: list[Article | Failure]) -> Iterator[Story]:
    """Find the stories of a mixed heap, whatever its articles say that they belong to."""
    from summarizer.steps.collect.cluster import clustered  # few runs need it

    for name, articles in clustered(item for item in items if isinstance(item, Article)):
        yield story(name, list(articles))
    failures = [item for item in items if isinstance(item, Failure)]
    if failures:
        yield story(UNREAD, list(failures))


def story(name: str, items: list[Article | Failure]) -> Story:
    """Keep the first of equal texts; the others are listed as duplicates of it."""
    first: dict[str, Article] = {}
    failures = []
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        elif (known := first.get(item.text)) is not None:
            reason = f"{item.source} has the same text as {known.source}; it is read once."
            failures.append(Failure(source=item.source, article=known.id, step="collect", reason=reason, fatal=False))
        elif item.id in {known.id for known in first.values()}:
            reason = f"{item.source} has the id {item.id} of another article of its story: give it one of its own."
            failures.append(Failure(source=item.source, step="collect", reason=reason))
        else:
            first[item.text] = item.model_copy(update={"story": name})
    return Story(name, tuple(first.values()), tuple(failures))
