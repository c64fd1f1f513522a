"""What the rules take for the code's names is what the code says when it runs."""

import importlib
from pathlib import Path

import pytest

from tests.k8s.processes import PROCESSES, health_name, settings_of

SERVICES = [name for name in PROCESSES if name != "gateway"]


@pytest.mark.parametrize("process", SERVICES)
async def test_a_service_serves_under_its_protos_name(process: str, tmp_path: Path) -> None:
    """Built as `__main__` builds it."""
    kind = settings_of(process)
    settings = kind(artifacts_url=f"file://{tmp_path}/artifacts", cache_folder=tmp_path / "cache")
    service = importlib.import_module(f"songreel_{process}.servicer").build(settings)
    assert service.name == health_name(process)
    await service.close()
