"""Answers that no word of denial marks: what those who are charged put against the charge."""

from summarizer.offline.contest.find import Decide, answers, by_weight
from summarizer.offline.contest.scene import Scene

__all__ = ["Decide", "Scene", "answers", "by_weight"]
