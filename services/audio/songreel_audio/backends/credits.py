"""The certificate's line on a model from the weights catalogue."""

from songreel.audio.v1 import audio_pb2
from songreel_weights import FetchedModel


def credit(task: str, model: FetchedModel, role: str) -> audio_pb2.HeardBy:
    """Name, licence and sha256 of the model's file of that role."""
    return audio_pb2.HeardBy(task=task, model=model.name, weights_sha256=model.sha256[role], licence=model.licence.spdx)
