"""summarizer run --runner ray: its options, and the run over a cluster."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from summarizer.cli.report import Report
from summarizer.settings import Settings
from summarizer.spread import Asked, spread

_FILES = "briefs/, articles/, run.json"


class Cluster(NamedTuple):
    """What belongs to a run over a cluster alone."""

    form: Any = "jsonl"
    parts: int = 16
    ledger: Path | None = None


_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (
        ("--runner",),
        {
            "type": click.Choice(["local", "ray"]),
            "default": "local",
            "show_default": True,
            "help": "Where to run; ray: over the cluster that RAY_ADDRESS names, else this machine.",
        },
    ),
    (("--format", "form"), {"type": click.Choice(["jsonl", "parquet"]), "help": "ray: files to write; else jsonl."}),
    (("--parts",), {"type": click.IntRange(1), "metavar": "N", "help": "ray: divide the stories into N; else 16."}),
    (
        ("--ledger",),
        {"type": click.Path(path_type=Path), "metavar": "DIR", "help": "ray: ledger, where -o is a URL."},
    ),
)


def spread_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --runner and what belongs to it; the command gets `cluster`: none for a run on this machine."""

    @functools.wraps(command)
    def wrapped(runner: str, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in Cluster._fields}
        known = {name: value for name, value in chosen.items() if value is not None}
        if known and runner == "local":
            raise click.UsageError("--format, --parts and --ledger belong to --runner ray: give all or none.")
        return command(cluster=Cluster(**known) if runner == "ray" else None, **given)

    for names, known in reversed(_OPTIONS):
        wrapped = click.option(*names, **known)(wrapped)
    return wrapped


def run_spread(asked: Asked, settings: Settings, report: Report) -> int:
    """Run over a cluster, tell of it, and return the exit code."""
    try:
        state = spread(asked, settings, report)
    except KeyboardInterrupt:
        report.interrupted(asked.output)
        return 130
    finally:
        report.stop()
    return report.finish(state, asked.output, _FILES)
