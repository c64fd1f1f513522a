"""Processes that stand in for the services and the gateway of a local stack: light, quick, and killable.

`write_stand_ins` makes packages with the real ones' names, to be put first on PYTHONPATH. The services only live; the
gateway takes orders, keeps them in the data folder, and films each in as many seconds as the environment says.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.fake_gateway import FakeGateway

NAMES = ("audio", "script", "video", "critic", "assembly", "gateway")
ROOT = Path(__file__).parent.parent


def write_stand_ins(folder: Path) -> dict[str, str]:
    """The environment in which `songreel` starts stand-ins."""
    for name in NAMES:
        package = folder / "packages" / f"songreel_{name}"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(f"from tests.stand_ins import live\n\nlive({name!r})\n")
    search = os.pathsep.join([str(folder / "packages"), str(ROOT)])
    overrides = {
        "PYTHONPATH": search,
        "SONGREEL_HOME": str(folder / "home"),
        "SONGREEL_CACHE_FOLDER": str(folder / "cache"),
        "SONGREEL_AUDIO_BEATS": "librosa",  # chosen, so nothing is fetched
        "SONGREEL_AUDIO_TAGS": "none",
        "SONGREEL_AUDIO_VOCALS": "none",
        "SONGREEL_SCRIPT_BACKEND": "rules",
        "SONGREEL_SCRIPT_SENSE": "words",
        "STAND_IN_SECONDS": "0.5",
    }
    return {**os.environ, **overrides}


class SlowGateway(FakeGateway):
    """Films as long as the environment says, counted from the order, and remembers orders over a `kill -9`."""

    def __init__(self, port: int, data: Path, film_seconds: float) -> None:
        super().__init__(port)
        self.memory, self.film_seconds = data / "ordered.json", film_seconds
        self.ordered_at: dict[str, float] = {}

    def missing(self) -> list[str]:
        """Those whose socket is not there; a stack may be one without some."""
        addresses = {name: os.environ.get(f"SONGREEL_{name.upper()}_ADDRESS", "") for name in NAMES[:-1]}
        pods = os.environ["SONGREEL_VIDEO_ADDRESSES"].split(",")
        addresses |= {"video": pods[0]} | {f"video-{number}": pod for number, pod in enumerate(pods) if len(pods) > 1}
        return [name for name, address in addresses.items() if not Path(address.removeprefix("unix:")).exists()]

    def hearing(self) -> dict[str, Any]:
        started = self.ordered_at.setdefault("hearing", time.monotonic())
        seconds = float(os.environ.get("STAND_IN_HEARS_SECONDS", "0"))
        self.hearing_states = ["completed" if time.monotonic() - started >= seconds else "hearing"]
        return super().hearing()

    def order(self, key: str) -> str:
        orders: dict[str, str] = json.loads(self.memory.read_text()) if self.memory.exists() else {}
        video_id = orders.setdefault(key, f"v{len(orders) + 1}")
        self.memory.write_text(json.dumps(orders))
        return video_id

    def video(self, video_id: str) -> dict[str, Any]:
        started = self.ordered_at.setdefault(video_id, time.monotonic())
        done = time.monotonic() - started >= self.film_seconds
        told = self.memory.with_name(f"finish-{video_id}").exists()  # a test says when
        self.states = ["completed" if done or told else "filming"]
        return super().video(video_id)


def live(name: str) -> None:
    """Until it is killed."""
    choices = ("audio_beats", "audio_tags", "audio_vocals", "script_backend", "script_sense")
    backends = {each: os.environ.get(f"SONGREEL_{each.upper()}") for each in choices}
    sys.stdout.write(json.dumps({"event": "began", "name": name, "pid": os.getpid(), **backends}) + "\n")
    sys.stdout.flush()
    if name == os.environ.get("STAND_IN_THAT_DIES"):
        sys.exit("No such library: libEGL.so.1")
    if name != "gateway":
        Path(os.environ["SONGREEL_LISTEN"].removeprefix("unix:")).touch()
        signal.pause()
    data, port = Path(os.environ["SONGREEL_DATA_FOLDER"]), int(os.environ["SONGREEL_HTTP_PORT"])
    SlowGateway(port, data, float(os.environ["STAND_IN_SECONDS"])).serve_forever()
