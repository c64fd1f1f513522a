"""A fleet of video pods films songs: makespan against the bound, idle and lost GPU time, cost, scaling from none.

Real: the gateway, its database (Postgres), the service process of every pod (servicer, studio, coder, saved states,
artifacts), gRPC over loopback, the query and the numbers of the ScaledObject. Simulated: what a GPU computes (pods
sleep as long as the cost model says, `docs/filming.md`), hearing, writing, checking, cutting (they take the seconds of
a reference), nodes and their loss. Time runs faster by the factor in the
column `scale`, so each real delay counts so many times.

`python -m benchmarks fleet=NAME` runs the scenarios that have NAME in theirs, and keeps the others' last figures.
"""


def main(chosen: str = "") -> None:
    """Runs the scenarios, prints the tables of all that were ever run, and draws the plots of docs/fleet.md."""
    from benchmarks.fleet import report, scenarios  # pods are forked from a process that has this package imported

    scenarios.run_all(chosen)
    report.tell()
