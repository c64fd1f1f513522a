"""Loopback addresses for pods, all on the port that pods have in a cluster; a block of them for each run."""

import socket

from benchmarks.fleet.pod import PORT

BLOCKS = range(1, 255)


class Block:
    """127.b.0.1 and on; its last address is held, so that no other run on this machine takes the block."""

    def __init__(self) -> None:
        """Raises RuntimeError when all are taken."""
        for self._number in BLOCKS:
            self._held = socket.socket()
            try:
                self._held.bind((f"127.{self._number}.255.254", PORT))
            except OSError:
                self._held.close()
                continue
            return
        raise RuntimeError("No block of loopback addresses is free: end other runs of the simulation first.")

    def address(self, number: int) -> str:
        """Of the pod of this number, from 1."""
        return f"127.{self._number}.{number // 250}.{number % 250 + 1}"

    def close(self) -> None:
        """Others may have it."""
        self._held.close()
