"""The loop that one writes by hand with instructor: validated answers, two retries, and one gather over all."""

import asyncio
import json
from pathlib import Path

import instructor
from instructor.core.exceptions import InstructorRetryException
from openai import AsyncOpenAI, OpenAIError

from bench.columns.facts import ASK, Facts
from bench.columns.job import KEY, MODEL, Done, Job


def read(job: Job) -> Done:
    """Ask about every article and write the answers; the first that fails for good ends it."""
    try:
        return asyncio.run(_read(job))
    except (InstructorRetryException, OpenAIError):
        return Done(0)


async def _read(job: Job) -> Done:
    gate = asyncio.Semaphore(job.concurrency)
    async with AsyncOpenAI(api_key=KEY, base_url=job.url) as plain:
        client = instructor.from_openai(plain)

        async def ask(text: str) -> Facts:
            async with gate:
                return await client.chat.completions.create(
                    model=MODEL,
                    messages=[{"role": "user", "content": ASK + text}],
                    response_model=Facts,
                    max_retries=2,
                )

        answers = await asyncio.gather(*(ask(text) for text in job.texts()))
    found = [answer.model_dump(exclude_defaults=True) for answer in answers]
    Path(job.folder, "facts.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return Done(len(found))
