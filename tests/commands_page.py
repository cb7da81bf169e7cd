"""Writes docs/commands.md: what `summarizer VERB --help` prints. Run it after a change of the command line.

python tests/commands_page.py
"""

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from summarizer.cli import VERBS, cli

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
WIDTH = 80
"""Columns, as where output is piped."""

_HEAD = """# Commands

What `--help` prints, for each verb. A test holds this page equal to it; `tests/commands_page.py` writes it.
"""


def help_of(*words: str) -> str:
    """Ask the command itself for its help."""
    done = CliRunner().invoke(cli, [*words, "--help"], prog_name="summarizer", terminal_width=WIDTH)
    if done.exit_code:
        raise RuntimeError(f"summarizer {' '.join(words)} --help failed: {done.output}")
    return done.output.rstrip()


def all_verbs() -> Iterator[tuple[str, ...]]:
    """Name every verb, and behind one that has steps each of its steps."""
    context = click.Context(cli)
    for verb in VERBS:
        yield (verb,)
        found = cli.get_command(context, verb)
        if isinstance(found, click.Group):
            yield from ((verb, step) for step in found.commands)


def page() -> str:
    """Write the page."""
    blocks = [
        ("summarizer", help_of()),
        *((" ".join(["summarizer", *words]), help_of(*words)) for words in all_verbs()),
    ]
    return _HEAD + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in blocks)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
