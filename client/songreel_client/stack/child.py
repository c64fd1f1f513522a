"""A module run as `python -m` runs it, in a process that cannot outlive the one that started it.

Run by its path (`python -P child.py PARENT_PID MODULE`), so that nothing else is imported first. On Linux the kernel
kills this process when its parent dies (prctl(2), PR_SET_PDEATHSIG); elsewhere, and for what this process starts
itself, there is the warden.
"""

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent_pid: int) -> None:
    """Ties this process' life to its parent's."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it died before we could ask
        raise SystemExit(1)


if __name__ == "__main__":
    die_with(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
