"""LoRAs on a pipeline: loaded when they fit the model, and switched to what each preset films with.

    a LoRA that no preset names      on in every shot
    one that a preset names          on in that preset's shots alone ("distilled" in the few-step presets)
    the same ones in all presets     fused into the weights, where they cost nothing

Those that are not always on are kept beside the weights: fusing and unfusing would leave other bits behind.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import safetensors
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotConfigured

from songreel_video.backends.diffusion.loras import SETTING, LoRA

PREFIX = "transformer."


class Adapters:
    """The LoRAs of one pipeline."""

    def __init__(self, pipe: Any, loras: Iterable[LoRA], named_by_presets: Mapping[str, tuple[str, ...]]) -> None:
        """Loads them. `named_by_presets` are the LoRAs that each preset asks for. Raises NotConfigured when one is
        missing, or does not fit the model."""
        self._pipe = pipe
        self._loras = tuple(loras)
        self._named = {name for names in named_by_presets.values() for name in names}
        known = {lora.name for lora in self._loras}
        for preset, names in named_by_presets.items():
            if missing := [name for name in names if name not in known]:
                raise NotConfigured(
                    f"The preset {preset} films with the LoRA {missing[0]!r}, which is not there. Set {SETTING}="
                    f"{missing[0]}=<its safetensors file>, or choose other presets by SONGREEL_VIDEO_PRESETS."
                )
        self.digests = {lora.name: lora.digest() for lora in self._loras}
        for lora in self._loras:
            _load(pipe, lora)
        self._fused = all(self._of(names) == self._loras for names in named_by_presets.values())
        if self._loras and self._fused:
            self._switch(self._loras)
            pipe.fuse_lora(components=["transformer"], adapter_names=[lora.name for lora in self._loras])
            pipe.unload_lora_weights()

    @property
    def switched(self) -> bool:
        """Whether presets film with different ones."""
        return bool(self._loras) and not self._fused

    def use(self, names: tuple[str, ...]) -> None:
        """From now on the pipeline films with these, and those that no preset names."""
        if self._loras and not self._fused:
            self._switch(self._of(names))

    def told(self, names: tuple[str, ...]) -> list[video_pb2.LoRA]:
        """Those that a shot of a preset which names these is filmed with, for its provenance."""
        return [
            video_pb2.LoRA(name=lora.name, sha256=self.digests[lora.name], weight=lora.weight)
            for lora in self._of(names)
        ]

    def decisive(self) -> list[str]:
        """What of them decides a clip's bytes."""
        kept = "fused" if self._fused else "kept"
        return [f"{lora.name} {self.digests[lora.name]} {lora.weight} {kept}" for lora in self._loras]

    def _of(self, names: tuple[str, ...]) -> tuple[LoRA, ...]:
        return tuple(lora for lora in self._loras if lora.name in names or lora.name not in self._named)

    def _switch(self, loras: tuple[LoRA, ...]) -> None:
        if not loras:
            self._pipe.disable_lora()
            return
        self._pipe.enable_lora()
        self._pipe.set_adapters([lora.name for lora in loras], adapter_weights=[lora.weight for lora in loras])


def _load(pipe: Any, lora: LoRA) -> None:
    place = {"weight_name": lora.path.name, "use_safetensors": True, "local_files_only": True}
    try:
        with safetensors.safe_open(lora.path, "pt"):
            pass
        tensors = pipe.lora_state_dict(lora.path.parent, **place)
    except safetensors.SafetensorError as error:
        raise NotConfigured(
            f"{lora.path} is no safetensors file, whatever it is called, or it is cut off ({error}). Download the LoRA "
            f"{lora.name} again."
        ) from error
    except (ValueError, KeyError, IndexError, TypeError, RuntimeError) as error:
        raise _unfit(lora, f"diffusers cannot read its layers ({error})") from error
    _check_fit(pipe.transformer, lora, tensors)
    pipe.load_lora_weights(lora.path.parent, adapter_name=lora.name, **place)
    pipe.transformer.requires_grad_(requires_grad=False)


def _check_fit(transformer: Any, lora: LoRA, tensors: Mapping[str, Any]) -> None:
    """Raises NotConfigured for layers that the transformer does not have, or that have another shape there."""
    down = {name: tensor for name, tensor in tensors.items() if name.endswith(".lora_A.weight")}
    if not down:
        raise _unfit(lora, "it holds no LoRA layers of a video transformer")
    for name, first in down.items():
        layer = name.removesuffix(".lora_A.weight")
        second = tensors.get(f"{layer}.lora_B.weight")
        try:
            weight = transformer.get_submodule(layer.removeprefix(PREFIX)).weight
        except AttributeError:
            raise _unfit(lora, f"the model has no layer {layer.removeprefix(PREFIX)!r}") from None
        if second is None or first.shape[0] != second.shape[1]:
            raise _unfit(lora, f"the two halves of {layer} have different ranks")
        theirs, ours = (second.shape[0], first.shape[1]), tuple(weight.shape[:2])
        if theirs != ours:
            raise _unfit(
                lora, f"its {layer} makes {theirs[0]} values of {theirs[1]}, the model's {ours[0]} of {ours[1]}"
            )


def _unfit(lora: LoRA, reason: str) -> NotConfigured:
    return NotConfigured(
        f"The LoRA {lora.name} ({lora.path.name}) does not fit this checkpoint: {reason}. Take the LoRA that was made "
        "for this model and size."
    )
