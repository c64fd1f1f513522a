"""Each fault of the table is found, by the rule that is to find it."""

import pytest

from tests.k8s.rendering import OVERLAYS
from tests.k8s.rules import RULES
from tests.k8s.seeds import SEEDS, rules_without_a_seed
from tests.k8s.sowing import Seed
from tests.k8s.variants import VARIANTS, variant


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name.replace(" ", "-"))
def test_a_seeded_fault_is_found(seed: Seed) -> None:
    """The rule is silent on the clean rendering, and speaks once the fault is in it."""
    rendering = variant(seed.overlay)
    assert list(RULES[seed.rule](rendering)) == []
    seed.spoil(rendering)
    assert list(RULES[seed.rule](rendering))


def test_every_rule_is_proved() -> None:
    """A rule that no seed sets off may be one that cannot fail."""
    assert rules_without_a_seed(RULES) == []


def test_seeds_are_told_apart() -> None:
    """By name; and their overlays or variants are there."""
    assert len({seed.name for seed in SEEDS}) == len(SEEDS)
    assert {seed.overlay for seed in SEEDS} <= {*OVERLAYS, *VARIANTS}
