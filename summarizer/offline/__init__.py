"""The offline engine: a draft by rules, without key, network or model file. Made for English news."""

from summarizer.offline.engine import draft

__all__ = ["draft"]
