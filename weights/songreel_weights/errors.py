"""Why weights cannot be had. Every message says what to do next."""


class WeightsError(Exception):
    """Weights that were asked for cannot be had."""


class UnknownModel(WeightsError):
    """The catalogue has no entry of this name."""


class LicenceRefused(WeightsError):
    """The weights are not for commercial use, and nobody allowed them by name."""


class NotFetched(WeightsError):
    """The weights are not in the cache, and the network may not be used."""


class FetchFailed(WeightsError):
    """No source served the pinned bytes."""


class DiskFull(WeightsError):
    """The disk of the cache has no room for the weights."""


class SourceFailed(WeightsError):
    """One source did not serve; the next one may."""
