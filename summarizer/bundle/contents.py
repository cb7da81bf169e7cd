"""What is in a bundle, and how it is told and read back."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import ValidationError

from summarizer.bundle import container
from summarizer.bundle.container import Damage, Member
from summarizer.errors import UsageError
from summarizer.models import Article, Brief, Decision, Extract, Failure
from summarizer.steps.collect import Story

FORMAT = 1
MANIFEST, RUN, DECISIONS, STORY = "manifest.json", "run.json", "decisions.json", "story.json"
SURROGATES = "surrogatepass"  # JSON lines may carry halves of characters, and a digest must not fail on them


class Kept(NamedTuple):
    """A story as a bundle keeps it; without texts, its articles have none and their digests stand for them."""

    folder: str
    story: Story
    digests: dict[str, str]


class Bundle(NamedTuple):
    """A bundle that was read: its members by name, what its manifest says, and what is damaged."""

    members: dict[str, bytes]
    manifest: dict[str, Any]
    damage: Damage

    @property
    def texts(self) -> bool:
        """Whether the texts of the articles are in it."""
        return bool(self.manifest.get("texts", True))

    @property
    def run(self) -> dict[str, Any]:
        """What run.json said: version, settings, usage."""
        return dict(json.loads(self.members[RUN]))

    def under(self, folder: str) -> dict[str, bytes]:
        """The members of a folder, by what follows its name."""
        start = f"{folder}/"
        return {name.removeprefix(start): data for name, data in self.members.items() if name.startswith(start)}

    def briefs(self) -> Iterator[Brief]:
        """The briefs, story by story."""
        for name, data in self.members.items():
            if name.startswith("stories/") and name.endswith("/brief.json"):
                yield Brief.model_validate_json(data)

    def stories(self) -> Iterator[Kept]:
        """The stories as they were collected."""
        for name in self.members:
            if name.startswith("stories/") and name.endswith(f"/{STORY}"):
                yield _story(name.removesuffix(f"/{STORY}"), self)

    def verdicts(self) -> tuple[Decision, ...]:
        """The verdicts of a person that the run was given."""
        return tuple(Decision.model_validate(one) for one in json.loads(self.members.get(DECISIONS, b"[]")))


def read_bundle(file: Path) -> Bundle:
    """Read a bundle, damaged or not.

    Raises:
        UsageError: The file cannot be read, or is no bundle.
    """
    try:
        found = container.read(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    if found is None:
        raise UsageError(f"{file} is no bundle: write one with summarizer run PATH --bundle FILE.")
    members, damage = found
    held = {member.name: member.data for member in members}
    manifest = _manifest(held)
    if manifest.get("format", FORMAT) != FORMAT:
        raise UsageError(f"{file} is a bundle of another version of summarizer: verify it with that version.")
    return Bundle(held, manifest, damage)


def _manifest(members: dict[str, bytes]) -> dict[str, Any]:
    try:
        manifest = json.loads(members.get(MANIFEST, b"{}"))
    except ValueError:
        return {}
    return manifest if isinstance(manifest, dict) else {}


def as_bytes(value: Any) -> bytes:
    """Write data as readable JSON, the same bytes for the same data."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", SURROGATES)


def written(value: Any, texts: bool) -> bytes:
    """Write an extract or a brief as a run writes it, with the texts of its articles or without."""
    if not texts and isinstance(value, Extract):
        value = value.model_copy(update={"article": _without(value.article)})
    if not texts and isinstance(value, Brief):
        value = value.model_copy(update={"articles": tuple(map(_without, value.articles))})
    return as_bytes(value.model_dump(mode="json"))


def story_members(story: Story, texts: bool) -> Iterator[Member]:
    """Write what was collected of a story: its list of articles with their digests, and their texts."""
    listed = [
        article.model_dump(mode="json", exclude={"text"}) | {"chars": len(article.text), "sha256": digest(article.text)}
        for article in story.articles
    ]
    failures = [failure.model_dump(mode="json") for failure in story.failures]
    yield Member(STORY, as_bytes({"name": story.name, "articles": listed, "failures": failures}))
    if texts:
        for article in story.articles:
            yield Member(f"texts/{safe(article.id)}.txt", article.text.encode("utf-8", SURROGATES))


def digest(text: str) -> str:
    """Digest a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", SURROGATES)).hexdigest()


def safe(name: str) -> str:
    """Make a name that is one part of a path, in ASCII."""
    return quote(name, safe="").replace(".", "%2E") if set(name) <= {"."} else quote(name, safe=" ")


def manifest_of(members: dict[str, tuple[int, str]], run: dict[str, Any], texts: bool) -> Member:
    """List every other member with its size and sha256."""
    told = {name: {"bytes": size, "sha256": sha256} for name, (size, sha256) in sorted(members.items())}
    known = {"format": FORMAT, "version": run["version"], "engine": run["engine"], "model": run["model"]}
    return Member(MANIFEST, as_bytes({**known, "texts": texts, "members": told}))


def _without(article: Article) -> Article:
    return article.model_copy(update={"text": ""})


def _story(folder: str, bundle: Bundle) -> Kept:
    told = json.loads(bundle.members[f"{folder}/{STORY}"])
    articles, digests = [], {}
    for listed in told["articles"]:
        listed.pop("chars", None)
        digests[listed["id"]] = listed.pop("sha256")
        text = bundle.members.get(f"{folder}/texts/{safe(listed['id'])}.txt", b"")
        articles.append(Article(**listed, text=text.decode("utf-8", SURROGATES)))
    try:
        failures = tuple(Failure.model_validate(failure) for failure in told["failures"])
    except ValidationError:
        raise UsageError("The bundle is of another version of summarizer: verify it with that version.") from None
    return Kept(folder, Story(told["name"], tuple(articles), failures), digests)
