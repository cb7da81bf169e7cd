"""Merge: many extracts become one brief, by code alone; what code is unsure of is listed, and decided from outside."""

from summarizer.steps.merge.brief import Pair, compared, doubtful, merge, merged

__all__ = ["Pair", "compared", "doubtful", "merge", "merged"]
