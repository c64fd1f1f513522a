"""Settings of the video service."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from songreel_chassis.settings import ProcessSettings


class VideoSettings(ProcessSettings):
    """Read once at start."""

    video_backend: Literal["animatic", "mochi", "wan", "wan_i2v", "wan_vace", "engine_http"] = Field(
        "animatic",
        description="Who films: animatic (a drawn storyboard), mochi, wan (2.1 from text), wan_i2v (from a keyframe), "
        "wan_vace (with reference pictures) or engine_http (an outside vLLM-Omni or SGLang server).",
    )
    video_checkpoint: Path | None = Field(
        None, description="Folder of the model's weights in diffusers' layout; mochi and the wans need it."
    )
    video_device: Literal["auto", "cuda", "cpu"] = Field("auto", description="Where a model runs; auto takes a GPU.")
    video_dtype: Literal["bfloat16", "float32"] = Field(
        "bfloat16", description="Precision of transformer and text encoder; the VAE always runs in float32."
    )
    video_presets: str = Field(
        "", description="Table of presets.toml to film by, such as wan_lightx2v; empty for the model's own."
    )
    video_loras: str = Field(
        "",
        description="LoRAs as `name=path` or `name=path@weight`, by comma; each a safetensors file, or a folder with "
        "one. One that no preset names is on in every shot.",
    )
    video_text_encoder: Literal["auto", "resident", "offloaded"] = Field(
        "auto",
        description="Whether the text encoder stays on the GPU; auto moves it away between texts where less than 60 "
        "GiB are free beside all weights.",
    )
    video_attention: str = Field(
        "auto",
        description="Attention kernel by diffusers' name (_flash_3, _native_cudnn, flash, native, ...); auto takes the "
        "fastest lossless one that works on this GPU.",
    )
    video_compile: Literal["auto", "on", "off"] = Field(
        "auto",
        description="Whether the transformer's blocks are compiled, once for each length and size; auto does on a GPU.",
    )
    video_compile_lengths: int = Field(
        0,
        ge=0,
        description="How many lengths of clips are compiled, evenly chosen; a shot is filmed at the next longer one "
        "and cut. 0 compiles every legal length that comes.",
    )
    video_gpus: int = Field(
        1,
        ge=1,
        le=16,
        description="GPUs of this machine that film one shot together (wan and wan_i2v; wan_vace by two at most). Each "
        "holds the whole transformer.",
    )
    video_save_seconds: float = Field(
        30.0, ge=0, description="Seconds between two saved states of a shot: what a `kill -9` costs at most."
    )
    encoder_threads: int = Field(
        1, ge=0, le=64, description="Threads of the clip encoder; 0 for as many as the machine has."
    )
    video_engine_url: str = Field("", description="Address of the outside engine (engine_http), with its /v1.")
    video_engine_api_key: SecretStr = Field(SecretStr(""), description="Key for the engine.")
    video_engine_family: Literal["wan", "mochi"] = Field(
        "wan", description="Family of the engine's model: its rate, sizes, lengths, steps and dialect."
    )
    video_engine_follows: Literal["text", "keyframe"] = Field(
        "text", description="What the engine's model films from: text alone, or text and a keyframe (image to video)."
    )
    video_engine_revision: str = Field(
        "",
        description="Revision of the engine's weights, where it does not tell; another one makes other clips, so clips "
        "are named after it.",
    )
    video_engine_patience_seconds: float = Field(
        60.0, gt=0, description="How long an engine that fails or is overloaded is asked again for one answer."
    )
    video_engine_start_seconds: float = Field(
        900.0, gt=0, description="How long a start waits for an engine that is not there yet: it loads for minutes."
    )
    video_engine_job_seconds: float = Field(3600.0, gt=0, description="Longest time for one shot in the engine.")
    video_engine_keep_seconds: float = Field(
        30.0,
        ge=0,
        description="How long a shot runs on in the engine when its caller left; whoever asks again goes on with it.",
    )
