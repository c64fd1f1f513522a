"""The listener that the settings ask for, cold."""

from songreel_chassis.errors import NotConfigured

from songreel_lalm.listeners import Listener
from songreel_lalm.listeners.chat import ChatListener, Endpoint
from songreel_lalm.settings import LalmSettings

NONE = (
    "No audio-language model is set up. Set SONGREEL_LALM_BACKEND=openai with SONGREEL_LALM_BASE_URL (a vLLM server "
    "with such a model, with its /v1), or SONGREEL_LALM_BACKEND=transformers with SONGREEL_LALM_CHECKPOINT."
)


def choose_listener(settings: LalmSettings) -> Listener:
    """The listener of `lalm_backend`. Raises NotConfigured, naming the setting that is missing."""
    match settings.lalm_backend:
        case "none":
            raise NotConfigured(NONE)
        case "openai":
            if not settings.lalm_base_url:
                raise NotConfigured("The openai backend needs SONGREEL_LALM_BASE_URL (with its /v1).")
            return ChatListener(
                Endpoint(
                    base_url=settings.lalm_base_url,
                    api_key=settings.lalm_api_key.get_secret_value(),
                    model=settings.lalm_model,
                    window_seconds=settings.lalm_window_seconds,
                    call_seconds=settings.lalm_call_seconds,
                    allow_noncommercial=settings.lalm_allow_noncommercial,
                )
            )
        case "transformers":
            if settings.lalm_checkpoint is None:
                raise NotConfigured(
                    "The transformers backend needs SONGREEL_LALM_CHECKPOINT, the folder of its weights."
                )
            try:
                from songreel_lalm.listeners.local import LocalListener, Place
            except ImportError as error:
                raise NotConfigured(
                    f"The transformers backend needs torch and transformers ({error}). Install "
                    "`songreel-lalm[transformers]`."
                ) from error
            return LocalListener(
                Place(
                    settings.lalm_checkpoint.expanduser(),
                    settings.lalm_device,
                    settings.lalm_window_seconds,
                    settings.lalm_allow_noncommercial,
                )
            )
