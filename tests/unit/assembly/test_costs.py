"""What filming took: every take counts, money follows the price list, energy is told as an estimate or not at all."""

import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.costs import filming_costs, read_watts
from songreel_chassis.errors import NotConfigured

H100 = "NVIDIA H100 80GB HBM3"
USED = video_pb2.Provenance(device=H100, filming_seconds=30, gpu_count=2)


def take(device: str, seconds: float, gpus: int = 0, resumed: bool = False) -> assembly_pb2.TakeCost:
    return assembly_pb2.TakeCost(device=device, filming_seconds=seconds, gpu_count=gpus, resumed=resumed)


def cut_request(*takes: assembly_pb2.TakeCost, price: float = 0.0) -> assembly_pb2.CutFilmRequest:
    """Of one shot."""
    request = assembly_pb2.CutFilmRequest(clips=[video_pb2.Clip(provenance=USED)])
    if takes:
        request.takes.add(filmed_count=len(takes), costs=takes)
    if price:
        request.prices.add(device=H100, per_hour=price, currency="EUR")
    return request


def test_takes_that_are_not_in_the_film_cost_too() -> None:
    """GPU-seconds are seconds times GPUs; what is in the film stands beside what was filmed for it."""
    (cost,) = filming_costs(cut_request(take(H100, 60, 2), take(H100, 30, 2, resumed=True), price=4), read_watts(""))
    assert (cost.shot_count, cost.filming_seconds) == (1, 30)
    assert (cost.take_count, cost.all_takes_seconds, cost.resumed_count) == (2, 90, 1)
    assert cost.gpu_seconds == 180
    assert cost.amount == pytest.approx(4 * 180 / 3600)
    assert cost.currency == "EUR"
    assert cost.watts == 700
    assert cost.estimated_watt_hours == pytest.approx(700 * 180 / 3600)
    assert "board power" in cost.watts_source


@pytest.mark.parametrize(
    ("listed", "per_hour"),
    [({"NVIDIA H100": 3.6, "NVIDIA": 9, "*": 1}, 3.6), ({"*": 7.2, "NVIDIA H200": 1}, 7.2), ({"NVIDIA H200": 1}, None)],
)
def test_a_price_is_found_by_the_beginning_of_the_devices_name(
    listed: dict[str, float], per_hour: float | None
) -> None:
    """The longest that fits, as quotes have it; * for the rest; none where nothing fits."""
    request = cut_request(take(H100, 100, 1))
    for device, price in listed.items():
        request.prices.add(device=device, per_hour=price, currency="USD")
    (cost,) = filming_costs(request, read_watts(""))
    assert (cost.amount if cost.HasField("amount") else None) == (per_hour and pytest.approx(per_hour * 100 / 3600))


def test_a_gateway_that_tells_nothing_of_takes_leaves_those_in_the_film() -> None:
    """Also a clip of a version that did not count GPUs: then it was one."""
    request = cut_request()
    request.clips.add(provenance=video_pb2.Provenance(device=H100, filming_seconds=10))
    (cost,) = filming_costs(request, read_watts(""))
    assert (cost.take_count, cost.gpu_seconds) == (2, 70)
    assert not cost.HasField("amount")


def test_a_rejected_take_of_another_device_has_a_row_of_its_own() -> None:
    """None of its shots is in the film."""
    found = filming_costs(cut_request(take("cpu", 100), take(H100, 30, 2)), read_watts(""))
    assert [(cost.device, cost.shot_count, cost.take_count) for cost in found] == [(H100, 1, 1), ("cpu", 0, 1)]
    assert (found[1].gpu_seconds, found[1].watts, found[1].estimated_watt_hours) == (0, 0, 0), (
        "nobody said what it draws"
    )


def test_what_the_operator_states_goes_before_the_data_sheet() -> None:
    """The longest entry that fits; * for the rest; a machine without a GPU draws what is said of it."""
    power = read_watts("NVIDIA H100=650, cpu=65, *=300")
    told = {name: power.of(name) for name in (H100, "cpu", "NVIDIA H200", "something")}
    assert {name: each.watts for name, each in told.items() if each} == {
        H100: 650, "cpu": 65, "NVIDIA H200": 700, "something": 300,
    }  # fmt: skip
    drawn = video_pb2.Clip(provenance=video_pb2.Provenance(device="cpu", filming_seconds=36))
    (cost,) = filming_costs(assembly_pb2.CutFilmRequest(clips=[drawn]), power)
    assert cost.estimated_watt_hours == pytest.approx(0.65)


def test_a_pcie_board_is_not_taken_for_the_large_one() -> None:
    """Both names begin alike."""
    found = read_watts("").of("NVIDIA H100 PCIe")
    assert found
    assert found.watts == 350


@pytest.mark.parametrize("text", ["H100", "H100=", "=300", "H100=-1", "H100=much", "H100=inf"])
def test_watts_that_cannot_be_read_are_refused_in_words(text: str) -> None:
    """At start."""
    with pytest.raises(NotConfigured, match="SONGREEL_ASSEMBLY_DEVICE_WATTS"):
        read_watts(text)
