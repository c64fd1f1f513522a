"""Settings of the script service."""

from typing import Literal

from pydantic import Field, SecretStr
from songreel_chassis.settings import ProcessSettings


class ScriptSettings(ProcessSettings):
    """What the script service reads at start."""

    script_backend: Literal["embedded", "openai", "rules"] = Field(
        "embedded",
        description="Who writes: embedded (the catalogue's model on llama.cpp), openai (any OpenAI-compatible server) "
        "or rules.",
    )
    script_model: str = Field(
        "qwen2.5-coder-1.5b-instruct-q4",
        description="Model: an entry of the weights catalogue (embedded), or the server's name for it (openai).",
    )
    script_base_url: str = Field("", description="Address of the OpenAI-compatible server, with its /v1.")
    script_api_key: SecretStr = Field(SecretStr("none"), description="Key for the OpenAI-compatible server.")
    script_fallback_to_rules: bool = Field(
        True,
        description="Write by rule when the embedded model's weights cannot be had, or when nothing usable was written "
        "for a passage; the script says so. Off, such a script fails and says what was tried.",
    )
    script_threads: int = Field(2, ge=1, description="Threads of the embedded model.")
    script_spin: bool = Field(
        False,
        description="Let the embedded model's threads spin while they wait: a third faster on a quiet machine, many "
        "times slower on a busy one.",
    )
    script_call_seconds: float = Field(120.0, gt=0, description="Longest wait for one answer of the language model.")
    script_concurrency: int = Field(
        1, ge=1, description="Scripts written at once; more make sense only with an openai server that batches."
    )
