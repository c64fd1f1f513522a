"""Overlays with further components, as an operator's own would have them."""

import copy
import os
import tempfile
from functools import cache
from pathlib import Path

import yaml

from tests.k8s.rendering import K8S, OVERLAYS, Rendering, overlay, render

TLS = "with TLS between services"
VARIANTS = {
    "weights as an image": ("h100", ["weights-image"]),
    "weights as an image, by DRA": ("h100-dra", ["weights-image"]),
    "shared by Kueue": ("h100", ["kueue"]),
    "without KEDA": ("h100", ["without-keda"]),
    "with two GPUs a shot": ("h100", ["several-gpus"]),
    "with a key to sign": ("laptop", ["signing"]),
    "with storage to try": ("h100", ["postgres", "seaweedfs"]),
    TLS: ("h100", ["cert-manager", "tls"]),
    "with TLS on spot nodes, by certificates of one's own": ("spot", ["tls"]),
    "with TLS on a laptop": ("laptop", ["tls"]),
}


@cache
def _rendered(name: str) -> Rendering:
    base, components = VARIANTS[name]
    with tempfile.TemporaryDirectory() as folder:
        where = os.path.relpath(K8S, folder)
        document = {
            "apiVersion": "kustomize.config.k8s.io/v1beta1",
            "kind": "Kustomization",
            "namespace": "songreel",
            "resources": [f"{where}/overlays/{base}"],
            "components": [f"{where}/components/{each}" for each in (*components, "images")],
        }
        (Path(folder) / "kustomization.yaml").write_text(yaml.safe_dump(document))
        return render(Path(folder))


def variant(name: str) -> Rendering:
    """A fresh copy that a test may spoil: a variant, or an overlay as it is."""
    return overlay(name) if name in OVERLAYS else copy.deepcopy(_rendered(name))
