"""Check a bundle: is it as it was written, is this version still the one that wrote it, and does it give the same."""

import asyncio
import dataclasses
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from summarizer import __version__
from summarizer.bundle.contents import MANIFEST, Bundle, Kept, digest, safe, written
from summarizer.bundle.packing import asked_with, contract
from summarizer.errors import ModelError, RecordingError, UsageError
from summarizer.llm import Answer, Model, Tapes, Turn, connect
from summarizer.llm.recording import Tape, changed, sentences
from summarizer.models import Article
from summarizer.pipeline import Pipeline
from summarizer.settings import Settings
from summarizer.steps.collect import Story, stories

Kind = Literal["container", "member", "input", "prompt", "schema", "missing", "unused", "result"]
_CONTEXT = 24
_BY_RESULT = ("/brief.json", "/articles/")


class Finding(NamedTuple):
    """One thing that is not as it was."""

    kind: Kind
    name: str
    told: str


class Checked(NamedTuple):
    """What a check found, and how much it looked at."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


class NotRecorded(ModelError):
    """An exchange that a replay asks for and the bundle has not: the rest is still looked at."""


def check(bundle: Bundle, paths: Sequence[str] = ()) -> Checked:
    """Look through a bundle and run it again, offline.

    Args:
        bundle: As it was read.
        paths: The inputs, to be compared with what was read; needed where the bundle has no texts.

    Raises:
        UsageError: The bundle has no texts and no paths are given.
    """
    damage = tuple(_damaged(bundle))
    if any(not _is_result(finding.name) for finding in damage):
        return Checked(damage, {"members": len(bundle.members)})
    if not bundle.texts and not paths:
        raise UsageError("The bundle has no texts: give the files that it was made from, behind its name.")
    drift = tuple(_drift(bundle))
    kept, inputs = _inputs(bundle, paths)
    played, counts = asyncio.run(_play(bundle, kept, bool(drift)))
    counts |= {"members": len(bundle.members), "stories": len(kept)}
    note = "" if bundle.run["version"] == __version__ else f"It was made by version {bundle.run['version']}."
    return Checked((*damage, *drift, *inputs, *played), counts, note)


def _is_result(name: str) -> bool:
    return name.startswith("stories/") and any(part in name for part in _BY_RESULT)


def _damaged(bundle: Bundle) -> Iterator[Finding]:
    """Name what was changed in the file itself."""
    damage = bundle.damage
    if damage.at is not None:
        yield Finding("container", "", f"The container is damaged at byte {damage.at:,}: {damage.where}.")
    if MANIFEST in damage.changed or MANIFEST not in bundle.members or "members" not in bundle.manifest:
        yield Finding("member", MANIFEST, "manifest.json was changed: nothing else can be checked by it.")
        return
    listed = bundle.manifest["members"]
    for name, data in bundle.members.items():
        if name != MANIFEST and name not in listed:
            yield Finding("member", name, f"{name} is not in the manifest: it was put in later.")
        elif name in listed and hashlib.sha256(data).hexdigest() != listed[name]["sha256"]:
            yield Finding("member", name, f"{name} was changed: its sha256 is not the one in the manifest.")
    for name in sorted(listed.keys() - bundle.members.keys()):
        yield Finding("member", name, f"{name} is in the manifest and not in the bundle: it was taken out.")


def _drift(bundle: Bundle) -> Iterator[Finding]:
    """Compare the prompts and schemas of the bundle with the ones of this version."""
    kinds: tuple[tuple[Kind, dict[str, str]], ...] = (("prompt", asked_with()), ("schema", contract()))
    for kind, now in kinds:
        then = {name: data.decode() for name, data in bundle.members.items() if name.startswith(f"{kind}s/")}
        for name in sorted(then.keys() | now.keys()) if then else ():
            if then.get(name) == now.get(name):
                continue
            lines = [sentences(text) if kind == "prompt" else text.splitlines() for text in _both(then, now, name)]
            shown = changed(lines[0], lines[1], ("in the bundle", "now"))
            yield Finding(kind, name, "\n".join([f"{name} has changed since:", *shown]))


def _both(then: dict[str, str], now: dict[str, str], name: str) -> tuple[str, str]:
    return then.get(name, ""), now.get(name, "")


def _inputs(bundle: Bundle, paths: Sequence[str]) -> tuple[list[Kept], list[Finding]]:
    """Take the texts from the bundle, or from the inputs where their digests are the ones that it tells."""
    given: dict[str, Article] = {}
    if paths:
        limit = int(bundle.run["settings"]["max_input_bytes"])
        found = (article for story in stories(paths, "all", limit) for article in story.articles)
        given = {digest(article.text): article for article in found}
    kept, findings = [], []
    for one in bundle.stories():
        articles = []
        for article in one.story.articles:
            known = given.get(one.digests[article.id])
            if paths and known is None:
                findings.append(_other_input(article, list(given.values())))
            if bundle.texts or known is not None:
                text = article.text if known is None else known.text
                articles.append(article.model_copy(update={"text": text}))
        story = Story(one.story.name, tuple(articles), one.story.failures)
        kept.append(one._replace(story=story))
    return kept, findings


def _other_input(article: Article, given: list[Article]) -> Finding:
    """Say of an input that it is not the one that was read, and where it differs if that can be said."""
    name = Path(article.source).name
    same = next((one for one in given if Path(one.source).name == name), None)
    if same is None:
        return Finding("input", article.source, f"{article.source} is not among the given files.")
    told = f"{article.source} has changed since it was read"
    if article.text:
        told += f": {_first_difference(article.text.encode(), same.text.encode())}"
    return Finding("input", article.source, f"{told.removesuffix('.')}.")


async def _play(bundle: Bundle, kept: Sequence[Kept], drifted: bool) -> tuple[list[Finding], dict[str, int]]:
    """Run every story again and compare what comes out, byte by byte."""
    findings: list[Finding] = []
    results = exchanges = 0
    with tempfile.TemporaryDirectory(prefix="summarizer-") as held:
        model, tape, missing = _model(bundle, Path(held), drifted)
        settings = _settings(bundle)
        async with Pipeline.of(settings, model, bundle.verdicts()) as pipeline:
            for one in kept:
                before = len(missing)
                if len(one.story.articles) < len(one.digests):
                    continue  # an input is not what was read: told already, and nothing to compare with
                finished = await pipeline.story(one.story)
                if len(missing) > before:
                    continue
                made = {f"articles/{safe(read.extract.article.id)}.json": read.extract for read in finished.reads}
                values: dict[str, Any] = {**made, "brief.json": finished.brief}
                results += len(values)
                findings.extend(_compared(bundle, one.folder, values))
        findings[:0] = missing
        if tape is not None:
            exchanges = len(bundle.under("exchanges"))
            findings.extend(
                Finding("unused", f"exchanges/{name}", f"Nothing asked for exchanges/{name}.") for name in tape.unused()
            )
    return findings, {"results": results, "exchanges": exchanges}


def _settings(bundle: Bundle) -> Settings:
    """The settings of the run, as far as this version knows them; no key is among them and none is needed."""
    told = {name: value for name, value in bundle.run["settings"].items() if name in Settings.model_fields}
    told |= {"api_key": None, "prices": None, "model": bundle.run["model"]}
    return Settings(**told)


def _model(bundle: Bundle, folder: Path, drifted: bool) -> tuple[Model | None, Tape | None, list[Finding]]:
    """Open a door that leads to the recorded exchanges alone, and notes the ones that are missing."""
    missing: list[Finding] = []
    if bundle.run["engine"] != "llm":
        return None, None, missing
    for name, data in bundle.under("exchanges").items():
        (folder / name).write_bytes(data)
    model = connect(_settings(bundle), Tapes(replay=folder))

    async def play(turn: Turn) -> Answer:
        try:
            return await model.send(turn)
        except RecordingError as error:
            # where a prompt or schema has changed, that is told once and not again for every exchange
            told = str(error).partition("\n")[0] if drifted else str(error)
            missing.append(Finding("missing", turn.task.subject, told.replace(f" in {folder}", "")))
            raise NotRecorded("It is not in the bundle.") from None

    return dataclasses.replace(model, send=play), model.tape, missing


def _compared(bundle: Bundle, folder: str, values: dict[str, Any]) -> Iterator[Finding]:
    """Compare what came out with what is in the bundle."""
    there = {name for name in bundle.under(folder) if _is_result(f"{folder}/{name}")}
    for name in sorted(there | values.keys()):
        place = f"{folder}/{name}"
        then = bundle.members.get(place)
        now = written(values[name], bundle.texts) if name in values else None
        if then is None or now is None:
            told = "is new: the bundle has none" if then is None else "does not come out any more"
            yield Finding("result", place, f"{place} {told}.")
        elif then != now:
            yield Finding("result", place, f"{place} is not the same: {_first_difference(then, now)}")


def _first_difference(then: bytes, now: bytes) -> str:
    """Name the first byte that differs, with what stands there on both sides."""
    at = next((k for k, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), min(len(then), len(now)))
    return f"byte {at:,} differs, {_around(then, at)} then, {_around(now, at)} now."


def _around(data: bytes, at: int) -> str:
    if at >= len(data):
        return "the end"
    shown = data[max(0, at - _CONTEXT) : at + _CONTEXT].decode("utf-8", "replace")
    return json.dumps(shown, ensure_ascii=False)
