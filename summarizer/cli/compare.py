"""summarizer compare: two runs side by side."""

from pathlib import Path

import click

from summarizer.compare import compare, read_side
from summarizer.compare.render import as_html, as_json, as_text
from summarizer.errors import UsageError
from summarizer.files import write_whole

_FORMATS = {"text": as_text, "json": as_json, "html": as_html}


@click.command(
    epilog="\b\nsummarizer compare before.bundle after.bundle\n"
    "summarizer compare out-small out-large --format html -o c.html"
)
@click.argument("one", metavar="A", type=click.Path(exists=True, path_type=Path))
@click.argument("two", metavar="B", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="text", show_default=True, help="How.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
def command(one: Path, two: Path, form: str, output: Path | None) -> int:
    """Compare two bundles or output folders: what B gained, lost and changed against A, and what each cost.

    Items are matched by their evidence and words, not by their ids. Differences are no error.
    """
    told = _FORMATS[form](compare(read_side(one), read_side(two)))
    if output is None:
        click.echo(told, nl=False)
        return 0
    try:
        write_whole(output, told)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): name another with -o.") from None
    return 0
