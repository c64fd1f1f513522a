"""Python reads this at start, where PYTHONPATH has its folder: it lets torchvision be imported beside a CPU's torch.

The package index has torchvision for GPUs alone. Its compiled part does not load here, and then its Python part, which
is all that Qwen's processor needs, fails for two operators that are undeclared. They are declared, and never called.
"""

import contextlib
import importlib.metadata
import sys
from typing import Any

UNDECLARED = ("nms", "qnms")


class BeforeTorchvision:
    """Finds nothing by itself; declares the operators when torchvision is looked for."""

    declared: Any = None

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """None, always."""
        if name == "torchvision" and self.declared is None and not built_for_cpus():
            import torch

            self.declared = torch.library.Library("torchvision", "DEF")  # kept for the process' life
            for operator in UNDECLARED:
                self.declared.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


def built_for_cpus() -> bool:
    """As PyTorch's own index has it: 0.28.0+cpu."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return "cpu" in importlib.metadata.version("torchvision")
    return True


sys.meta_path.insert(0, BeforeTorchvision())
