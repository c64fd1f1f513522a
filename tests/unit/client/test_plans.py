"""Which processes a local stack starts, and what they are told of one another."""

from pathlib import Path

import pytest
from songreel_client.stack.folders import Folders
from songreel_client.stack.plans import SERVICES, child_plans
from songreel_client.stack.processes import ChildPlan


def plans_with(*services: str, **environment: str) -> dict[str, ChildPlan]:
    """By their names."""
    plans = child_plans(Folders(Path("/d"), Path("/c")), Path("/r"), 8080, environment, services or SERVICES)
    return {plan.name: plan for plan in plans}


@pytest.mark.parametrize("backend", [{}, {"SONGREEL_LALM_BACKEND": ""}, {"SONGREEL_LALM_BACKEND": "none"}])
def test_a_stack_without_a_listener_leaves_the_gateway_its_own_address_of_one(backend: dict[str, str]) -> None:
    """Nothing is started for pipeline `lalm`; an address that the user set stays."""
    plans = plans_with(**backend)
    assert "lalm" not in plans
    assert "SONGREEL_LALM_ADDRESS" not in plans["gateway"].environment
    elsewhere = plans_with(SONGREEL_LALM_ADDRESS="lalm.example:50051", **backend)
    assert elsewhere["gateway"].environment["SONGREEL_LALM_ADDRESS"] == "lalm.example:50051"


@pytest.mark.parametrize("backend", ["openai", "transformers"])
def test_a_stack_with_a_listener_starts_it_and_tells_the_gateway_where(backend: str) -> None:
    """Its settings go to it as they are."""
    plans = plans_with(SONGREEL_LALM_BACKEND=backend, SONGREEL_LALM_MODEL="qwen2-audio")
    listener = plans["lalm"]
    assert listener.module == "songreel_lalm"
    assert listener.environment["SONGREEL_LALM_BACKEND"] == backend
    assert listener.environment["SONGREEL_LALM_MODEL"] == "qwen2-audio"
    assert plans["gateway"].environment["SONGREEL_LALM_ADDRESS"] == listener.environment["SONGREEL_LISTEN"]


def test_a_stack_for_hearing_alone_has_no_listener() -> None:
    """`songreel hear` needs none, whatever is set."""
    assert set(plans_with("audio", SONGREEL_LALM_BACKEND="openai")) == {"audio", "gateway"}
