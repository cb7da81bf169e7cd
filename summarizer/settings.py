"""Every setting, frozen, read from a mapping such as the environment and checked before anything runs."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.errors import SettingsError

DEFAULT_MODEL = "gpt-5-mini"


class Settings(BaseModel):
    """What a run depends on beside its inputs. `alias` is the name in the environment and in .env."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)

    api_key: SecretStr | None = Field(default=None, alias="OPENAI_API_KEY", description="key of the endpoint")
    base_url: str | None = Field(default=None, alias="OPENAI_BASE_URL", description="any OpenAI-compatible endpoint")
    model: str | None = Field(
        default=None, alias="SUMMARIZER_MODEL", description=f"model to ask; {DEFAULT_MODEL} if not set"
    )
    engine: Literal["auto", "llm", "offline"] = Field(
        default="auto", alias="SUMMARIZER_ENGINE", description="auto: llm where a key is set, else offline"
    )
    mode: Literal["tools", "json_schema", "json"] = Field(
        default="tools", alias="SUMMARIZER_MODE", description="how the endpoint is asked for structure"
    )
    language: str = Field(default="en", alias="SUMMARIZER_LANGUAGE", description="language that claims are written in")
    timeout: float = Field(default=120, gt=0, alias="SUMMARIZER_TIMEOUT", description="seconds to wait for one answer")
    tries: int = Field(default=6, ge=1, alias="SUMMARIZER_TRIES", description="tries of one call that gets lost")
    patience: float = Field(
        default=600, gt=0, alias="SUMMARIZER_PATIENCE", description="seconds to go on trying one lost call"
    )
    reasks: int = Field(default=1, ge=0, alias="SUMMARIZER_REASKS", description="times a bad answer is asked again")
    max_output_tokens: int = Field(
        default=0, ge=0, alias="SUMMARIZER_MAX_OUTPUT_TOKENS", description="tokens of one answer; 0: provider's limit"
    )
    concurrency: int = Field(default=8, ge=1, alias="SUMMARIZER_CONCURRENCY", description="calls under way at once")
    workers: int = Field(
        default=0, ge=0, alias="SUMMARIZER_WORKERS", description="processes for many stories; 0: one for each processor"
    )
    rpm: int = Field(default=0, ge=0, alias="SUMMARIZER_RPM", description="requests a minute; 0: no limit of ours")
    tpm: int = Field(default=0, ge=0, alias="SUMMARIZER_TPM", description="tokens a minute; 0: no limit of ours")
    max_tokens: int = Field(default=0, ge=0, alias="SUMMARIZER_MAX_TOKENS", description="tokens of a run; 0: no limit")
    max_cost: float = Field(default=0, ge=0, alias="SUMMARIZER_MAX_COST", description="US dollars a run; 0: no limit")
    prices: str | None = Field(
        default=None, alias="SUMMARIZER_PRICES", description="price file; docs/batch.md: its form"
    )
    part_chars: int = Field(
        default=24_000, ge=1_000, alias="SUMMARIZER_PART_CHARS", description="characters read at once; longer: parts"
    )
    max_input_bytes: int = Field(
        default=2_000_000, ge=1, alias="SUMMARIZER_MAX_INPUT_BYTES", description="a larger article is refused"
    )

    @classmethod
    def from_mapping(cls, env: Mapping[str, str], **chosen: Any) -> Self:
        """Read the settings from `env`; `chosen` (by field name, None: not chosen) wins.

        Raises:
            SettingsError: A value cannot be used; the sentence names the variable and never shows the value.
        """
        names = {field.alias: name for name, field in cls.model_fields.items()}
        values: dict[str, Any] = {names[key]: value for key, value in env.items() if key in names and value != ""}
        values |= {name: value for name, value in chosen.items() if value is not None}
        try:
            return cls(**values)
        except ValidationError as error:
            raise SettingsError(_sentence(cls, error)) from None

    @property
    def reads_with(self) -> Literal["llm", "offline"]:
        """The engine that a run uses.

        Raises:
            SettingsError: The LLM is asked for, and there is no key.
        """
        if self.engine == "llm" and self.api_key is None:
            raise SettingsError("OPENAI_API_KEY is not set: put it into .env, or use --engine offline.")
        if self.engine == "auto":
            return "offline" if self.api_key is None else "llm"
        return self.engine

    def public(self) -> dict[str, Any]:
        """The settings without any secret, for run.json."""
        shown = self.model_dump(mode="json", exclude={"api_key"})
        return shown | {"api_key": "set" if self.api_key else "not set"}


def _sentence(cls: type[Settings], error: ValidationError) -> str:
    """Say what is wrong with the first bad setting."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0])
    field = cls.model_fields.get(name)
    known = field.alias if field and field.alias else name
    return f"{known} cannot be used: {first['msg'][:1].lower()}{first['msg'][1:]}."
