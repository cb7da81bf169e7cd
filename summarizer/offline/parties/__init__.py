"""The parties of an English news article, by rules: who is in it, under which names, in whose service.

The text is read once as tokens. Capitalised runs become mentions, with what the words around them say about their
kind, office and employer; the mentions of one party are then gathered under its fullest name. Every look around a
mention is bounded, so the time taken is linear in the length of the text.
"""

from summarizer.offline.parties.gather import find_parties
from summarizer.offline.parties.resolve import parties_of

__all__ = ["find_parties", "parties_of"]
