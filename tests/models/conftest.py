"""Tests of model backends run in the environment that has torch (`make test-models`); elsewhere there are none."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.models.clap_weights import Checkpoint

collect_ignore_glob = [] if find_spec("torch") else ["test_*.py"]


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Checkpoint]":
    """A CLAP of LAION's architecture with random weights: half a gigabyte, gone afterwards."""
    from tests.models import torchvision_stand_in
    from tests.models.clap_weights import make_checkpoint

    torchvision_stand_in.install()
    folder = tmp_path_factory.mktemp("clap")
    yield make_checkpoint(folder)
    shutil.rmtree(folder)
