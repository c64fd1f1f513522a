"""Files of a model of the catalogue, fetched when they are first asked for."""

from collections.abc import Mapping
from pathlib import Path

from songreel_chassis.errors import NotConfigured, Unavailable
from songreel_weights import FetchFailed, WeightsError, fetch

RETRY_SECONDS = 30.0


def weights_of(model: str, cache_folder: Path) -> Mapping[str, Path]:
    """By role. Raises Unavailable where the weights cannot be had now, NotConfigured where they never can."""
    try:
        return fetch(model, cache_folder=cache_folder).files
    except FetchFailed as error:
        raise Unavailable(
            f"The critic's model {model} could not be fetched: {error}", retry_after_seconds=RETRY_SECONDS
        ) from error
    except WeightsError as error:
        raise NotConfigured(f"The critic's model {model} cannot be had: {error}") from error
