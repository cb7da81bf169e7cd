"""Replies in English news, found by rules: denials, and the silences that are none."""

from summarizer.replies.find import marked, replies
from summarizer.replies.reply import Reply

__all__ = ["Reply", "marked", "replies"]
