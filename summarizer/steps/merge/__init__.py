"""Merge: many extracts become one brief, by code alone; what code is unsure of is listed, and decided from outside."""

from summarizer.steps.merge.brief import Pair, doubtful, merge

__all__ = ["Pair", "doubtful", "merge"]
