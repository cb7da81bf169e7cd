"""What a chat-completions request asks for: its messages, and the shape that it wants the answer in."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Json = dict[str, Any]


class BadRequestError(ValueError):
    """A request that the real service would refuse with status 400."""


@dataclass(frozen=True)
class Ask:
    """One request that has been read and found answerable."""

    request: Json

    @cached_property
    def digest(self) -> str:
        """The name of this body: a hash of its messages, the same for every retry of it."""
        messages = json.dumps(self.request["messages"], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(messages.encode()).hexdigest()[:16]

    @cached_property
    def text(self) -> str:
        """The text of all messages, one after another."""
        return messages_text(self.request)

    @cached_property
    def characters(self) -> int:
        """The characters that a service would bill as prompt: the messages and the schema."""
        schema = self.request.get("tools") or self.request.get("response_format")
        return len(self.text) + (len(json.dumps(schema, ensure_ascii=False)) if schema else 0)

    @cached_property
    def tool(self) -> Json | None:
        """The function that the answer must call, or None where it answers in content."""
        return chosen_function(self.request)


def read_ask(body: bytes) -> Ask:
    """Read the body of a request.

    Raises:
        BadRequestError: The body is no JSON object, has no messages, or asks for what is not offered here.
    """
    try:
        request = json.loads(body)
    except ValueError as error:
        raise BadRequestError(f"The request body is not valid JSON: {error}.") from error
    return check_ask(request)


def check_ask(request: object) -> Ask:
    """Check a decoded request, from a request of its own or from a line of a batch.

    Raises:
        BadRequestError: As for `read_ask`.
    """
    if not isinstance(request, dict):
        raise BadRequestError("The request body must be a JSON object.")
    messages = request.get("messages")
    if not isinstance(messages, list) or not messages or not all(isinstance(each, dict) for each in messages):
        raise BadRequestError("'messages' must be a list of one or more objects.")
    if request.get("stream"):
        raise BadRequestError("This server does not stream: leave 'stream' out.")
    chosen_function(request)
    return Ask(request)


def messages_text(request: Json) -> str:
    """The text of all messages of a request, one after another."""
    return "\n".join(text for message in request["messages"] for text in _texts(message.get("content")))


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        yield from (part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))


def chosen_function(request: Json) -> Json | None:
    """The function that the answer must call: the one named by tool_choice, or else the first.

    Raises:
        BadRequestError: tool_choice names a function that is not among the tools.
    """
    choice = request.get("tool_choice")
    functions: list[Json] = [tool["function"] for tool in request.get("tools") or () if _is_function(tool)]
    if isinstance(choice, dict):
        name = (choice.get("function") or {}).get("name")
        named = [function for function in functions if function.get("name") == name]
        if not named:
            raise BadRequestError(f"'tool_choice' names the function {name!r}, which is not among 'tools'.")
        return named[0]
    return functions[0] if functions and choice != "none" else None


def _is_function(tool: object) -> bool:
    return isinstance(tool, dict) and isinstance(tool.get("function"), dict)


def wanted_schema(request: Json) -> Json | None:
    """The JSON schema that the answer must satisfy, or None where the request gives none."""
    function = chosen_function(request)
    if function is not None:
        return function.get("parameters") or {"type": "object"}
    wanted = request.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        schema: Json = (wanted.get("json_schema") or {}).get("schema") or {"type": "object"}
        return schema
    return {"type": "object"} if wanted.get("type") == "json_object" else None
