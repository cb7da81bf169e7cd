"""Stems: words without the endings and spellings in which newsrooms differ."""

from functools import cache, lru_cache

from summarizer.steps.merge.lexicon import base_of, class_of
from summarizer.text.stems import bare_stem, name_stem, one_spelling

__all__ = ["name_stem", "stem"]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Reduce a folded word to its class or stem: fatalities and killed are one, organised and organization too."""
    plain = base_of().get(word, word)
    known = class_of().get(word) or class_of().get(plain) or _spelled_classes().get(one_spelling(plain))
    return known or bare_stem(plain)


@cache
def _spelled_classes() -> dict[str, str]:
    """The classes by the spelling in which British and American forms meet."""
    return {one_spelling(form): known for form, known in class_of().items()}
