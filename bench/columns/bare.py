"""The bare client: AsyncOpenAI, a semaphore, and pydantic at the end. A call that fails costs its article."""

import asyncio
import json
from pathlib import Path

from openai import AsyncOpenAI, OpenAIError
from pydantic import ValidationError

from bench.columns.facts import ASK, Facts
from bench.columns.job import KEY, MODEL, Done, Job

TOOL = {"name": "Facts", "description": "Who says what in one article.", "parameters": Facts.model_json_schema()}


def read(job: Job) -> Done:
    """Ask about every article and write the valid answers."""
    return asyncio.run(_read(job))


async def _read(job: Job) -> Done:
    gate = asyncio.Semaphore(job.concurrency)
    async with AsyncOpenAI(api_key=KEY, base_url=job.url) as client:

        async def ask(text: str) -> Facts | None:
            async with gate:
                try:
                    answer = await client.chat.completions.create(  # type: ignore[call-overload]
                        model=MODEL,
                        messages=[{"role": "user", "content": ASK + text}],
                        tools=[{"type": "function", "function": TOOL}],
                        tool_choice={"type": "function", "function": {"name": "Facts"}},
                    )
                    call = (answer.choices[0].message.tool_calls or [])[0]
                    return Facts.model_validate_json(call.function.arguments)
                except (OpenAIError, ValidationError, IndexError):
                    return None

        answers = await asyncio.gather(*(ask(text) for text in job.texts()))
    found = [answer.model_dump(exclude_defaults=True) for answer in answers if answer is not None]
    Path(job.folder, "facts.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return Done(len(found))
