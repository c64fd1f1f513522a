"""Modules by which laion_clap can be imported where torchvision is not: the one on the package index needs a GPU build.

laion_clap imports more of it than tagging uses: data sets and picture transforms of its training code.
"""

import sys
from types import ModuleType

import torch
import transformers  # noqa: F401  it looks for torchvision when imported, and must find none

NAMES = {
    "torchvision": (),
    "torchvision.datasets": (),
    "torchvision.ops": (),
    "torchvision.ops.misc": ("FrozenBatchNorm2d",),
    "torchvision.transforms": (
        "Normalize",
        "Compose",
        "RandomResizedCrop",
        "InterpolationMode",
        "ToTensor",
        "Resize",
        "CenterCrop",
    ),
}


def install() -> None:
    """Puts the modules in place, once, unless the real ones are there."""
    try:
        import torchvision  # noqa: F401
    except ImportError:
        for name, members in NAMES.items():
            module = sys.modules[name] = ModuleType(name)
            for member in members:
                setattr(module, member, type(member, (torch.nn.Module,), {"BICUBIC": 3}))
            parent, _, child = name.rpartition(".")
            if parent:
                setattr(sys.modules[parent], child, module)
