"""Settings of the critic service."""

from typing import Literal

from pydantic import Field, SecretStr
from songreel_chassis.settings import ProcessSettings


class CriticSettings(ProcessSettings):
    """What the critic reads at start."""

    critic_backend: Literal["embedded"] = Field(
        "embedded", description="Who judges: embedded (measurements that need no model and no GPU)."
    )
    critic_questions: Literal["none", "vllm"] = Field(
        "none",
        description="Who is asked whether a take shows what was written: none, or vllm (a vision-language model on a "
        "vLLM server, such as Qwen2.5-VL; needs songreel-critic[vllm]).",
    )
    critic_explicitness: Literal["none", "opennsfw"] = Field(
        "none",
        description="Who looks for nudity: none, or opennsfw (0.02 s a picture; needs songreel-critic[opennsfw]).",
    )
    critic_writing: Literal["none", "ppocr"] = Field(
        "none",
        description="Who reads captions and gibberish that nobody asked for: none, or ppocr (half a second a picture; "
        "needs songreel-critic[ppocr]).",
    )
    critic_faces: Literal["none", "dlib"] = Field(
        "none",
        description="Who looks for faces, and tells whether each character is one person in all shots: none, or dlib "
        "(0.1 s a picture; needs songreel-critic[dlib]).",
    )
    critic_scenes: Literal["none", "sscd"] = Field(
        "none",
        description="Who tells scenes that come again, and shots unlike the rest: none, or sscd (0.03 s a picture; "
        "needs songreel-critic[sscd]).",
    )
    critic_base_url: str = Field("", description="Address of the vision model's server, with its /v1.")
    critic_api_key: SecretStr = Field(SecretStr("none"), description="Key for that server.")
    critic_model: str = Field("", description="The server's name for the model; empty for its first one.")
    critic_questions_at_once: int = Field(4, ge=1, description="Questions asked at the same time.")
    critic_reject_below: float = Field(
        0.2,
        ge=0,
        le=0.5,
        description="A take is filmed again when the model finds its subject, action, place or a character less likely "
        "than this; 0 only warns. No threshold is calibrated for every model.",
    )
    critic_call_seconds: float = Field(60.0, gt=0, description="Longest wait for one answer of the model.")
    critic_start_seconds: float = Field(
        300.0, ge=0, description="How long a start waits for a model server that is not there yet."
    )
