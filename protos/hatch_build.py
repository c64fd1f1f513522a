"""Runs protoc when the distribution is built or installed editable, so that generated code is never committed."""

import importlib.resources
from pathlib import Path
from typing import Any

from grpc_tools import protoc
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProtocHook(BuildHookInterface):
    """Generated modules lie beside their `.proto` file: `songreel/audio/v1/audio_pb2.py`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs the wheel."""
        root = Path(self.root)
        well_known = importlib.resources.files("grpc_tools") / "_proto"
        sources = sorted(str(path.relative_to(root)) for path in root.glob("songreel/**/*.proto"))
        outputs = [f"--{kind}_out={root}" for kind in ("python", "grpc_python", "mypy", "mypy_grpc")]
        if protoc.main(["protoc", f"-I{root}", f"-I{well_known}", *outputs, *sources]):
            raise RuntimeError("protoc refused a .proto file; its message is above")
