"""What a run would use, without asking anything: for --dry-run."""

import json
from collections.abc import Iterable
from pathlib import Path

from summarizer.llm.budget import ANSWER_SHARE, CHARS_A_TOKEN
from summarizer.llm.prices import price_of
from summarizer.models import Article, Draft
from summarizer.settings import DEFAULT_MODEL, Settings
from summarizer.steps.collect import Story
from summarizer.steps.extract.by_model import tasks


def estimate(stories: Iterable[Story], settings: Settings, batched: bool = False) -> str:
    """Count articles, stories and requests, and estimate tokens and cost, in a few lines; `batched`: in batches."""
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
            chars_out += len(article.text) * ANSWER_SHARE
    lines = [f"{articles} articles in {stories_} stories; {unread} inputs cannot be read."]
    if batched or settings.reads_with == "llm":
        tokens = round(chars_in / CHARS_A_TOKEN), round(chars_out / CHARS_A_TOKEN)
        lines += _asked(requests, tokens, settings, batched)
    else:
        lines.append("Read offline, by rules: no requests, no cost.")
    return "\n".join(lines)


def _sizes(article: Article, settings: Settings) -> list[int]:
    asked = tasks(article, settings.part_chars, settings.language)
    return [sum(len(message["content"]) for message in task.messages) for task in asked]


def _asked(requests: int, tokens: tuple[int, int], settings: Settings, batched: bool) -> list[str]:
    model = settings.model or DEFAULT_MODEL
    price = price_of(model, Path(settings.prices) if settings.prices else None)
    share = price.batch if price and batched else 1
    cost = f"about ${price.of(*tokens) * share:.2f}" if price else f"cost not known: no price for {model}"
    inside, live = (" in batches", ", at the full price") if batched else ("", "")
    return [
        f"About {requests} requests to {model}{inside}, {tokens[0]:,} tokens in and {tokens[1]:,} out,",
        f"{cost}; questions about doubtful pairs and the summaries come on top{live}.",
    ]
