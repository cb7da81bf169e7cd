"""Compare: what one run, or one version of a story, says that the other does not."""

from summarizer.compare.changes import story_changes
from summarizer.compare.sides import Side, read_side, side_of
from summarizer.compare.values import Change, Comparison, StoryChanges

__all__ = [
    "Change",
    "Comparison",
    "Side",
    "StoryChanges",
    "compare",
    "read_side",
    "side_of",
    "story_changes",
]


def compare(old: Side, new: Side) -> Comparison:
    """Compare two sides, story by story; a single story on each is the same story, whatever it is called."""
    names = [(name, name) for name in old.briefs if name in new.briefs]
    if len(old.briefs) == len(new.briefs) == 1:
        names = [(next(iter(old.briefs)), next(iter(new.briefs)))]
    stories = tuple(story_changes(old.briefs[one], new.briefs[two]) for one, two in names)
    lone_old = tuple(name for name in old.briefs if name not in {one for one, _ in names})
    lone_new = tuple(name for name in new.briefs if name not in {two for _, two in names})
    return Comparison(old=old.used, new=new.used, stories=stories, only_old=lone_old, only_new=lone_new)
