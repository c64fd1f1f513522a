"""docs/fleet.md shows what was measured."""

from benchmarks.fleet.report import BEGIN, END, PAGE, tables
from benchmarks.fleet.scenarios import SPOT, STANDING, ZERO, records


def test_the_page_shows_the_kept_records() -> None:
    """`python -m benchmarks fleet=` with a name of no scenario rewrites it without running anything."""
    shown = PAGE.read_text().partition(BEGIN)[2].partition(END)[0].strip()
    assert shown == tables(records()).strip()


def test_every_record_is_of_a_scenario() -> None:
    """One that is there no more would still be shown by nothing, and read by everybody."""
    assert set(records()) <= {each.name for each in STANDING + SPOT + ZERO}
