"""What a server will never do as it is set up, as an error that names the setting or the option that helps."""

import openai
import structlog
from songreel_chassis.errors import NotConfigured

log = structlog.get_logger()

VLLM_OPTIONS = (
    "--reasoning-parser deepseek_r1 "
    """--structured-outputs-config '{"backend":"guidance","disable_any_whitespace":true}'"""
)
"""What `vllm serve` needs beside the model's name; see docs/decisions/0015-writing-with-vllm.md."""
TOO_LONG = ("maximum context length", "context size", "context length", "max_model_len", "too long", "too large")
NO_REASONING = ("reasoning_config", "reasoning-parser", "reasoning parser")


def status_of(error: openai.APIError) -> int:
    """The HTTP status that the server meant; 0 for none.

    vLLM opens a stream with 200 before it looks at a request, and tells of a bad one in the first event.
    """
    if isinstance(error, openai.APIStatusError):
        return error.status_code
    code = error.body.get("code") if isinstance(error.body, dict) else None
    return code if isinstance(code, int) else 0


def refusal(status: int, message: str, base_url: str, model: str) -> NotConfigured:
    """The error for a status that asking again cannot mend."""
    said = " ".join(message.split())[:300]
    log.error("language_model_refused", base_url=base_url, status=status, said=said)
    if status in (401, 403):
        return NotConfigured(f"The language model at {base_url} refused the key. Set SONGREEL_SCRIPT_API_KEY.")
    if status == 404:
        return NotConfigured(
            f"The server at {base_url} has no model {model!r}. Set SONGREEL_SCRIPT_MODEL and SONGREEL_SCRIPT_BASE_URL "
            "(with its /v1)."
        )
    if any(words in said.lower() for words in NO_REASONING):
        return NotConfigured(
            f"The server at {base_url} cannot keep thinking apart. Start vLLM with {VLLM_OPTIONS}; for a model that "
            "does not reason set SONGREEL_SCRIPT_REASONING=false."
        )
    if any(words in said.lower() for words in TOO_LONG):
        return NotConfigured(
            f"The ask does not fit into the context of the language model at {base_url} ({said}). Start vLLM with a "
            "larger --max-model-len, or lower SONGREEL_SCRIPT_OUTLINE_THINKING_TOKENS."
        )
    return NotConfigured(
        f"The language model at {base_url} refuses the request with HTTP {status}: {said} It must take a streamed chat "
        "with a response_format of a JSON schema."
    )
