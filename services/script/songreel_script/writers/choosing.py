"""The writer that the settings ask for, warmed up."""

import structlog
from songreel_chassis.errors import NotConfigured
from songreel_weights import WeightsError

from songreel_script.settings import ScriptSettings
from songreel_script.writers import Credit, Writer
from songreel_script.writers.chat import ChatWriter, Endpoint
from songreel_script.writers.embedded import EmbeddedWriter, Engine
from songreel_script.writers.rules import RulesWriter

log = structlog.get_logger()

WHAT_TO_DO = "Start it, or correct SONGREEL_SCRIPT_BASE_URL."


def choose_writer(settings: ScriptSettings) -> Writer:
    """The writer of `script_backend`, cold."""
    match settings.script_backend:
        case "embedded":
            return EmbeddedWriter(
                Engine(
                    model=settings.script_model,
                    cache_folder=settings.cache_folder,
                    threads=settings.script_threads,
                    spin=settings.script_spin,
                    call_seconds=settings.script_call_seconds,
                )
            )
        case "openai":
            if not settings.script_base_url:
                raise NotConfigured("The openai script backend needs SONGREEL_SCRIPT_BASE_URL (with its /v1).")
            key = settings.script_api_key.get_secret_value()
            model = settings.script_model if "script_model" in settings.model_fields_set else ""
            endpoint = Endpoint(settings.script_base_url, model, key, settings.script_call_seconds, WHAT_TO_DO)
            return ChatWriter(endpoint, Credit("openai", model))
        case "rules":
            return RulesWriter()


async def warm_writer(settings: ScriptSettings) -> Writer:
    """The writer after a real call; rules where the embedded weights cannot be had and the settings allow it."""
    writer = choose_writer(settings)
    try:
        await writer.warm_up()
    except WeightsError as error:
        if not settings.script_fallback_to_rules:
            raise
        log.warning("script_falls_back_to_rules", model=settings.script_model, problem=str(error))
        await writer.close()
        return RulesWriter()
    return writer
