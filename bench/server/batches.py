"""Files and batches, held in memory: jobs that are in progress for some polls and then done."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bench.server.ask import Json
from bench.server.options import BatchEnd, BatchEnds

ENDPOINT = "/v1/chat/completions"
WINDOW = "24h"
DAY = 24 * 60 * 60

AnswerItem = Callable[[str, Json], tuple[int, Json]]
"""From the custom_id and the body of an item to the status and the body of its answer."""


class BatchError(Exception):
    """A refusal of the files and batches endpoints, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class StoredFile:
    """A file as it was uploaded, or as a batch wrote it."""

    name: str
    purpose: str
    data: bytes


@dataclass(frozen=True)
class Batch:
    """One batch job at one moment."""

    request: Json
    status: str = "validating"
    polls: int = 0
    times: dict[str, int] = field(default_factory=dict)
    total: int = 0
    answered: int = 0
    failed: int = 0
    output_file_id: str | None = None
    error_file_id: str | None = None
    errors: tuple[Json, ...] = ()

    def moved(self, status: str) -> "Batch":
        """The same batch in another status, with the time at which it first got there."""
        times = {f"{status}_at": int(time.time()), **self.times}
        return replace(self, status=status, times=times)

    def body(self, name: str) -> Json:
        """The batch as the service writes it."""
        return {
            "id": name,
            "object": "batch",
            **self.request,
            "status": self.status,
            "output_file_id": self.output_file_id,
            "error_file_id": self.error_file_id,
            "errors": {"object": "list", "data": list(self.errors)} if self.errors else None,
            "request_counts": {"total": self.total, "completed": self.answered, "failed": self.failed},
            "expires_at": self.times["created_at"] + DAY,
            **self.times,
        }


@dataclass(frozen=True)
class Item:
    """One line of a batch's input."""

    custom_id: str
    body: Json


class BatchDesk:
    """Takes files in, runs batches over them, and gives their results out."""

    def __init__(self, polls: int, answer_item: AnswerItem, end: BatchEnds) -> None:
        self._polls = polls
        self._answer_item = answer_item
        self._end = end
        self._files: dict[str, StoredFile] = {}
        self._batches: dict[str, Batch] = {}

    def add_file(self, name: str, purpose: str, data: bytes) -> Json:
        """Store a file and describe it."""
        file_id = f"file-{len(self._files) + 1}"
        self._files[file_id] = StoredFile(name, purpose, data)
        return {
            "id": file_id,
            "object": "file",
            "bytes": len(data),
            "created_at": int(time.time()),
            "filename": name,
            "purpose": purpose,
            "status": "processed",
        }

    def content(self, file_id: str) -> bytes:
        """The bytes of a stored file."""
        if file_id not in self._files:
            raise BatchError(404, f"There is no file {file_id!r}.")
        return self._files[file_id].data

    def create(self, request: Json) -> Json:
        """Start a batch over an uploaded file."""
        self.content(request.get("input_file_id", ""))
        if request.get("endpoint") != ENDPOINT or request.get("completion_window") != WINDOW:
            raise BatchError(400, f"A batch needs the endpoint {ENDPOINT!r} and the completion_window {WINDOW!r}.")
        known = {key: request.get(key) for key in ("input_file_id", "endpoint", "completion_window", "metadata")}
        name = f"batch_{len(self._batches) + 1}"
        return self._keep(name, Batch(known, times={"created_at": int(time.time())}))

    def poll(self, name: str) -> Json:
        """Describe a batch; each look moves it on."""
        batch = self._find(name)
        if batch.status == "cancelling":
            batch = batch.moved("cancelled")
        elif batch.status in {"validating", "in_progress"}:
            batch = self._advanced(batch, self._end(int(name.removeprefix("batch_"))))
        return self._keep(name, batch)

    def listed(self, after: str, limit: int) -> Json:
        """Describe the batches, the newest first; a page of them, behind the one that is named."""
        names = list(reversed(self._batches))
        first = names.index(after) + 1 if after in names else 0
        page = names[first : first + limit]
        more = len(names) > first + limit
        data = [self._batches[name].body(name) for name in page]
        ends = {"first_id": page[0] if page else None, "last_id": page[-1] if page else None}
        return {"object": "list", "data": data, **ends, "has_more": more}

    def cancel(self, name: str) -> Json:
        """Stop a batch that is not done; nothing of it is answered."""
        batch = self._find(name)
        if batch.status not in {"validating", "in_progress", "cancelling"}:
            raise BatchError(409, f"Cannot cancel a batch with status '{batch.status}'.")
        return self._keep(name, batch.moved("cancelling"))

    def _find(self, name: str) -> Batch:
        if name not in self._batches:
            raise BatchError(404, f"There is no batch {name!r}.")
        return self._batches[name]

    def _keep(self, name: str, batch: Batch) -> Json:
        self._batches[name] = batch
        return batch.body(name)

    def _advanced(self, batch: Batch, end: BatchEnd) -> Batch:
        items, problems = read_items(self.content(batch.request["input_file_id"]))
        if end.status == "failed" and not problems:
            problems = [_problem(end.code, "The server was told to fail this batch.", None)]
        if problems:
            return replace(batch.moved("failed"), errors=tuple(problems))
        if batch.polls >= self._polls:
            return self._ended(batch, items, end)
        return replace(batch.moved("in_progress"), polls=batch.polls + 1, total=len(items))

    def _ended(self, batch: Batch, items: list[Item], end: BatchEnd) -> Batch:
        good: list[str] = []
        bad: list[str] = []
        reached = len(items) if end.answered is None else end.answered
        for number, item in enumerate(items[:reached], 1):
            status, body = self._answer_item(item.custom_id, item.body)
            (good if status == 200 else bad).append(_line(number, item.custom_id, status, body))
        answered, failed = len(good), len(bad)
        bad += [_unanswered(number, item.custom_id, end) for number, item in enumerate(items[reached:], reached + 1)]
        order = -1 if end.backwards else 1
        return replace(
            batch.moved(end.status),
            total=len(items),
            answered=answered,
            failed=failed,
            output_file_id=self._written("output.jsonl", good[::order]),
            error_file_id=self._written("errors.jsonl", bad[::order]),
        )

    def _written(self, name: str, lines: list[str]) -> str | None:
        if not lines:
            return None
        data = "".join(f"{line}\n" for line in lines).encode()
        return str(self.add_file(name, "batch_output", data)["id"])


