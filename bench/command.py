"""A run as the command line makes it."""

from collections.abc import AsyncIterable

from summarizer.session import Session
from summarizer.steps.collect import stories
from summarizer.workers import crew_for


def running(session: Session, path: str) -> AsyncIterable[object]:
    """Start the run of one file of stories, by several processes where the command would; each value is a story."""
    crew, found = crew_for(session, session.todo(stories([path])))
    return crew.run(found, lambda _: None) if crew else session.run(found)
