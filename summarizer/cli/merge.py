"""summarizer merge: extracts to a brief."""

from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import ValidationError

from summarizer.cli.report import show
from summarizer.errors import UsageError
from summarizer.library import merge
from summarizer.models import Extract
from summarizer.steps.render import write_brief


@click.command(epilog="\b\nsummarizer merge extracts.jsonl -o out\nsummarizer merge out/articles")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write files there.")
@click.option("--name", default="story", show_default=True, help="Name of the story.")
def command(paths: tuple[Path, ...], output: Path | None, name: str) -> int:
    """Merge extracts (JSON lines, or folders of articles/ID.json) into one brief, by rule alone."""
    brief = merge([extract for path in paths for extract in _read(path)], story=name)
    if output:
        write_brief(brief, output)
    show([brief])
    return 0


def _read(path: Path) -> Iterator[Extract]:
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    for file in files:
        text = file.read_text(encoding="utf-8")
        for piece in filter(str.strip, text.split("\n")) if file.suffix == ".jsonl" else [text]:
            try:
                yield Extract.model_validate_json(piece)
            except ValidationError:
                raise UsageError(f"{file} does not hold extracts: write them with summarizer extract.") from None
