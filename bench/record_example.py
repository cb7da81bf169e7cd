"""Record the example project of docs/testing anew: `python -m bench.record_example`, after a prompt has changed.

The recordings are made as a user's are, over HTTP and by --summarizer-record; only the model is a local one, whose
answers stand here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.server import Json, ModelServer, ServerOptions

EXAMPLE = Path(__file__).parent.parent / "docs" / "testing"

_POST = {
    "parties": [
        {"name": "Ada Lund", "kind": "person", "aliases": ["Lund"], "role": "harbour master"},
        {"name": "Norra Lines", "kind": "organisation"},
    ],
    "claims": [
        {"by": ["Ada Lund"], "cue": "said", "at": ["S2:The ferry Marta…it sank"]},
        {"by": ["Ada Lund"], "cue": "said", "at": ["Q1"]},
    ],
    "denials": [{"by": ["Norra Lines"], "cue": "denied", "kind": "denies", "answers": 1, "at": ["S4"]}],
}
_DAILY = {
    "parties": [{"name": "coast guard", "kind": "organisation"}, {"name": "Norra Lines", "kind": "organisation"}],
    "claims": [{"by": ["coast guard"], "cue": "said", "at": ["S2:Everybody on board…was rescued"]}],
    "silences": [
        {"by": ["Norra Lines"], "cue": "did not immediately comment", "kind": "no_response", "at": ["S3"]},
    ],
}
_SUMMARY = {
    "sentences": [
        {
            "text": "Ada Lund said the ferry Marta was overloaded when it sank; Norra Lines denied it.",
            "cites": ["c2", "d1"],
        },
    ]
}


def answer(request: Json) -> str:
    """Answer what the example asks."""
    words = json.dumps(request["messages"], ensure_ascii=False)
    if "=== ARTICLE" in words:
        return json.dumps(_POST if "overloaded" in words else _DAILY)
    return json.dumps({"pairs": []} if "Answer every pair" in words else _SUMMARY)


def record(example: Path, *words: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run the example's tests against a server, recording."""
    env = os.environ | {"OPENAI_API_KEY": "unused", "OPENAI_BASE_URL": url, "SUMMARIZER_MODEL": "local-model"}
    line = [sys.executable, "-m", "pytest", "--summarizer-record", *words]
    return subprocess.run(line, cwd=example, env=env, check=False, text=True, capture_output=True)


if __name__ == "__main__":
    with ModelServer(ServerOptions(answer=answer)) as server:
        done = record(EXAMPLE, *sys.argv[1:], url=server.url)
    print(done.stdout, done.stderr)
    sys.exit(done.returncode)
