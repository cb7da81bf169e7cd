"""Whom a source phrase means: all of a list, the makers of a statement, those that “it” and “the allies” point to."""

from summarizer.offline.speakers.resolver import Speakers

__all__ = ["Speakers"]
