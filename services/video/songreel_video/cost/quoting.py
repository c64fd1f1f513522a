"""What QuoteShots answers: each shot's seconds, GPU seconds and operations, and what they rest on."""

from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput

from songreel_video.cost.devices import Device, devices
from songreel_video.cost.forecast import Forecast
from songreel_video.cost.model import Shape

MOST_SHOTS = 10_000


def quote_shots(
    request: video_pb2.QuoteShotsRequest, about: video_pb2.DescribeBackendResponse, forecast: Forecast
) -> video_pb2.QuoteShotsResponse:
    """Raises InvalidInput for a device that the table does not have, and for shots that are never filmed."""
    device = _device(request.device)
    if len(request.frame_counts) > MOST_SHOTS:
        raise InvalidInput(f"{MOST_SHOTS} shots can be quoted at once, not more.", field="frame_counts")
    size = request.size if request.HasField("size") else about.sizes[0]
    known = {}
    for frames in set(request.frame_counts):
        if frames <= 0:
            raise InvalidInput(f"A shot of {frames} frames is none.", field="frame_counts")
        shape = Shape(frames, size.width_pixels, size.height_pixels, request.reference_count)
        known[frames] = forecast.quote(shape, request.preset, device)
    quotes = [known[frames] for frames in request.frame_counts]
    answer = video_pb2.QuoteShotsResponse(
        relative_error=forecast.relative_error, measured_shots=forecast.measured_shots
    )
    of = device or forecast.device
    answer.device = of.name if of else ""
    for quote in quotes:
        if quote is None:
            answer.quotes.add(seconds=-1)
            continue
        gpus = forecast.gpus if of else 0
        seconds = quote.seconds.total
        answer.quotes.add(seconds=seconds, gpu_seconds=seconds * gpus, operations=quote.operations)
    if quotes and None not in quotes:
        measured = all(quote.measured for quote in quotes if quote)
        answer.basis = video_pb2.QUOTE_BASIS_MEASURED if measured else video_pb2.QUOTE_BASIS_ASSUMED
        answer.assumptions.extend(forecast.assumptions(of))
    return answer


def _device(name: str) -> Device | None:
    """Of the table; None for the pod's own."""
    if not name:
        return None
    if name not in devices():
        known = ", ".join(devices())
        raise InvalidInput(
            f"No cost of {name} is known. Ask for {known}, or for none to get this pod's.", field="device"
        )
    return devices()[name]
