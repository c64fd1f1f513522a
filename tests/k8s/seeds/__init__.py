"""Faults to sow into a clean rendering, each with the rule that must find it.

Most of them pass the API server, and show at three in the morning.
"""

from collections.abc import Iterable

from tests.k8s.seeds.cluster import GPUS, GRANTS, NETWORK, REFERENCES, SCALING, SCHEDULING, SECURITY
from tests.k8s.seeds.processes import ENDS, FORMS, PROBES, SELECTORS, SETTINGS
from tests.k8s.seeds.reach import REACH
from tests.k8s.seeds.tls import ASKED, SPOKEN

SEEDS = (
    *FORMS,
    *SELECTORS,
    *PROBES,
    *ENDS,
    *SETTINGS,
    *SPOKEN,
    *ASKED,
    *REACH,
    *SECURITY,
    *SCHEDULING,
    *GPUS,
    *GRANTS,
    *REFERENCES,
    *NETWORK,
    *SCALING,
)


def rules_without_a_seed(rules: Iterable[str]) -> list[str]:
    """Rules that no seed proves."""
    return sorted(set(rules) - {seed.rule for seed in SEEDS})
