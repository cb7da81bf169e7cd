"""What a run has used, and the limits that the user set."""

import json
from pathlib import Path

from summarizer import errors
from summarizer.ledger import Spent
from summarizer.llm.exchange import Answer, Request, Send, Turn, Usage, used
from summarizer.llm.prices import Price, price_of
from summarizer.settings import Settings

CHARS_A_TOKEN = 4
ANSWER_SHARE = 1.2
"""Characters of an answer for one of the article, as recorded on the example story, with the summary's share."""


def expected(request: Request) -> Usage:
    """Estimate what a request about an article will use; the article is in its first message of a user."""
    carried = request.get("tools") or request.get("response_format") or ""
    texts = [str(message.get("content") or message.get("tool_calls") or "") for message in request["messages"]]
    shown = next(text for text, message in zip(texts, request["messages"], strict=True) if message["role"] == "user")
    size = sum(map(len, texts)) + len(json.dumps(carried))
    return Usage(1, 1, size // CHARS_A_TOKEN, int(len(shown) * ANSWER_SHARE) // CHARS_A_TOKEN)


class Meter:
    """Counts requests, tries, tokens and cost of one run, and stops it at the user's limit."""

    def __init__(self, max_tokens: int = 0, max_cost: float = 0, price: Price | None = None) -> None:
        """Limits of 0 are none."""
        self.usage = Usage()
        self._batched = Usage()
        self.promised = Usage()
        """About what the requests will use that are under way in batches; counts for the limits."""
        self._before = 0, 0.0
        self._max_tokens = max_tokens
        self._max_cost = max_cost
        self._price = price

    @classmethod
    def of(cls, settings: Settings, model: str) -> "Meter":
        """Make the meter that the settings ask for.

        Raises:
            SettingsError: A cost limit is set, and the price of the model is not known.
        """
        price = price_of(model, Path(settings.prices) if settings.prices else None)
        if settings.max_cost and price is None:
            raise errors.SettingsError(
                f"The price of {model} is not known: give it with --prices, or use --max-tokens."
            )
        return cls(settings.max_tokens, settings.max_cost, price)

    def cost(self, usage: Usage, batched: bool = False) -> float:
        """Price what was used, in US dollars; 0 where the price is not known."""
        if self._price is None:
            return 0.0
        return self._price.of(usage.tokens_in, usage.tokens_out) * (self._price.batch if batched else 1)

    @property
    def spent(self) -> float:
        """What this run cost, in US dollars: what came in batches at the price of batches."""
        return self.cost(self.usage) - self.cost(self._batched) + self.cost(self._batched, batched=True)

    def count_earlier(self, spent: Spent) -> None:
        """Count for the limits what earlier runs on the same output folder used."""
        cost = spent.cost + self.cost(Usage(tokens_in=spent.unpriced_in, tokens_out=spent.unpriced_out))
        self._before = spent.tokens_in + spent.tokens_out, cost

    def promise(self, usage: Usage) -> None:
        """Set aside what a request in a batch will use.

        Raises:
            BudgetSpent: That is more than the budget has left; nothing is set aside.
        """
        self._refuse_above_budget(usage)
        self.promised += usage

    def landed(self, answer: Answer) -> float:
        """Count an answer that came in a batch; return its cost."""
        self.usage += used(answer) + Usage(tries=1)
        self._batched += used(answer)
        return self.cost(used(answer), batched=True)

    def counted(self, send: Send) -> Send:
        """Refuse calls above the budget, and count the others."""

        async def count(turn: Turn) -> Answer:
            self._refuse_above_budget()
            try:
                answer = await send(turn)
            finally:
                self.usage += Usage(tries=len(turn.attempts) + 1)
            self.usage += used(answer)
            return answer

        return count

    def _refuse_above_budget(self, more: Usage | None = None) -> None:
        """Refuse what the budget has no room for: a call as long as anything is left, a batched one only if it fits."""
        tokens, cost = self._before
        tokens += self.usage.tokens + self.promised.tokens
        cost += self.spent + self.cost(self.promised, batched=True)
        if more is None:
            over_tokens, over_cost = tokens >= self._max_tokens, cost >= self._max_cost
        else:
            over_tokens = tokens + more.tokens > self._max_tokens
            over_cost = cost + self.cost(more, batched=True) > self._max_cost
        if self._max_tokens and over_tokens:
            raise errors.BudgetSpent(
                f"The budget of {self._max_tokens:,} tokens is spent: raise --max-tokens and run again to go on."
            )
        if self._max_cost and over_cost:
            raise errors.BudgetSpent(
                f"The budget of ${self._max_cost:g} is spent: raise --max-cost and run again to go on."
            )
