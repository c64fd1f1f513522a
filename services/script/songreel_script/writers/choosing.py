"""The writer that the settings ask for, warmed up."""

import asyncio
import dataclasses
import time
from typing import TYPE_CHECKING

import structlog
from songreel_chassis.errors import NotConfigured, Unavailable
from songreel_weights import WeightsError

from songreel_script.settings import ScriptSettings
from songreel_script.writers import Credit, Writer
from songreel_script.writers.manners import LARGE, REASONING, SMALL, Manners
from songreel_script.writers.rules import RulesWriter

if TYPE_CHECKING:  # rules need no client of language models, whose import takes half of the start
    from songreel_script.writers.line import Endpoint

log = structlog.get_logger()

WHAT_TO_DO = "Start it, or correct SONGREEL_SCRIPT_BASE_URL."
BATCHING_HANDS = 16
"""Passages that a batching server is asked for at once: most songs have no more."""
START_PAUSE_SECONDS = 2.0


def choose_writer(settings: ScriptSettings) -> Writer:
    """The writer of `script_backend`, cold."""
    match settings.script_backend:
        case "embedded":
            from songreel_script.writers.embedded import EmbeddedWriter, Engine

            return EmbeddedWriter(
                Engine(
                    model=settings.script_model,
                    cache_folder=settings.cache_folder,
                    threads=settings.script_threads,
                    spin=settings.script_spin,
                    call_seconds=settings.script_call_seconds,
                )
            )
        case "openai" | "vllm" as backend:
            if not settings.script_base_url:
                raise NotConfigured(f"The {backend} script backend needs SONGREEL_SCRIPT_BASE_URL (with its /v1).")
            from songreel_script.writers.chat import ChatWriter

            endpoint = endpoint_of(settings)
            hands = settings.script_hands or (BATCHING_HANDS if backend == "vllm" else 1)
            return ChatWriter(endpoint, Credit(backend, endpoint.model), manners_of(settings), hands)
        case "rules":
            return RulesWriter()


def manners_of(settings: ScriptSettings) -> Manners:
    """How the model behind a server is spoken to."""
    vllm = settings.script_backend == "vllm"
    large = settings.script_prompts == "large" or (settings.script_prompts == "auto" and vllm)
    kind = REASONING if vllm and settings.script_reasoning else LARGE if large else SMALL
    return dataclasses.replace(
        kind,
        large=large,
        outline_thinking=settings.script_outline_thinking_tokens,
        scene_thinking=settings.script_scene_thinking_tokens,
    )


def endpoint_of(settings: ScriptSettings) -> "Endpoint":
    """The server that the settings name."""
    from songreel_script.writers.line import Endpoint

    return Endpoint(
        base_url=settings.script_base_url,
        model=settings.script_model if "script_model" in settings.model_fields_set else "",
        api_key=settings.script_api_key.get_secret_value(),
        call_seconds=settings.script_call_seconds,
        what_to_do=WHAT_TO_DO,
        stall_seconds=settings.script_stall_seconds,
        patience_seconds=settings.script_patience_seconds,
    )


async def warm_writer(settings: ScriptSettings) -> Writer:
    """The writer after a real call; rules where the embedded weights cannot be had and the settings allow it."""
    writer = choose_writer(settings)
    try:
        await _warm(writer, settings)
    except WeightsError as error:
        await writer.close()
        if not settings.script_fallback_to_rules:
            raise
        log.warning("script_falls_back_to_rules", model=settings.script_model, problem=str(error))
        return RulesWriter()
    except BaseException:
        await writer.close()
        raise
    return writer


async def _warm(writer: Writer, settings: ScriptSettings) -> None:
    """Waits for a server that loads, as long as the settings say."""
    ends = time.monotonic() + (settings.script_start_seconds if settings.script_backend == "vllm" else 0.0)
    while True:
        try:
            return await writer.warm_up()
        except Unavailable as error:
            if time.monotonic() >= ends:
                raise
            log.info("language_model_awaited", problem=error.message, seconds_left=round(ends - time.monotonic()))
            await asyncio.sleep(START_PAUSE_SECONDS)
