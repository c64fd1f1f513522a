#!/usr/bin/env python3
"""Runs an image's command on its unpacked root, inside a mount namespace of one's own: for docker/try.sh alone.

The root is mounted read-only, /tmp, /cache and /data are fresh, the user is the image's. The image's health command
must succeed within its time, nothing may be written elsewhere, and SIGTERM must end it with status 0.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

READY_SECONDS = 300
END_SECONDS = 60
TRIAL = {
    "SONGREEL_LISTEN": "127.0.0.1:15051",
    "SONGREEL_HTTP_HOST": "127.0.0.1",
    "SONGREEL_HTTP_PORT": "18080",
    "SONGREEL_METRICS_PORT": "0",
    "SONGREEL_ARTIFACTS_URL": "file:///tmp/artifacts",
    "SONGREEL_DATABASE_URL": "sqlite:////tmp/songreel.sqlite",
    # what needs no weights, for there is no network here
    "SONGREEL_AUDIO_BEATS": "librosa",
    "SONGREEL_AUDIO_TAGS": "none",
    "SONGREEL_AUDIO_VOCALS": "none",
    "SONGREEL_SCRIPT_BACKEND": "rules",
}


def mount(*arguments: str) -> None:
    """Calls mount(8)."""
    subprocess.run(["mount", *arguments], check=True)


def main() -> int:
    """0 when all is well, else 1 and a sentence."""
    root, image = Path(sys.argv[1]), json.loads(sys.argv[2])["Docker"]["config"]
    mount("--make-rprivate", "/")
    mount("--bind", str(root), str(root))
    mount("-o", "remount,ro,bind", str(root))
    for folder in ("tmp", "cache", "data"):
        if (root / folder).is_dir():
            mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", str(root / folder))
    mount("--rbind", "/dev", str(root / "dev"))
    mount("-t", "proc", "proc", str(root / "proc"))
    environment = dict(each.split("=", 1) for each in image["Env"]) | TRIAL
    inside = ["chroot", f"--userspec={image['User']}", str(root)]
    written = subprocess.run([*inside, "touch", "/opt/songreel/x"], env=environment, capture_output=True, check=False)
    if written.returncode == 0:
        return fail("the root can be written to")
    started = time.monotonic()
    command = [*(image.get("Entrypoint") or []), *image["Cmd"]]
    process = subprocess.Popen([*inside, *command], env=environment)
    check = image["Healthcheck"]["Test"][1:]
    while subprocess.run([*inside, *check], env=environment, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() - started > READY_SECONDS:
            process.kill()
            return fail("it did not get healthy")
        time.sleep(1)
    print(f"healthy after {time.monotonic() - started:.0f} s")
    process.send_signal(signal.SIGTERM)
    status = process.wait(END_SECONDS)
    return 0 if status == 0 else fail(f"SIGTERM ended it with {status}")


def fail(why: str) -> int:
    """1."""
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
