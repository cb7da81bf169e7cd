"""The wire: one raw call, its pace, and the retrying of calls that get lost."""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from summarizer import errors
from summarizer.llm.exchange import Answer, Send, Turn
from summarizer.llm.limits import limits_in
from summarizer.settings import Settings

log = logging.getLogger("summarizer.llm")

_LOST_STATUS = frozenset({408, 409, 425, 429})
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 60.0


class Lost(Exception):
    """A call that got lost on the way and may be tried again; `wait` is what the server asked for, in seconds."""

    def __init__(self, what: str, wait: float | None = None, limited: bool = False) -> None:
        """Say what was lost, in words without secrets."""
        super().__init__(what)
        self.wait = wait
        self.limited = limited


class Wire:
    """Speaks to the endpoint: one client for the whole run, made at the first call."""

    def __init__(self, settings: Settings) -> None:
        """Check that there is a key; connect later.

        Raises:
            SettingsError: There is no key.
        """
        if settings.api_key is None:
            raise errors.SettingsError("OPENAI_API_KEY is not set: put it into .env, or use --engine offline.")
        self._settings = settings
        self._key = settings.api_key
        self._client: Any = None

    async def send(self, turn: Turn) -> Answer:
        """Make one call."""
        return await _call(self.client.post, turn, self._settings.timeout)

    @property
    def client(self) -> Any:
        """The provider's client, made when it is first asked for."""
        if self._client is None:
            from openai import AsyncOpenAI, DefaultAioHttpClient

            key, url, timeout = self._key.get_secret_value(), self._settings.base_url, self._settings.timeout
            http = DefaultAioHttpClient(timeout=timeout)  # a call over the other transport takes half as much again
            self._client = AsyncOpenAI(api_key=key, base_url=url, max_retries=0, timeout=timeout, http_client=http)
        return self._client

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()


async def _call(post: Callable[..., Any], turn: Turn, timeout: float) -> Answer:  # noqa: ASYNC109 - the client's own limit is per read, ours is for the whole answer
    """Make one call and sort what can go wrong into: lost, the article's, the run's.

    The request is plain JSON already: the client's typed methods would walk all of it once more, and copy the answer.
    """
    import openai
    from httpx2 import Response  # what the client speaks through: its headers tell the provider's limit

    with told(timeout):
        try:
            async with asyncio.timeout(timeout):
                response = await post("/chat/completions", cast_to=Response, body=turn.request)
        except openai.APIStatusError as error:
            turn.limits = limits_in(error.response.headers)
            raise
        turn.limits = limits_in(response.headers)
        answer: Any = json.loads(response.content)
    if not isinstance(answer, dict) or not answer.get("choices"):
        raise Lost(NO_CHOICES)
    return dict(answer)


NO_CHOICES = "the server's answer held no choices"


@contextmanager
def told(timeout: float) -> Iterator[None]:
    """Turn what the client raises into our own errors, without the words of any body.

    Raises:
        Lost: It may be tried again. ModelError: It may not.
    """
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        code = str(getattr(error, "code", None) or _code_in(error.body))
        raise sort(int(error.status_code), code, _asked_wait(error.response.headers)) from None
    except TimeoutError:
        raise Lost(_late(timeout)) from None
    except openai.APIConnectionError as error:  # a server that hangs up is told as a timeout too
        first = _first(error)
        late = isinstance(first, TimeoutError)
        raise Lost(_late(timeout) if late else f"the connection failed ({type(first).__name__})") from None
    except (openai.APIError, ValueError) as error:
        raise Lost(f"the server's answer could not be read ({type(error).__name__})") from None


def _late(timeout: float) -> str:
    return f"no answer within {timeout:g} s"


def _first(error: BaseException) -> BaseException:
    """Find the error with which it began."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def sort(status: int, code: str, wait: float | None = None) -> Exception:
    """Turn a status into the error that says who has to do what; the body of it is never shown."""
    if code == "insufficient_quota":
        return errors.OutOfQuota("The account of this key is used up (insufficient_quota): add credit, then run again.")
    if code == "context_length_exceeded":
        return errors.CutOff("The article is too long for this model: lower SUMMARIZER_PART_CHARS.")
    if status in _LOST_STATUS or status >= 500:
        return Lost(f"HTTP {status}", wait, status == 429)
    reason = {
        400: "The endpoint refuses the request (400): check SUMMARIZER_MODEL and SUMMARIZER_MODE.",
        401: "The endpoint refuses the key (401): check OPENAI_API_KEY.",
        403: "The endpoint forbids this key to use the model (403): check OPENAI_API_KEY and SUMMARIZER_MODEL.",
        404: "The endpoint does not know the model or the path (404): check SUMMARIZER_MODEL and OPENAI_BASE_URL.",
    }.get(status)
    if reason:
        return errors.Rejected(reason, status)
    return errors.ModelError(f"The endpoint refuses this article (HTTP {status}).")


def _code_in(body: object) -> str:
    inner = body.get("error", body) if isinstance(body, dict) else None
    return str(inner.get("code") or inner.get("type") or "") if isinstance(inner, dict) else ""


def _asked_wait(headers: Any) -> float | None:
    """Read Retry-After in its two spellings: milliseconds, or seconds."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        told = headers.get(name)
        if told and re.fullmatch(r"\d+(\.\d+)?", told.strip()):
            return float(told) * unit
    return None


def retrying(settings: Settings, note: Callable[[str], None] | None = None) -> Any:
    """Make what tries lost calls again, up to a number and a time: each later than the last, or as the server asks.

    `note` is told of each lost try.
    """
    import tenacity

    backoff = tenacity.wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, Lost) else None
        return backoff(state) if asked is None else asked + backoff(state) / 10

    def after(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if note is not None:
            note(str(error))
        log.info("lost call (%s), try %d", error, state.attempt_number)

    return tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception_type(Lost),
        wait=wait,
        stop=tenacity.stop_after_attempt(settings.tries) | tenacity.stop_before_delay(settings.patience),
        after=after,
        reraise=True,
    )


def retried(send: Send, settings: Settings) -> Send:
    """Try lost calls again, and note each lost try with its turn."""

    async def send_again(turn: Turn) -> Answer:
        try:
            return await retrying(settings, turn.attempts.append)(send, turn)  # type: ignore[no-any-return]
        except Lost as lost:
            tried = len(turn.attempts)
            raise errors.LostCall(f"No answer after {tried} tries; the last: {lost}. Run again to retry it.") from None

    return send_again
