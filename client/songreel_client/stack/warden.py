"""Kills what is left when the process that started the stack dies, and removes the stack's runtime folder.

It reads `+PGID` and `-PGID` lines from standard input. End of file without `bye` means that the other side died, for
the kernel closes a dead process' pipes: then every process group that is still listed is killed, with all that the
services started themselves. It has no ties to the terminal, so Ctrl-C does not reach it.
"""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterable


def watch(lines: Iterable[str], runtime_folder: str) -> None:
    """Returns when the other side is gone and its process groups are too."""
    groups: set[int] = set()
    for line in lines:
        word = line.strip()
        if word == "bye":
            groups.clear()
        elif word.startswith("+"):
            groups.add(int(word[1:]))
        elif word.startswith("-"):
            groups.discard(int(word[1:]))
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    shutil.rmtree(runtime_folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    watch(sys.stdin, sys.argv[1])
