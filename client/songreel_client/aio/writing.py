"""A writing: a song on its way to the script of its film, which may then be edited and filmed.

Generated from writing.py by `make async`: change that.
"""

from songreel.script.v1 import script_pb2

from songreel_client.aio.jobs import AsyncJob
from songreel_client.errors import WritingFailed
from songreel_client.resources import Progress


class AsyncWriting(AsyncJob):
    """Its states are queued, hearing, listening and writing; in the end completed or failed."""

    folder = "scripts"
    failure = WritingFailed

    @property
    def progress(self) -> Progress:
        """How much is heard and written."""
        counts = self.document.get("progress") or {}
        done, total = int(counts.get("shots_written", 0)), int(counts.get("shots_total", 0))
        write = 1.0 if self.state == "completed" else done / total if total else 0.0
        return Progress(hear=float(bool(total)), write=write, shots_done=0, shots_total=total)

    async def script(self) -> script_pb2.Script:
        """What happens in the film: logline, look, characters, arc, and the words of every shot."""
        return await self._part("script", script_pb2.Script)
