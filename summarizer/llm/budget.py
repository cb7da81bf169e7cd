"""What a run has used, and the limits that the user set."""

from pathlib import Path

from summarizer import errors
from summarizer.llm.exchange import Answer, Send, Turn, Usage, used
from summarizer.llm.prices import Price, price_of
from summarizer.settings import Settings


class Meter:
    """Counts requests, tries, tokens and cost of one run, and stops it at the user's limit."""

    def __init__(self, max_tokens: int = 0, max_cost: float = 0, price: Price | None = None) -> None:
        """Limits of 0 are none."""
        self.usage = Usage()
        self.before = Usage()
        """What earlier runs on the same output folder used; counts for the limits."""
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

    def cost(self, usage: Usage) -> float:
        """Price what was used, in US dollars; 0 where the price is not known."""
        return self._price.of(usage.tokens_in, usage.tokens_out) if self._price else 0.0

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

    def _refuse_above_budget(self) -> None:
        spent = self.before + self.usage
        if self._max_tokens and spent.tokens >= self._max_tokens:
            raise errors.BudgetSpent(
                f"The budget of {self._max_tokens:,} tokens is spent: raise --max-tokens and run again to go on."
            )
        if self._max_cost and self.cost(spent) >= self._max_cost:
            raise errors.BudgetSpent(
                f"The budget of ${self._max_cost:g} is spent: raise --max-cost and run again to go on."
            )
