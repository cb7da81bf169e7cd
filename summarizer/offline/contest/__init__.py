"""Answers that no word of denial marks: what those who are charged put against the charge."""

from summarizer.offline.contest.find import answers

__all__ = ["answers"]
