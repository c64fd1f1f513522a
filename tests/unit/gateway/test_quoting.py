"""What a film would cost: prices by device, takes, and the queue before it."""

import pytest
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotConfigured
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.deciding.quoting import Load, Quote
from songreel_gateway.takes.pricing import read_prices

PRICES = read_prices("NVIDIA H100=3.00, NVIDIA H100 PCIe=2.00, *=0.50", "EUR")


def made(seconds: list[float], gpus: int = 1, device: str = "NVIDIA H100 80GB HBM3") -> Quote:
    shots = [video_pb2.ShotQuote(seconds=each, gpu_seconds=max(0.0, each * gpus)) for each in seconds]
    answer = video_pb2.QuoteShotsResponse(quotes=shots, device=device, basis=video_pb2.QUOTE_BASIS_MEASURED)
    return Quote("draft", FilmPlan(16, 1, 832, 480, [], False, 2, script_pb2.DIALECT_WAN), answer)


def test_the_longest_name_that_fits_has_the_price() -> None:
    """Whatever the case; any other device has that of the star."""
    assert PRICES.of("NVIDIA H100 80GB HBM3") == 3.0
    assert PRICES.of("nvidia h100 pcie") == 2.0
    assert PRICES.of("NVIDIA L40S") == 0.5
    assert read_prices("H200=4", "USD").of("cpu") is None
    assert read_prices(" ", "USD").per_hour == {}


@pytest.mark.parametrize("text", ["H100", "=3", "H100=three", "H100=-1", "H100=nan", "H100=inf", "*"])
def test_a_price_list_that_cannot_be_read_says_how_to_write_one(text: str) -> None:
    """At the start, not at the first quote."""
    with pytest.raises(NotConfigured, match="SONGREEL_GPU_PRICES"):
        read_prices(text, "USD")


def test_money_is_for_gpu_hours_of_all_takes() -> None:
    """Eight GPUs are paid for eight times; nothing is free for want of a price; a CPU costs nothing."""
    quote = made([600.0, 1200.0], gpus=2)
    assert (quote.pod_seconds, quote.gpu_seconds) == (1800.0, 3600.0)
    assert quote.amount(PRICES) == 3.0
    assert quote.amount(PRICES, takes=2) == 6.0
    assert made([600.0]).amount(read_prices("L4=1", "USD")) is None
    assert made([600.0], gpus=0, device="cpu").amount(read_prices("", "USD")) == 0.0


def test_pictures_that_shots_follow_are_counted() -> None:
    """In time and money; what is not known of them is not known of the film."""
    quote = made([600.0])
    pictures = video_pb2.QuoteShotsResponse(quotes=[video_pb2.ShotQuote(seconds=300.0, gpu_seconds=300.0)] * 2)
    whole = Quote(quote.preset, quote.plan, quote.answer, pictures)
    assert (whole.pod_seconds, whole.gpu_seconds, whole.amount(PRICES)) == (1200.0, 1200.0, 1.0)
    pictures.quotes[1].seconds = -1
    assert whole.gpu_seconds is None


def test_what_is_not_known_is_not_a_number() -> None:
    """A pod that knows nothing of its speed quotes negative seconds."""
    unknown = made([-1.0, -1.0])
    assert (unknown.pod_seconds, unknown.gpu_seconds, unknown.amount(PRICES)) == (None, None, None)
    assert unknown.finish_seconds(Load(4, 0)) is None


def test_the_queue_comes_first() -> None:
    """Waiting shots are taken to be like ours; more pods are faster, but no film is faster than its longest shot."""
    quote = made([10.0, 10.0, 40.0])
    assert quote.finish_seconds(Load(1, 0)) == 60.0
    assert quote.finish_seconds(Load(2, 3)) == 60.0
    assert quote.finish_seconds(Load(100, 0)) == 40.0
    assert quote.finish_seconds(Load(0, 0)) is None
