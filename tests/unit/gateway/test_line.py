"""Who is next where many wait: tenants by turns, then priority, age and length."""

from hypothesis import given
from hypothesis import strategies as st
from songreel_gateway.store.line import Served, Turn, allot, apart, in_order


def names(turns: list[Turn]) -> str:
    return "".join(turn.tenant_id for turn in turns)


def test_tenants_alternate_however_much_one_asked_for_before() -> None:
    """Ten of one and three of another: by turns until the smaller one has no more."""
    waiting = [Turn(f"a{n}", "A", since=n) for n in range(10)] + [Turn(f"b{n}", "B", since=100 + n) for n in range(3)]
    assert names(in_order(waiting, Served())) == "ABABABAAAAAAA"


def test_a_tenant_that_comes_late_neither_waits_for_the_past_nor_is_paid_for_it() -> None:
    """One had a hundred turns while nobody else asked; from now on they alternate."""
    served = Served()
    for _ in range(100):
        served.note("A")
    waiting = [Turn(f"{name}{n}", name, since=n) for name in "AB" for n in range(4)]
    order = []
    while waiting:
        turn = in_order(waiting, served)[0]
        served.note(turn.tenant_id)
        waiting.remove(turn)
        order.append(turn)
    assert names(order) in ("BABABABA", "ABABABAB")


def test_within_a_tenant_priority_then_the_older_film_then_the_longer_shot_is_first() -> None:
    """Whatever the order in which they came."""
    urgent = Turn("urgent", "A", priority=5, film="v9", frames=10, since=9)
    short = Turn("short", "A", film="v1", frames=10, since=1)
    long = Turn("long", "A", film="v1", frames=90, since=2)
    later = Turn("later", "A", film="v2", frames=99, since=0)
    order = [turn.id for turn in in_order([later, short, long, urgent], Served())]
    assert order == ["urgent", "long", "short", "later"]


def test_priority_does_not_reach_into_another_tenants_share() -> None:
    """Everything of one tenant is urgent, and still the other has every second turn."""
    waiting = [Turn(f"{name}{n}", name, priority=9 * (name == "A"), since=n) for name in "AB" for n in range(4)]
    assert names(in_order(waiting, Served())) in ("ABABABAB", "BABABABA")


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=60))
def test_no_tenant_that_waits_is_ever_more_than_one_turn_behind(tenants: list[str]) -> None:
    """At every moment in the order, among those who still wait; and nobody is lost."""
    waiting = [Turn(str(n), tenant, since=n) for n, tenant in enumerate(tenants)]
    order = in_order(waiting, Served())
    assert sorted(turn.id for turn in order) == sorted(turn.id for turn in waiting)
    had = dict.fromkeys(tenants, 0)
    left = {tenant: tenants.count(tenant) for tenant in had}
    for turn in order:
        had[turn.tenant_id] += 1
        left[turn.tenant_id] -= 1
        still = [had[tenant] for tenant in had if left[tenant]]
        assert not still or max(still) - min(still) <= 1


def test_a_pod_goes_to_the_first_that_it_fits() -> None:
    """Who needs a backend that is not free does not hold up those behind."""
    first, second = Turn("1", backend="wan_vace"), Turn("2")
    assert allot([first, second], {"pod-a": "wan"}) == [(second, "pod-a")]
    assert allot([first, second], {"pod-a": "wan", "pod-b": "wan_vace"}) == [(first, "pod-b"), (second, "pod-a")]


def test_equal_work_is_done_once_at_a_time() -> None:
    """Of two who ask for the same one has a pod, and the other is no hindrance to those behind; what is like nothing
    else is never held back."""
    first, second, third = Turn("1", work="w"), Turn("2", work="w"), Turn("3")
    assert allot([first, second, third], {"pod-a": "", "pod-b": ""}) == [(first, "pod-a"), (third, "pod-b")]
    other = Turn("4", work="v")
    assert apart([second, third, other], ["w", ""]) == [third, other]
