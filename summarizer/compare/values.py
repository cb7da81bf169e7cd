"""What a comparison says, as frozen values that machines read as JSON."""

from typing import Literal

from pydantic import Field

from summarizer.models import Value

Kind = Literal["claim", "denial", "silence", "link", "figure"]
How = Literal["gained", "lost", "changed"]


class Used(Value):
    """What one side was made with, as far as its run.json tells; empty where there is none."""

    name: str = Field(description="the file or folder, as the user gave it")
    version: str = Field(default="", description="version of summarizer")
    engine: str = Field(default="", description="engine that read the articles")
    model: str = Field(default="", description="model that was asked")
    requests: int | None = Field(default=None, description="requests that were answered")
    tokens_in: int | None = Field(default=None, description="tokens that were sent")
    tokens_out: int | None = Field(default=None, description="tokens that came back")
    cost: float | None = Field(default=None, description="US dollars; 0 where no price is known")


class Shown(Value):
    """One item as it is shown."""

    id: str = Field(description="id in its own brief: another run may give another")
    who: str = Field(description="who says it")
    text: str = Field(description="what is said")
    where: tuple[str, ...] = Field(default=(), description="outlets, or ids of articles, that it stands in")


class Detail(Value):
    """One thing in which two versions of an item differ."""

    field: str = Field(description="speaker, figure, voice, modality, status, support, kind or wording")
    old: str
    new: str


class Change(Value):
    """One item that was gained, lost or changed."""

    kind: Kind
    how: How
    old: Shown | None = None
    new: Shown | None = None
    details: tuple[Detail, ...] = ()


class StoryChanges(Value):
    """What changed in one story, and how many items of each kind did not."""

    story: str
    changes: tuple[Change, ...] = ()
    same: dict[Kind, int] = Field(default_factory=dict)

    def count(self, kind: Kind, how: How) -> int:
        """Count the changes of one kind."""
        return sum(change.kind == kind and change.how == how for change in self.changes)


class Comparison(Value):
    """Two runs side by side."""

    old: Used
    new: Used
    stories: tuple[StoryChanges, ...] = ()
    only_old: tuple[str, ...] = Field(default=(), description="stories that the new side does not have")
    only_new: tuple[str, ...] = Field(default=(), description="stories that the old side does not have")

    @property
    def differs(self) -> bool:
        """Whether anything was gained, lost or changed."""
        return bool(self.only_old or self.only_new or any(story.changes for story in self.stories))
