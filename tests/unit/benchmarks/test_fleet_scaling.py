"""How many pods the simulated autoscaler wants, by the numbers of the manifests."""

from benchmarks.fleet.scaling import SYNC_SECONDS, Autoscaler, ScaledObject, tail_seconds
from tests.k8s.rendering import overlay


def scaled() -> ScaledObject:
    """Of overlay h100."""
    (manifest,) = overlay("h100").of("ScaledObject")
    return ScaledObject.read(manifest)


def followed(scaled: ScaledObject, metrics: list[float], pods: int = 0) -> list[int]:
    """Pods after each look, one every period of the autoscaler."""
    scaler, counts = Autoscaler(scaled), []
    for number, metric in enumerate(metrics):
        pods = scaler.wanted(number * SYNC_SECONDS, metric, pods)
        counts.append(pods)
    return counts


def test_pods_come_one_first_and_then_by_the_policy_up_to_the_most() -> None:
    """KEDA makes one of none; then as many a period as the policy says, never more than there are GPUs."""
    (policy,) = scaled().up
    counts = followed(scaled(), [37.0] * 20)
    looks = round(policy.period_seconds / SYNC_SECONDS)
    assert counts[0] == 1
    assert counts[looks - 1] <= 1 + policy.pods
    assert max(counts) == counts[-1] == scaled().most


def test_no_work_leaves_no_pod_after_the_cooldown_and_not_before() -> None:
    """The last ones go together; before that they go slowly, after the window."""
    quiet = round(scaled().cooldown_seconds / SYNC_SECONDS)
    counts = followed(scaled(), [8.0] + [0.0] * (quiet + 1), pods=8)
    window = round(scaled().window_seconds / SYNC_SECONDS)
    assert set(counts[:window]) == {8}
    assert counts[quiet - 1] > 0
    assert counts[quiet] == 0


def test_a_pod_is_kept_for_each_shot_that_is_left() -> None:
    """Less work takes pods away only down to what the work needs."""
    assert followed(scaled(), [3.0] * 200, pods=8)[-1] == 3


def test_the_tail_costs_more_with_more_pods_and_never_more_than_the_cooldown_of_all() -> None:
    """Since all are gone when it is over."""
    one, eight = tail_seconds(scaled(), 1), tail_seconds(scaled(), 8)
    assert one == scaled().cooldown_seconds
    assert one < eight < 8 * scaled().cooldown_seconds
