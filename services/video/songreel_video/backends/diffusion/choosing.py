"""The diffusion backend that the settings ask for, loaded."""

from pathlib import Path

from songreel_chassis.errors import NotConfigured
from songreel_weights import WeightsError, fetch

from songreel_video.backends import Backend
from songreel_video.settings import VideoSettings

MISSING = (
    "The {name} backend needs torch, diffusers and transformers, which are not installed ({error}). Install "
    "`songreel-video[diffusion]`, or film with SONGREEL_VIDEO_BACKEND=animatic."
)
UPSCALER = "animevideov3-x4"
"""Its entry in the weights catalogue."""
TOO_LARGE = (
    "The weights in {checkpoint} do not fit into the memory of {device}. Film with a smaller model, on a larger GPU, "
    "or end what else is using it."
)


def load_diffusion(name: str, settings: VideoSettings) -> Backend:
    """Raises NotConfigured with what to do when libraries, weights or the GPU are missing."""
    try:
        import torch

        from songreel_video.backends.diffusion.backend import Diffusion, Options, device_name
        from songreel_video.backends.diffusion.compiling import keep_code
        from songreel_video.backends.diffusion.conditions import BACKENDS
        from songreel_video.backends.diffusion.loading import Checkpoint
        from songreel_video.backends.diffusion.loras import parse_loras
        from songreel_video.backends.diffusion.memory import told_as
        from songreel_video.backends.diffusion.presets import choose_table
        from songreel_video.backends.diffusion.tuning import Speed
    except ImportError as error:
        raise NotConfigured(MISSING.format(name=name, error=error)) from error
    if settings.video_checkpoint is None:
        raise NotConfigured(f"The {name} backend needs SONGREEL_VIDEO_CHECKPOINT, the folder of its weights.")
    there = torch.cuda.is_available()
    if settings.video_device == "cuda" and not there:
        raise NotConfigured("There is no GPU that torch can use. Set SONGREEL_VIDEO_DEVICE=cpu, or mend the driver.")
    device = torch.device("cuda" if there and settings.video_device != "cpu" else "cpu")
    if device.type == "cuda" and settings.video_gpus > (count := torch.cuda.device_count()):
        raise NotConfigured(
            f"There are {count} GPUs, not the {settings.video_gpus} of SONGREEL_VIDEO_GPUS. Correct it."
        )
    conditions = BACKENDS[name]
    table = choose_table(settings.video_presets, conditions.family)
    checkpoint = Checkpoint(
        settings.video_checkpoint.expanduser(), conditions.pipeline, device, getattr(torch, settings.video_dtype)
    )
    compiled = {"auto": None, "on": True, "off": False}[settings.video_compile]
    keep_code(settings.cache_folder.expanduser() / "compiled")
    options = Options(
        settings.cache_folder,
        settings.video_save_seconds,
        settings.video_presets,
        parse_loras(settings.video_loras),
        settings.video_text_encoder,
        upscaler_folder(settings) if any(recipe.upscale > 1 for recipe in table.recipes.values()) else None,
        Speed(settings.video_attention, compiled, settings.video_gpus, settings.video_compile_lengths),
    )
    with told_as(lambda: NotConfigured(TOO_LARGE.format(checkpoint=checkpoint.folder, device=device_name(device)))):
        return Diffusion(name, conditions, checkpoint, options)


def upscaler_folder(settings: VideoSettings) -> Path:
    """The weights that enlarge pictures, fetched when they are not there. Raises NotConfigured where they cannot be."""
    try:
        return fetch(UPSCALER, cache_folder=settings.cache_folder).folder
    except WeightsError as error:
        raise NotConfigured(f"The presets {settings.video_presets} enlarge pictures. {error}") from error
