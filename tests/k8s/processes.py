"""The code's side: which process an image runs, its settings, its health name, the paths it answers."""

import importlib
import inspect
from functools import cache

from songreel_chassis.settings import ProcessSettings

from tests.k8s.rendering import Manifest

PROCESSES = ("audio", "lalm", "script", "video", "critic", "assembly", "gateway")
IMAGES = {f"songreel/{name}": name for name in PROCESSES} | {"songreel/video-gpu": "video"}


def process_of(container: Manifest) -> str | None:
    """By the container's image; None for others' images and for commands of our own that are no server."""
    if container.get("args") or container.get("command"):
        return None
    return IMAGES.get(str(container["image"]).partition(":")[0].partition("@")[0])


@cache
def settings_of(process: str) -> type[ProcessSettings]:
    """Its one settings class."""
    module = importlib.import_module(f"songreel_{process}.settings")
    kinds = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]
    (found,) = [kind for kind in kinds if issubclass(kind, ProcessSettings)]
    return found


@cache
def health_name(process: str) -> str:
    """The gRPC service's full name, which the chassis takes for the health service."""
    module = importlib.import_module(f"songreel.{process}.v1.{process}_pb2")
    (name,) = [each.full_name for each in module.DESCRIPTOR.services_by_name.values()]
    return str(name)


@cache
def http_paths() -> frozenset[str]:
    """What the gateway answers."""
    from songreel_gateway.api.app import make_app

    return frozenset(make_app().openapi()["paths"])
