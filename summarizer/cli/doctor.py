"""summarizer doctor: whether what a run needs is there, a line each, with what to do where it is not."""

import asyncio
import difflib
import os
import platform
import re
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

import click
from dotenv import dotenv_values

from summarizer import __version__
from summarizer.cli.options import read_settings
from summarizer.errors import SettingsError
from summarizer.llm.doctor import MODES, Finding, examine
from summarizer.llm.prices import price_of
from summarizer.settings import DEFAULT_MODEL, Settings

_SHOWN = ("click", "instructor", "openai", "pydantic", "trafilatura", "pyarrow")
_OPENAI = "https://api.openai.com/v1"


class Check(NamedTuple):
    """One line: ✓ it is so, ✗ it is not and a run needs it, – it is not and nothing needs it."""

    mark: Literal["✓", "✗", "–"]
    line: str


@click.command(
    epilog="\b\nsummarizer doctor\nsummarizer doctor --base-url http://localhost:11434/v1 --model qwen3 -o out"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    metavar="DIR",
    help="Folder that a run would write to.",
)
@click.option("--model", metavar="NAME", help="Model to ask.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible endpoint.")
@click.option("--mode", type=click.Choice(MODES), help="How it is asked for structure.")
def command(output: Path, **chosen: str | None) -> int:
    """Check what a run needs: settings, key, endpoint, modes, output folder. Makes three tiny calls if a key is set.

    ✓ it is there; ✗ it is not, and a run needs it; – it is not, and nothing needs it. Exit code 1 if there is a ✗.
    """
    failed = False
    for check in _checks(output, chosen):
        click.echo(f"{check.mark} {check.line}")
        failed = failed or check.mark == "✗"
    return 1 if failed else 0


def _checks(output: Path, chosen: dict[str, str | None]) -> Iterator[Check]:
    yield Check("✓", f"versions: {_versions()}")
    told = _dot_env()
    yield told
    if told.mark != "✗":
        yield from _asked(chosen)
    yield _writable(output)


def _asked(chosen: dict[str, str | None]) -> Iterator[Check]:
    """Check the settings, and what they say is to be asked."""
    yield from _misspelt()
    try:
        settings = read_settings(replaying=True, **chosen)
    except SettingsError as error:
        yield Check("✗", f"settings: {error}")
        return
    yield Check("✓", f"settings: all can be used; engine {settings.engine}, mode {settings.mode}.")
    yield _key(settings)
    if settings.engine != "offline" and settings.api_key is not None:
        yield _price(settings)
        yield from _endpoint(settings, asyncio.run(examine(settings)))


def _versions() -> str:
    found = [f"summarizer {__version__}", f"Python {platform.python_version()}"]
    for name in _SHOWN:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


def _dot_env() -> Check:
    path = Path(".env")
    try:
        names = [name for name, value in dotenv_values(path).items() if value]
    except (OSError, ValueError) as error:
        return Check("✗", f".env: it cannot be read ({type(error).__name__}): save it as UTF-8 text, or take it away.")
    if not path.exists():
        return Check("–", f".env: there is none in {Path.cwd()}; the environment alone counts.")
    return Check("✓", f".env: it is read, and sets {', '.join(names) or 'nothing'}; the environment wins over it.")


def _misspelt() -> Iterator[Check]:
    """Find settings that are set under a name that is none: they would do nothing."""
    known = [field.alias or "" for field in Settings.model_fields.values()]
    for name in sorted({*dotenv_values(".env"), *os.environ}):
        if name.startswith("SUMMARIZER_") and name not in known:
            near = difflib.get_close_matches(name, known, n=2)
            meant = f"did you mean {' or '.join(near)}?" if near else ".env.example lists all."
            yield Check("✗", f"settings: {name} is no setting and does nothing: {meant}")


def _key(settings: Settings) -> Check:
    if settings.engine == "offline":
        return Check("–", "key: the offline engine needs none, and asks no endpoint.")
    if settings.api_key is not None:
        return Check("✓", "key: OPENAI_API_KEY is set.")
    if settings.base_url:
        return Check("✗", "key: OPENAI_API_KEY is not set; a local endpoint takes any word: put one into .env.")
    if settings.engine == "llm":
        return Check("✗", "key: OPENAI_API_KEY is not set: put it into .env, or use --engine offline.")
    return Check("–", "key: OPENAI_API_KEY is not set, so the offline engine reads, by rules; no endpoint is asked.")


def _price(settings: Settings) -> Check:
    name = settings.model or DEFAULT_MODEL
    try:
        price = price_of(name, Path(settings.prices) if settings.prices else None)
    except SettingsError as error:
        return Check("✗", f"price: {error}")
    if price is not None:
        return Check(
            "✓", f"price: a million tokens of {name} cost ${price.tokens_in:g} in and ${price.tokens_out:g} out."
        )
    mark: Literal["✗", "–"] = "✗" if settings.max_cost else "–"
    return Check(mark, f"price: that of {name} is not known; give it with --prices to limit a run with --max-cost.")


def _endpoint(settings: Settings, found: Sequence[Finding]) -> Iterator[Check]:
    """Tell a failure of the endpoint, which all modes share, from those of single modes."""
    where = f"{settings.model or DEFAULT_MODEL} at {_without_login(settings.base_url or _OPENAI)}"
    shared = found[0].reason if len({finding.reason for finding in found}) == 1 else ""
    if shared:
        lost = " Check OPENAI_BASE_URL, and that the server runs." if all(finding.lost for finding in found) else ""
        yield Check("✗", f"endpoint: {where}: {shared}{lost}")
        return
    yield Check("✓", f"endpoint: {where} answers.")
    working = [finding.mode for finding in found if not finding.reason]
    for finding in found:
        chosen = finding.mode == settings.mode
        if not finding.reason:
            yield Check("✓", f"mode {finding.mode}: it works{', and is the one in use' if chosen else ''}.")
        else:
            instead = f" Set SUMMARIZER_MODE={working[0]}, which works." if chosen and working else ""
            yield Check("✗" if chosen else "–", f"mode {finding.mode}: {finding.reason}{instead}")


def _writable(folder: Path) -> Check:
    """Try to write where the folder is or would be made, and leave nothing behind."""
    if folder.exists() and not folder.is_dir():
        return Check("✗", f"output: {folder} is a file: choose a folder with -o.")
    place = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Check("✗", f"output: {folder} cannot be written ({error.strerror}): choose another with -o.")
    return Check("✓", f"output: {folder} can be written.")


def _without_login(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url)
