"""What a run has used, and the limits that the user set."""

from summarizer import errors
from summarizer.llm.exchange import Answer, Send, Turn, Usage, used


class Meter:
    """Counts requests, tries and tokens of one run, and stops it at the user's limit."""

    def __init__(self, max_tokens: int = 0, max_cost: float = 0, model: str = "") -> None:
        """Limits of 0 are none."""
        self.usage = Usage()
        self.max_tokens = max_tokens
        self.max_cost = max_cost
        self.model = model

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
        if self.max_tokens and self.usage.tokens >= self.max_tokens:
            raise errors.BudgetSpent(
                f"The budget of {self.max_tokens:,} tokens is spent: raise --max-tokens and run again to go on."
            )
