"""The keys under which an undelivered video is found again."""

from pathlib import Path

import pytest
from songreel_client.errors import CannotWrite
from songreel_client.order_keys import OrderKey


def test_the_same_order_has_the_same_key_until_it_is_delivered(tmp_path: Path) -> None:
    """A second command goes on with the video of the first; after delivery a new one is made."""
    first = OrderKey(tmp_path, "", {"song_id": "s", "seed": 1}).take()
    assert OrderKey(tmp_path, "", {"seed": 1, "song_id": "s"}).take() == first
    OrderKey(tmp_path, "", {"song_id": "s", "seed": 1}).forget()
    assert OrderKey(tmp_path, "", {"song_id": "s", "seed": 1}).take() != first


def test_other_options_and_other_gateways_are_other_orders(tmp_path: Path) -> None:
    """Each has a key of its own."""
    asked = [("", {"seed": 1}), ("", {"seed": 2}), ("http://a", {"seed": 1})]
    assert len({OrderKey(tmp_path, gateway, body).take() for gateway, body in asked}) == 3


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="--data"):
        OrderKey(tmp_path / "file", "", {}).take()
