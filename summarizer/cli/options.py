"""Options that several verbs share, and how they become settings."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from summarizer.settings import Settings

_SETTINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "--engine",
        {"type": click.Choice(["auto", "llm", "offline"]), "help": "Who reads; auto: llm where a key is set."},
    ),
    ("--model", {"metavar": "NAME", "help": "Model to ask."}),
    ("--base-url", {"metavar": "URL", "help": "Any OpenAI-compatible endpoint."}),
    ("--mode", {"type": click.Choice(["tools", "json_schema", "json"]), "help": "How it is asked for structure."}),
    ("--language", {"metavar": "CODE", "help": "Language that claims are written in."}),
    ("--concurrency", {"type": click.IntRange(1), "metavar": "N", "help": "Calls under way at once."}),
    ("--rpm", {"type": click.IntRange(0), "metavar": "N", "help": "Requests a minute; 0: as the provider allows."}),
    ("--tpm", {"type": click.IntRange(0), "metavar": "N", "help": "Tokens a minute; 0: as the provider allows."}),
    ("--max-tokens", {"type": click.IntRange(0), "metavar": "N", "help": "Stop when so many are used; 0: no limit."}),
    ("--max-cost", {"type": click.FloatRange(0), "metavar": "USD", "help": "Stop when so much is spent; 0: no limit."}),
    ("--prices", {"type": click.Path(exists=True, dir_okay=False), "metavar": "FILE", "help": "Prices of models."}),
)


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that override settings; the command gets `settings`."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        chosen = {_name(flag): given.pop(_name(flag)) for flag, _ in _SETTINGS}
        return command(settings=read_settings(replaying=_replays(given.get("tape")), **chosen), **given)

    for flag, known in reversed(_SETTINGS):
        wrapped = click.option(flag, **known)(wrapped)
    return wrapped


def provider_options(*flags: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add only those options of settings, for what needs the provider; the command gets `settings`, without a check."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def wrapped(**given: Any) -> Any:
            chosen = {_name(flag): given.pop(_name(flag)) for flag in flags}
            return command(settings=read_settings(replaying=True, engine="llm", **chosen), **given)

        for flag, known in reversed(_SETTINGS):
            if flag in flags:
                wrapped = click.option(flag, **known)(wrapped)
        return wrapped

    return add


def _replays(tape: object) -> bool:
    return isinstance(tape, Tape) and tape.replay is not None


class Tape(NamedTuple):
    """Where the user wants exchanges recorded to or replayed from."""

    record: Path | None
    replay: Path | None

    def tapes(self) -> Any:
        """The same for a session."""
        from summarizer.llm import Tapes

        return Tapes(self.record, self.replay)


def tape_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --record and --replay; the command gets `tape`."""

    @functools.wraps(command)
    def wrapped(record: Path | None, replay: Path | None, **given: Any) -> Any:
        return command(tape=Tape(record, replay), **given)

    folder = click.Path(path_type=Path)
    record = click.option("--record", type=folder, metavar="DIR", help="Keep every exchange with the model there.")
    replay = click.option("--replay", type=folder, metavar="DIR", help="Answer from recordings: no key, no network.")
    return record(replay(wrapped))


story_option = click.option(
    "--story",
    "grouping",
    type=click.Choice(["folder", "all", "cluster"]),
    default="folder",
    show_default=True,
    help="What makes a story: each folder of articles, all together, or what is found to tell of the same.",
)


def read_settings(replaying: bool = False, **chosen: Any) -> Settings:
    """Read .env and the environment (which wins), then what was chosen on the command line.

    Raises:
        SettingsError: A setting cannot be used, or the LLM is asked for without a key.
    """
    settings = Settings.from_mapping(_from_dot_env() | dict(os.environ), **chosen)
    if not replaying:
        _ = settings.reads_with
    return settings


def _from_dot_env() -> dict[str, str]:
    if not Path(".env").exists():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(".env").items() if value is not None}


def _name(flag: str) -> str:
    return flag.removeprefix("--").replace("-", "_")
