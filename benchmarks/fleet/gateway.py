"""The real gateway's process, with its pauses as much shorter as time is scaled, and names looked up in a file.

In a cluster the name of the headless service lists every ready pod. Here the controller of pods writes that list.
"""

import argparse
import json
import runpy
from pathlib import Path

from songreel_gateway.conducting import workflow
from songreel_gateway.fleet import finding, lending, pods

SHORTEST_SECONDS = 0.05
"""Of the wall, between two looks: more often would cost this machine more than it tells."""
PAUSES = (
    (finding, "LOOK_SECONDS"),
    (lending, "LOOK_SECONDS"),
    (pods, "LOOK_AGAIN_SECONDS"),
    (pods, "SHORTEST_REST_SECONDS"),
    (pods, "LONGEST_REST_SECONDS"),
    (workflow, "POLLING_SECONDS"),
)
"""Those on the way of a shot that are no settings."""


def scale_pauses(scale: float) -> None:
    """Makes them so many times shorter."""
    for module, name in PAUSES:
        setattr(module, name, max(SHORTEST_SECONDS, getattr(module, name) / scale))


def look_up_in(path: Path) -> finding.Resolve:
    """Looks a name's addresses up in the file."""

    async def look_up(host: str, port: int) -> list[str]:
        ready = json.loads(path.read_text()) if path.exists() else []
        return [f"{address}:{port}" for address in ready]

    return look_up


def main() -> None:
    """Serves until SIGTERM; settings are in the environment, as ever."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, required=True)
    parser.add_argument("--endpoints", type=Path, required=True)
    options = parser.parse_args()
    scale_pauses(options.scale)
    vars(finding)["look_up"] = look_up_in(options.endpoints)
    runpy.run_module("songreel_gateway", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
