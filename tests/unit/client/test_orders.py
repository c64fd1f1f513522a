"""The order as it is sent."""

from typing import Any

import pytest
from songreel_client.edits import Budget
from songreel_client.orders import LATER, Order, body

ASKED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"handles": True}, {"handles": True}),
    ({"approval": "script"}, {"approval": "script"}),
    ({"budget": Budget(gpu_seconds=600)}, {"budget": {"gpu_seconds": 600}}),
    ({"priority": 7}, {"priority": 7}),
]


@pytest.mark.parametrize(("asked", "sent"), [({}, {}), *ASKED])
def test_what_a_gateway_of_before_does_not_know_is_sent_only_when_asked(
    asked: dict[str, Any], sent: dict[str, Any]
) -> None:
    """It would refuse the order for a field that changes nothing."""
    order = body("song", {}, Order(**asked), None)
    assert {name: order[name] for name in LATER if name in order} == sent
