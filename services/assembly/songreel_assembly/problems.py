"""What can go wrong while a film is cut, beside bad requests."""

import grpc
from songreel_chassis.errors import ServiceError


class ClipUnfit(ServiceError):
    """A clip is not what was promised; filming the shot again helps, cutting again does not."""

    status = grpc.StatusCode.FAILED_PRECONDITION


class SongUnusable(ServiceError):
    """The song cannot be laid under a picture."""

    status = grpc.StatusCode.FAILED_PRECONDITION


class CuttingFailed(ServiceError):
    """FFmpeg failed in a way nobody foresaw."""

    status = grpc.StatusCode.INTERNAL


class FilmRejected(ServiceError):
    """The finished file was measured and is not the film that was ordered, so nobody gets it."""

    status = grpc.StatusCode.INTERNAL


class CertificateForeign(ServiceError):
    """A certificate that this service did not issue, or that was changed since."""

    status = grpc.StatusCode.FAILED_PRECONDITION
