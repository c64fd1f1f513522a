"""The engine backend that the settings ask for, once the engine has said what it serves."""

from songreel_chassis.errors import NotConfigured

from songreel_video.backends import Backend
from songreel_video.references import KEYFRAME
from songreel_video.settings import VideoSettings


def load_engine(settings: VideoSettings) -> Backend:
    """Waits for an engine that still loads. Raises NotConfigured, or Unavailable when it does not come."""
    if not settings.video_engine_url:
        raise NotConfigured(
            "The engine_http backend needs SONGREEL_VIDEO_ENGINE_URL, the address of a vLLM-Omni or SGLang diffusion "
            "server with its /v1, such as http://127.0.0.1:8091/v1."
        )
    try:
        from songreel_video.backends.engine_http.backend import EngineHttp, Terms
        from songreel_video.backends.engine_http.engine import Engine
    except ImportError as error:
        raise NotConfigured(
            f"The engine_http backend needs httpx, which is not installed ({error}). Install `songreel-video[engine]`."
        ) from error
    terms = Terms(
        family=settings.video_engine_family,
        follows=(KEYFRAME,) if settings.video_engine_follows == "keyframe" else (),
        revision=settings.video_engine_revision,
        job_seconds=settings.video_engine_job_seconds,
        keep_seconds=settings.video_engine_keep_seconds,
    )
    key, patience = settings.video_engine_api_key.get_secret_value(), settings.video_engine_patience_seconds
    engine = Engine(settings.video_engine_url, key, patience)
    return EngineHttp(engine, terms, engine.served(settings.video_engine_start_seconds))
