"""What a run would use, without asking anything: for --dry-run."""

import json
from collections.abc import Iterable
from pathlib import Path

from summarizer.llm.prices import price_of
from summarizer.models import Article, Draft
from summarizer.settings import DEFAULT_MODEL, Settings
from summarizer.steps.collect import Story
from summarizer.steps.extract.by_model import tasks

_CHARS_A_TOKEN = 4
_ANSWER_SHARE = 1.2
"""Characters of an answer for one of the article, as recorded on the example story, with the summary's share."""


def estimate(stories: Iterable[Story], settings: Settings) -> str:
    """Count articles, stories and requests, and estimate tokens and cost, in a few lines."""
    stories_, articles, unread, requests, chars_in, chars_out = 0, 0, 0, 0, 0, 0.0
    schema = len(json.dumps(Draft.model_json_schema())) // 2
    for story in stories:
        stories_ += 1
        articles += len(story.articles)
        unread += sum(failure.fatal for failure in story.failures)
        for article in story.articles:
            sizes = _sizes(article, settings)
            requests += len(sizes)
            chars_in += sum(sizes) + schema * len(sizes)
            chars_out += len(article.text) * _ANSWER_SHARE
    lines = [f"{articles} articles in {stories_} stories; {unread} inputs cannot be read."]
    if settings.reads_with == "llm":
        lines += _asked(requests, round(chars_in / _CHARS_A_TOKEN), round(chars_out / _CHARS_A_TOKEN), settings)
    else:
        lines.append("Read offline, by rules: no requests, no cost.")
    return "\n".join(lines)


def _sizes(article: Article, settings: Settings) -> list[int]:
    asked = tasks(article, settings.part_chars, settings.language)
    return [sum(len(message["content"]) for message in task.messages) for task in asked]


def _asked(requests: int, tokens_in: int, tokens_out: int, settings: Settings) -> list[str]:
    model = settings.model or DEFAULT_MODEL
    price = price_of(model, Path(settings.prices) if settings.prices else None)
    cost = f"about ${price.of(tokens_in, tokens_out):.2f}" if price else f"cost not known: no price for {model}"
    return [
        f"About {requests} requests to {model}, {tokens_in:,} tokens in and {tokens_out:,} out,",
        f"{cost}; questions about doubtful pairs and the summaries come on top.",
    ]
