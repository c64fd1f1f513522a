"""What this machine has and lacks for the local stack, each with what to do about it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from songreel_weights import load_catalogue

from songreel_client.client import Songreel
from songreel_client.errors import CannotWrite, StackFailed, Unreachable
from songreel_client.stack.folders import Folders, make_runtime_folder
from songreel_client.stack.lock import StackLock
from songreel_client.stack.plans import GATEWAY, SERVICES, choose_port
from songreel_client.stack.weights import MODELS, missing_models

FREE_BYTES = 3_000_000_000  # the models, a film of a few minutes, and its clips
PROBE_SECONDS = 60.0
SKIA_ADVICE = (
    "Install the system libraries it names; on Debian and Ubuntu: apt-get install libegl1 libgl1 libfontconfig1"
)
FFMPEG_PROBE = (
    "import imageio_ffmpeg as f, subprocess as s; s.run([f.get_ffmpeg_exe(), '-version'], check=True, stdout=-3)"
)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    found: str
    advice: str = ""
    """What to do; empty when all is well."""
    needed: bool = True
    """Without it no film can be made here."""

    def document(self) -> dict[str, object]:
        """For `--json`."""
        return {"name": self.name, "ok": self.ok, "needed": self.needed, "found": self.found, "advice": self.advice}


def examine(folders: Folders, port: int) -> Iterator[Check]:
    """All checks, one after the other."""
    yield check_packages()
    yield check_import("drawing (skia)", "import skia", SKIA_ADVICE)
    yield check_import("ffmpeg", FFMPEG_PROBE, "Reinstall it: pip install --force-reinstall imageio-ffmpeg")
    yield check_folders(folders)
    yield check_disk(folders)
    yield check_port(port)
    yield check_weights(folders)
    yield check_stack(folders)


def check_packages() -> Check:
    """The services and the gateway are installed."""
    missing = [name for name in (*SERVICES, GATEWAY) if find_spec(f"songreel_{name}") is None]
    if missing:
        return Check("services", False, f"missing: {', '.join(missing)}", "pip install 'songreel-client[stack]'")
    return Check("services", True, f"{len(SERVICES)} services and the gateway")


def check_import(name: str, code: str, advice: str) -> Check:
    """A library really works; asked in a process of its own, for a broken one may crash."""
    try:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PROBE_SECONDS)
    except subprocess.TimeoutExpired:
        return Check(name, False, f"no answer in {PROBE_SECONDS:.0f} s", advice)
    if done.returncode:
        return Check(name, False, (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1], advice)
    return Check(name, True, "works")


def check_folders(folders: Folders) -> Check:
    """Data, cache and sockets can be written."""
    try:
        folders.prepare()
        make_runtime_folder().rmdir()
    except CannotWrite as error:
        return Check("folders", False, str(error), "Choose a folder of yours with --data.")
    return Check("folders", True, f"{folders.data}, {folders.cache}")


def check_disk(folders: Folders) -> Check:
    """Room for models, clips and films."""
    place = next(each for each in (folders.data, *folders.data.parents) if each.exists())
    free = shutil.disk_usage(place).free
    found = f"{free / 1e9:.1f} GB free in {place}"
    if free < FREE_BYTES:
        return Check("disk", False, found, f"Free some: {FREE_BYTES / 1e9:.0f} GB are enough for models and a film.")
    return Check("disk", True, found)


def check_port(port: int) -> Check:
    """The gateway can listen."""
    try:
        return Check("port", True, f"{choose_port(port)} is free")
    except StackFailed as error:
        return Check("port", False, str(error), "Choose another one with --port.")


def check_weights(folders: Folders) -> Check:
    """The models are in the cache; without them films are made all the same, by simpler means."""
    missing = missing_models(folders.cache)
    if not missing:
        return Check("models", True, ", ".join(MODELS), needed=False)
    size = sum(load_catalogue().entry(model).size_bytes for model in missing) / 1e6
    found = f"missing: {', '.join(missing)} ({size:,.0f} MB)"
    return Check("models", False, found, "songreel models fetch (`songreel make` does it too)", needed=False)


def check_stack(folders: Folders) -> Check:
    """Whether one is running; either is well."""
    address = StackLock(folders.data).address()
    if address is None:
        return Check("local stack", True, "none is running")
    try:
        with Songreel(address.url) as songreel:
            missing = songreel.unready()
    except Unreachable:
        return Check("local stack", True, "the last one ended without goodbye; the next start cleans up")
    state = f"warming up: {', '.join(missing)}" if missing else "ready"
    return Check("local stack", True, f"{state} at {address.url}, process {address.pid}")
