"""What can go wrong, as a tree.

SummarizerError
├── UsageError                the user's mistake: a wrong path, option or setting
│   └── SettingsError         a setting that cannot be used
├── InputError                one input that cannot be read; the rest goes on
├── ModelError                an answer that could not be had
│   ├── Rejected              the provider refuses the key, the model or the request: the run ends
│   ├── OutOfQuota            the account is empty: the run ends
│   ├── BudgetSpent           the user's own limit is reached: the run ends
│   ├── Postponed             not asked now: the request is in a batch, or goes into the next one
│   ├── LostCall              the connection or the server failed, again and again
│   ├── CutOff                the answer was longer than the limit
│   ├── Refusal               the model refused to answer
│   └── BadAnswer             the answer did not fit the schema, also when asked again
└── RecordingError            a recording is missing, unused, unreadable or out of date

Each message is a sentence that says what to do. No message holds a key or a whole answer.
"""


class SummarizerError(Exception):
    """Any error that this package raises on purpose."""


class UsageError(SummarizerError):
    """The user's mistake: nothing was run."""


class SettingsError(UsageError):
    """A setting that cannot be used."""


class InputError(SummarizerError):
    """One input that cannot be read."""


class ModelError(SummarizerError):
    """An answer that could not be had from the model."""

    ends_run = False


class Rejected(ModelError):
    """The provider refuses the key, the model or the request."""

    ends_run = True

    def __init__(self, message: str, status: int = 0) -> None:
        """Keep the HTTP status that said so."""
        super().__init__(message)
        self.status = status


class OutOfQuota(ModelError):
    """The provider's account is empty."""

    ends_run = True


class BudgetSpent(ModelError):
    """The user's own limit of tokens or cost is reached."""

    ends_run = True


class Postponed(ModelError):
    """Not asked now: the request is in a batch that is under way, or goes into the next one."""


class LostCall(ModelError):
    """No answer came back, however often it was tried."""


class CutOff(ModelError):
    """The answer was longer than the limit allows."""


class Refusal(ModelError):
    """The model refused to answer."""


class BadAnswer(ModelError):
    """The answer did not fit the schema, also when the model was asked again."""

    def __init__(self, message: str, raw: str = "") -> None:
        """Keep the last raw answer, out of the message, so that single items can be salvaged."""
        super().__init__(message)
        self.raw = raw


class RecordingError(SummarizerError):
    """A recording is missing, unused, unreadable or out of date."""
