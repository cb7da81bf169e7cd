"""DocETL's resolve: which claims of a heap are one, asked pair by pair, and one wording asked for each group."""

import json
import os
from pathlib import Path
from typing import Any

from bench.columns.by_docetl import token_tables
from bench.columns.job import KEY, MODEL, Done, Job

SAME = "Do these two claims say the same of the same?\nA: {{ input1.claim }}\nB: {{ input2.claim }}"
ONE = "Write as one claim:{% for input in inputs %}\n- {{ input.claim }}{% endfor %}"
_WORDS = "set(input{0}['claim'].lower().split())"
_SHARED = "2 * len({0} & {1}) >= min(len({0}), len({1}))".format(_WORDS.format(1), _WORDS.format(2))


def read(job: Job) -> Done:
    """Resolve the claims; the name of the folder says whether only pairs that share half of their words are asked."""
    os.environ |= {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": job.url, "OPENAI_BASE_URL": job.url}
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", token_tables())
    from docetl.api import Pipeline  # type: ignore[import-not-found]

    data, out = Path(job.folder, "claims.json"), Path(job.folder, "resolved.json")
    data.write_text(json.dumps([{"claim": text} for text in job.texts()]), encoding="utf-8")
    condition = _SHARED if Path(job.folder).name == "blocked" else "True"
    pipeline = Pipeline.from_dict(_pipeline(str(data), str(out), condition), name="resolve")
    pipeline.run(max_threads=job.concurrency)
    return Done(len({row["claim"] for row in json.loads(out.read_text(encoding="utf-8"))}))


def _pipeline(data: str, out: str, condition: str) -> dict[str, Any]:
    resolve = {
        "name": "resolve",
        "type": "resolve",
        "comparison_prompt": SAME,
        "resolution_prompt": ONE,
        "blocking_conditions": [condition],
        "output": {"schema": {"claim": "str"}},
    }
    return {
        "default_model": f"openai/{MODEL}",
        "datasets": {"claims": {"type": "file", "path": data}},
        "operations": [resolve],
        "pipeline": {
            "steps": [{"name": "all", "input": "claims", "operations": ["resolve"]}],
            "output": {"type": "file", "path": out},
        },
    }
