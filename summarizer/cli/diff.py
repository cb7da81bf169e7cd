"""summarizer diff: what changed between two briefs, or two versions of one wire story."""

import asyncio
from pathlib import Path

import click

from summarizer.cli.options import Tape, settings_options, tape_options
from summarizer.compare import Side, compare, read_side, side_of
from summarizer.compare.render import as_diff, as_json
from summarizer.errors import InputError
from summarizer.session import Plan, Session
from summarizer.settings import Settings
from summarizer.steps.collect import Story, stories
from summarizer.steps.collect.files import SUFFIXES

_FORMATS = {"text": as_diff, "json": as_json}


@click.command(
    epilog="\b\nsummarizer diff yesterday/brief.json out/brief.json\nsummarizer diff strike-v1.txt strike-v2.txt"
)
@click.argument("old", metavar="OLD", type=click.Path(exists=True, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="text", show_default=True, help="How.")
@click.option("--exit-code", "told", is_flag=True, help="Exit with 1 where anything differs, as git diff does.")
@tape_options
@settings_options
def command(old: Path, new: Path, form: str, told: bool, tape: Tape, settings: Settings) -> int:
    """Show claims added and dropped, figures revised, replies added, speakers changed.

    OLD and NEW are briefs (brief.json, its folder, or a bundle) or two versions of an article, which are read first.
    """
    sides = _sides((old, new), settings, tape)
    comparison = compare(*sides)
    click.echo(_FORMATS[form](comparison), nl=False)
    return 1 if told and comparison.differs else 0


def _sides(paths: tuple[Path, Path], settings: Settings, tape: Tape) -> tuple[Side, Side]:
    """Read what is a brief, and run what is an article: both versions in one session, so that one tape serves both."""
    versions = {path: _version(path, settings) for path in paths if _is_article(path)}
    read = asyncio.run(_run(versions, settings, tape)) if versions else {}
    one, two = (read[path] if path in read else read_side(path) for path in paths)
    return one, two


def _is_article(path: Path) -> bool:
    """Tell an article from a brief: both may be JSON, and only a ninjs article has a uri."""
    if not path.is_file() or path.suffix.lower() not in SUFFIXES:
        return False
    return path.suffix.lower() != ".json" or b'"uri"' in path.read_bytes()


def _version(path: Path, settings: Settings) -> Story:
    found = list(stories([str(path)], "all", settings.max_input_bytes))
    if broken := [failure.reason for story in found for failure in story.failures if failure.fatal]:
        raise InputError(" ".join(broken))
    return found[0]._replace(name=path.stem)


async def _run(versions: dict[Path, Story], settings: Settings, tape: Tape) -> dict[Path, Side]:
    session = Session.open(settings, Plan(tapes=tape.tapes()))
    done = {id(finished.story): finished.brief async for finished in session.run(versions.values())}
    if session.pipeline.ended:
        raise session.pipeline.ended
    if unread := [failure.reason for failure in session.failures if failure.fatal]:
        raise InputError(" ".join(unread))
    return {path: side_of(str(path), [done[id(story)]], session.told()) for path, story in versions.items()}
