"""Settings of the script service."""

from typing import Literal

from pydantic import Field, SecretStr
from songreel_chassis.settings import ProcessSettings


class ScriptSettings(ProcessSettings):
    """What the script service reads at start."""

    script_backend: Literal["embedded", "openai", "vllm", "rules"] = Field(
        "embedded",
        description="Who writes: embedded (the catalogue's model on llama.cpp), vllm (a vLLM server with a reasoning "
        "model, such as DeepSeek-R1-Distill-Llama-8B), openai (any other OpenAI-compatible server) or rules.",
    )
    script_model: str = Field(
        "qwen2.5-coder-1.5b-instruct-q4",
        description="Model: an entry of the weights catalogue (embedded), or the server's name for it (openai, vllm; "
        "its first one where this is not set).",
    )
    script_base_url: str = Field("", description="Address of the model server (openai, vllm), with its /v1.")
    script_api_key: SecretStr = Field(SecretStr("none"), description="Key for the model server.")
    script_prompts: Literal["auto", "small", "large"] = Field(
        "auto",
        description="How the model is asked: small (by examples, for models of few billion parameters), large (the "
        "whole film in view, an action for every shot, any language); auto takes large with vllm, small otherwise.",
    )
    script_reasoning: bool = Field(
        True,
        description="The vllm server's model reasons, and the server keeps its thinking apart (--reasoning-parser).",
    )
    script_outline_thinking_tokens: int = Field(
        4096, ge=0, description="Longest thinking of a reasoning model before it outlines a film, in tokens."
    )
    script_scene_thinking_tokens: int = Field(
        0, ge=0, description="Longest thinking of a reasoning model before it writes a passage, in tokens; 0 for none."
    )
    script_hands: int = Field(
        0, ge=0, description="Passages asked for at once; 0 for 16 with vllm and 1 with the others."
    )
    script_fallback_to_rules: bool = Field(
        True,
        description="Write by rule when the embedded model's weights cannot be had, or when nothing usable was written "
        "for a passage; the script says so. Off, such a script fails and says what was tried.",
    )
    script_attempts: int = Field(
        3, ge=1, description="Answers asked of the model for one passage before it counts as failed."
    )
    script_budget_seconds: float = Field(
        0.0,
        ge=0,
        description="Longest time for the passages of one script; after it nothing more is asked. 0 for no bound.",
    )
    script_budget_tokens: int = Field(
        0,
        ge=0,
        description="Most tokens read and written for one script; after them nothing more is asked. 0 for no bound.",
    )
    script_sense: Literal["minilm", "words"] = Field(
        "minilm",
        description="What tells that two shots show the same: minilm (sentence vectors of the catalogue's "
        "all-MiniLM-L6-v2; shots then also keep near to the words sung) or words (those that two shots share).",
    )
    script_threads: int = Field(2, ge=1, description="Threads of the embedded model.")
    script_spin: bool = Field(
        False,
        description="Let the embedded model's threads spin while they wait: a third faster on a quiet machine, many "
        "times slower on a busy one.",
    )
    script_call_seconds: float = Field(
        300.0, gt=0, description="Longest wait for one answer of the language model, thinking included."
    )
    script_stall_seconds: float = Field(
        60.0, gt=0, description="Longest wait for the next token of a model server (openai, vllm)."
    )
    script_patience_seconds: float = Field(
        10.0,
        ge=0,
        description="How long a model server that fails, breaks off or is overloaded is asked again; then the caller "
        "is told to come back, and goes on where the script stopped.",
    )
    script_start_seconds: float = Field(
        300.0, ge=0, description="How long a start waits for a vllm server that is not there yet: it loads for minutes."
    )
    script_concurrency: int = Field(
        1, ge=1, description="Scripts written at once; more make sense only with a server that batches, such as vllm."
    )
