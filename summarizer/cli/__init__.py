"""The command line: arguments, .env, progress, exit codes. Only this room prints."""

import atexit
import gc
import importlib
import os
import sys
from typing import Any

import click

from summarizer import __version__
from summarizer.errors import SummarizerError, UsageError

VERBS = {
    "run": "Read articles, merge them and write the brief.",
    "batch": "The same by way of the provider's batches, at half the price.",
    "extract": "Read articles, write one extract each.",
    "merge": "Merge extracts into a brief.",
    "show": "Show a brief, or a part of it, on the terminal.",
    "diff": "Show what changed between two briefs, or two versions of one article.",
    "compare": "Compare two runs: what another model, prompt or version gained and lost.",
    "verify": "Run a bundle again, offline, and name what is not the same.",
    "export": "Write a brief as CSV, JSON lines, Parquet or JSON-LD.",
    "score": "Compare an output with a gold: precision, recall and F1.",
    "schema": "Print the JSON Schema of a word of the contract.",
    "doctor": "Check key, endpoint, modes and output folder.",
}


class _Verbs(click.Group):
    """Loads a verb only when it is used: help and completion stay fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        found: click.Command = importlib.import_module(f"summarizer.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Say what was probably meant."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, n=1)
            meant = f" Did you mean {near[0]}?" if near else f" There are {', '.join(VERBS)}."
            raise click.UsageError(f"There is no verb {args[0]}.{meant}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: summarizer run FOLDER -o out",
)
@click.version_option(__version__, prog_name="summarizer")
def cli() -> None:
    """Several reports of one event in, one checked brief out: who claims what, who answers it, in whose words.

    \b
    summarizer run reports/                    a brief of the reports in that folder
    summarizer run a.txt b.html -o out         and its files in out/
    summarizer show out/brief.json --claim c3  one claim, with its evidence
    """  # noqa: D301 - click reads this sign: the lines behind it stay as they are


def main() -> None:
    """Run the command line; exit 0: all done, 1: something could not be read, 2: a mistake in the call."""
    collect_seldom()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it reads what every installed package offers
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _fail("Stopped.", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except UsageError as error:
        _fail(str(error), 2)
    except SummarizerError as error:
        _fail(str(error), 1)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _fail("Stopped.", 130)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def collect_seldom() -> None:
    """Let Python look for circular garbage less often: little is made here, and each look walks all that is loaded.

    At the end of the process it need not look at all; it would several times, for a tenth of a short run.
    """
    gc.set_threshold(20_000, 20, 20)
    atexit.register(gc.freeze)


def _fail(message: str, code: int) -> None:
    click.echo(f"summarizer: {message}", err=True)
    sys.exit(code)
