"""Quotes of a pod: assumed at first, corrected by what it films, honest about how far they were off."""

import pytest
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput
from songreel_video.backends.diffusion.presets import families
from songreel_video.cost.devices import devices, find_device
from songreel_video.cost.forecast import Forecast, Preset
from songreel_video.cost.model import Operations, Shape, released
from songreel_video.cost.quoting import quote_shots

SHAPE = Shape(81, 832, 480)
DRAFT = video_pb2.PRESET_DRAFT
H100, H200 = devices()["H100 SXM"], devices()["H200"]
ABOUT = video_pb2.DescribeBackendResponse(sizes=[video_pb2.FrameSize(width_pixels=832, height_pixels=480)])


class Wan:
    """What the diffusion backend tells of itself."""

    utilisation = "stock"
    device = "NVIDIA H100 80GB HBM3"
    gpus = 1

    def operations(self, shape: Shape, preset: Preset) -> Operations:
        family = families()["wan"]
        return released()["wan"][0].operations(shape, family, family.recipe(preset))


def seconds(forecast: Forecast, shape: Shape = SHAPE) -> float:
    quote = forecast.quote(shape, DRAFT, None)
    assert quote
    return quote.seconds.total


def test_devices_are_known_by_torchs_name_for_them() -> None:
    """And others are not taken for them."""
    assert find_device("NVIDIA H100 80GB HBM3") == H100
    assert find_device("NVIDIA H200") == H200
    assert find_device("NVIDIA H100 PCIe") is None
    assert find_device("cpu") is None


def test_a_known_gpu_is_quoted_before_it_films() -> None:
    """By its peak and an assumed share, which is named."""
    forecast = Forecast(Wan(), H100)
    assert 400 < seconds(forecast) < 600
    assert "35 %" in forecast.assumptions(H100)[0]
    assert forecast.relative_error < 0


def test_gpus_that_film_together_are_all_paid_for() -> None:
    """Four denoise in a quarter of the time, and decode in no less."""
    several = Wan()
    several.gpus = 4
    ask = video_pb2.QuoteShotsRequest(preset=DRAFT, frame_counts=[81])
    alone, together = (quote_shots(ask, ABOUT, Forecast(wan, H100)).quotes[0] for wan in (Wan(), several))
    assert alone.seconds / 4 < together.seconds < alone.seconds / 3
    assert together.gpu_seconds == 4 * together.seconds


def test_quotes_follow_what_was_filmed() -> None:
    """A pod that takes twice as long quotes twice as much, also for other shots; its first quote's error is told."""
    forecast = Forecast(Wan(), H100)
    first, other = seconds(forecast), seconds(forecast, Shape(33, 832, 480))
    forecast.filmed(SHAPE, DRAFT, 2 * first, forecast.quote(SHAPE, DRAFT, None))
    assert forecast.relative_error == pytest.approx(1.0)
    assert seconds(forecast) == pytest.approx(2 * first)
    assert seconds(forecast, Shape(33, 832, 480)) == pytest.approx(2 * other)
    assert not forecast.assumptions(H100)
    for _ in range(4):
        forecast.filmed(SHAPE, DRAFT, 2 * first, forecast.quote(SHAPE, DRAFT, None))
    assert forecast.relative_error == pytest.approx(0.0)
    assert seconds(forecast) == pytest.approx(2 * first)


def test_another_device_is_quoted_by_the_table_alone() -> None:
    """What this pod filmed says nothing about it."""
    forecast = Forecast(Wan(), H100)
    before = forecast.quote(SHAPE, DRAFT, H200)
    forecast.filmed(SHAPE, DRAFT, 5000.0, forecast.quote(SHAPE, DRAFT, None))
    assert forecast.quote(SHAPE, DRAFT, H200) == before
    assert "H200" in forecast.assumptions(H200)[0]


def test_a_device_outside_the_table_is_quoted_by_its_rehearsal() -> None:
    """Nothing is known before it; after it operations count, and for a backend that counts none, pixels."""
    for backend in (Wan(), object()):
        forecast = Forecast(backend, None)
        assert forecast.quote(SHAPE, DRAFT, None) is None
        forecast.rehearsed(Shape(13, 256, 144), DRAFT, 3.0)
        assert seconds(forecast, Shape(13, 256, 144)) == pytest.approx(3.0, rel=0.05)
        assert seconds(forecast) > 50 * 3.0
        assert "rehearsal" in forecast.assumptions(None)[0]


def test_quoting_a_plan_keeps_its_order_and_says_what_it_rests_on() -> None:
    """One quote a shot; a GPU's seconds are what is paid for."""
    answer = quote_shots(
        video_pb2.QuoteShotsRequest(preset=DRAFT, frame_counts=[33, 81, 33]), ABOUT, Forecast(Wan(), H100)
    )
    short, long, again = answer.quotes
    assert short == again
    assert long.seconds > 2 * short.seconds
    assert long.gpu_seconds == long.seconds
    assert long.operations == pytest.approx(168e15, rel=0.01)
    assert (answer.device, answer.basis) == ("H100 SXM", video_pb2.QUOTE_BASIS_ASSUMED)
    assert answer.assumptions


def test_a_backend_that_counts_nothing_cannot_be_quoted_for_a_gpu() -> None:
    """It says so by negative seconds rather than by its own."""
    forecast = Forecast(object(), None)
    forecast.rehearsed(SHAPE, DRAFT, 3.0)
    answer = quote_shots(video_pb2.QuoteShotsRequest(frame_counts=[24], device="H200"), ABOUT, forecast)
    assert answer.quotes[0].seconds < 0
    assert answer.basis == video_pb2.QUOTE_BASIS_UNSPECIFIED


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("device", video_pb2.QuoteShotsRequest(frame_counts=[24], device="abacus")),
        ("frame_counts", video_pb2.QuoteShotsRequest(frame_counts=[24, 0])),
        ("frame_counts", video_pb2.QuoteShotsRequest(frame_counts=[1] * 10_001)),
        ("timing.end_frame", video_pb2.QuoteShotsRequest(frame_counts=[82])),
    ],
)
def test_what_is_never_filmed_is_not_quoted(field: str, request_: video_pb2.QuoteShotsRequest) -> None:
    """An unknown device, no frames, a plan without end, a shot that is too long for the model."""

    class Strict(Wan):
        def operations(self, shape: Shape, preset: Preset) -> Operations:
            families()["wan"].covering(shape.frames)
            return super().operations(shape, preset)

    with pytest.raises(InvalidInput) as error:
        quote_shots(request_, ABOUT, Forecast(Strict(), H100))
    assert error.value.field == field
