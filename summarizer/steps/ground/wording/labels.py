"""Who speaks by a label: “LIND: The dam is safe.” in a transcript, and “Lind: Dam is safe” in a headline."""

from summarizer.steps.ground.wording.scene import Scene
from summarizer.text.fold import plain_marks
from summarizer.text.span import Span


def labelled(sentence: Span, scene: Scene) -> frozenset[str]:
    """The party whose label stands before a sentence; it holds up to the next label or a paragraph of its own."""
    sentences, text = scene.numbered.sentences, scene.cited.text
    for at in range(sentences.index(sentence), -1, -1):
        if who := _label(sentences[at], scene, headline=not at):
            return who
        if at and "\n" in text[sentences[at - 1].end : sentences[at].start] and not _quote_opens(sentences[at], text):
            break
    return frozenset()


def _label(sentence: Span, scene: Scene, headline: bool) -> frozenset[str]:
    words = [token for token in scene.between(sentence)[:3] if token.low != '"']
    if len(words) < 2 or not words[0].who or words[1].low != ":":
        return frozenset()
    capitals = scene.cited.text[words[0].start : words[0].end].isupper()
    return words[0].who if capitals or headline else frozenset()


def _quote_opens(sentence: Span, text: str) -> bool:
    return plain_marks(text[sentence.start : sentence.start + 1]) == '"'
