"""DocETL: a pipeline of one map operation; its own cache lies in the folder of the job."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

from bench.columns.job import KEY, MODEL, Done, Job

ASK = """List who says what in this news article: parties, claims, denials and silences. Copy every quote exactly. \
Leave out what is empty.

{{ input.text }}"""
PARTY = "list[{name: str, kind: str, role: str, represents: str}]"
CLAIM = "list[{speakers: list[str], quote: str, cue: str, voice: str, modality: str}]"
DENIAL = "list[{by: list[str], kind: str, quote: str, cue: str, answers: int, allegation: str}]"
SILENCE = "list[{by: list[str], kind: str, quote: str, cue: str, about: str}]"


def read(job: Job) -> Done:
    """Map all articles; an article whose call failed has no claims."""
    os.environ |= {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": job.url, "OPENAI_BASE_URL": job.url}
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", token_tables())
    from docetl.api import Pipeline  # type: ignore[import-not-found]

    rows = [{"text": text} for text in job.texts()]
    data, out = Path(job.folder, "articles.json"), Path(job.folder, "facts.json")
    data.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    pipeline = Pipeline.from_dict(_pipeline(str(data), str(out), job.folder), name="bench")
    pipeline.run(max_threads=job.concurrency)
    found = json.loads(out.read_text(encoding="utf-8"))
    return Done(sum(bool(row.get("claims")) for row in found))


def _pipeline(data: str, out: str, folder: str) -> dict[str, Any]:
    schema = {"parties": PARTY, "claims": CLAIM, "denials": DENIAL, "silences": SILENCE}
    return {
        "default_model": f"openai/{MODEL}",
        "datasets": {"articles": {"type": "file", "path": data}},
        "operations": [{"name": "read", "type": "map", "prompt": ASK, "output": {"schema": schema}}],
        "pipeline": {
            "steps": [{"name": "all", "input": "articles", "operations": ["read"]}],
            "output": {"type": "file", "path": out, "intermediate_dir": str(Path(folder, "steps"))},
        },
    }


def token_tables() -> str:
    """The folder of litellm in which the tables for counting tokens lie: DocETL would load them from the network."""
    home = importlib.util.find_spec("litellm")
    assert home
    assert home.origin
    return str(Path(home.origin).parent / "litellm_core_utils" / "tokenizers")
