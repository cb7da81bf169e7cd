"""What several test files share: the seeds, and a model whose answers are written down."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from towns import write_heap

from summarizer.llm import Answer, Model, Turn

ROOT = Path(__file__).parent.parent

# Many tests run the command in a process of its own: without byte code each would compile every module anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SEEDS = ROOT / "seeds" / "arms-to-russia"


def completion(arguments: str, name: str = "Draft") -> Answer:
    """A raw answer that calls the tool `name` with `arguments`."""
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


class Script:
    """A model's answers in order, and the turns that it was asked."""

    def __init__(self, answers: list[Any]) -> None:
        """Each answer is a JSON text, a value to write as JSON, or an exception to raise."""
        self._answers = iter(answers)
        self.turns: list[Turn] = []

    async def send(self, turn: Turn) -> Answer:
        """Answer the next turn."""
        self.turns.append(turn)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, dict) and "choices" in answer:
            return answer
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return completion(text, turn.answer_type)

    def model(self, reasks: int = 1) -> Model:
        """The model that gives these answers."""
        return Model(self.send, "scripted", reasks=reasks)


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Eight articles, each a story of its own."""
    return write_heap(tmp_path / "heap.jsonl")


@pytest.fixture
def script() -> Callable[..., Script]:
    """Make a script of answers."""
    return lambda *answers: Script(list(answers))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the cluster: it mostly waits for itself, and at the end everybody would wait for it."""
    items.sort(key=lambda item: item.path.stem != "test_spread_cluster")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the developer's own key and .env out of every test."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZER_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))
