"""Prometheus metrics of a language model's answers."""

import prometheus_client

from songreel_script.writers.replies import Reply

TOKENS = prometheus_client.Counter("songreel_script_tokens", "Tokens read and written.", ["ask", "kind"])
FAULTS = prometheus_client.Counter("songreel_script_faults", "Answers that were no use, by fault.", ["ask", "fault"])
FIRST_TOKEN_SECONDS = prometheus_client.Histogram(
    "songreel_script_first_token_seconds",
    "Time to the first token of an answer.",
    ["ask"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)


def count(ask: str, reply: Reply) -> None:
    """Counts one reply."""
    thought = min(reply.reasoning_tokens, reply.completion_tokens)
    TOKENS.labels(ask, "prompt").inc(reply.prompt_tokens)
    TOKENS.labels(ask, "thinking").inc(thought)
    TOKENS.labels(ask, "answer").inc(reply.completion_tokens - thought)
    if reply.first_token_seconds:
        FIRST_TOKEN_SECONDS.labels(ask).observe(reply.first_token_seconds)
