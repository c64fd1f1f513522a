"""The catalogue of model weights: where they come from, what they may be used for, and how they are fetched."""

from songreel_weights.catalogue import Catalogue, Entry, Licence, WeightsFile, load_catalogue, read_catalogue
from songreel_weights.errors import DiskFull, FetchFailed, LicenceRefused, NotFetched, UnknownModel, WeightsError
from songreel_weights.fetching import Cupboard, FetchedModel, fetch, find_cached
from songreel_weights.progress import Progress

__all__ = [
    "Catalogue",
    "Cupboard",
    "DiskFull",
    "Entry",
    "FetchFailed",
    "FetchedModel",
    "Licence",
    "LicenceRefused",
    "NotFetched",
    "Progress",
    "UnknownModel",
    "WeightsError",
    "WeightsFile",
    "fetch",
    "find_cached",
    "load_catalogue",
    "read_catalogue",
]