def _line(number: int, custom_id: str, status: int, body: Json) -> str:
    response = {"status_code": status, "request_id": f"req_{number}", "body": body}
    line = {"id": f"batch_req_{number}", "custom_id": custom_id, "response": response, "error": None}
    return json.dumps(line, ensure_ascii=False)


def _unanswered(number: int, custom_id: str, end: BatchEnd) -> str:
    error = {"code": f"batch_{end.status}", "message": "This request was not reached."}
    return json.dumps({"id": f"batch_req_{number}", "custom_id": custom_id, "response": None, "error": error})


def read_items(data: bytes) -> tuple[list[Item], list[Json]]:
    """The items of an input file, and what is wrong with it: a file with any fault is refused whole."""
    found = list(_items(data))
    items = [each for each in found if isinstance(each, Item)]
    problems = [each for each in found if not isinstance(each, Item)]
    if not found:
        problems = [_problem("empty_file", "The input file has no lines.", None)]
    return items, problems


def _items(data: bytes) -> Iterator[Item | Json]:
    seen: set[str] = set()
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        item = _item(line, number)
        if isinstance(item, Item):
            if item.custom_id in seen:
                item = _problem("duplicate_custom_id", f"The custom_id {item.custom_id!r} is used before.", number)
            else:
                seen.add(item.custom_id)
        yield item


def _item(line: bytes, number: int) -> Item | Json:
    try:
        value = json.loads(line)
    except ValueError:
        return _problem("invalid_json_line", "This line is not valid JSON.", number)
    if not isinstance(value, dict) or not isinstance(value.get("custom_id"), str):
        return _problem("missing_required_parameter", "This line has no custom_id.", number)
    if value.get("method") != "POST" or value.get("url") != ENDPOINT or not isinstance(value.get("body"), dict):
        return _problem("invalid_request", f"This line needs method POST, url {ENDPOINT} and a body.", number)
    return Item(value["custom_id"], value["body"])


def _problem(code: str, message: str, line: int | None) -> Json:
    return {"code": code, "message": message, "param": None, "line": line}
