"""Jobs that nobody waits for: kept a while for whoever asks again, then dropped, so that no GPU works in vain.

caller leaves ──► kept ──┬── the same shot is asked for: gone on with
                         ├── another shot is asked for here: dropped at once, for it would stand in that one's way
                         └── nobody comes: dropped
the process ends ──► the job stays, for the process that comes after it
"""

import threading

from songreel_video.backends.engine_http.engine import Engine


class LeftJob:
    """The one job that this pod has left, if there is one."""

    def __init__(self, engine: Engine, keep_seconds: float) -> None:
        self._engine = engine
        self._keep_seconds = keep_seconds
        self._lock = threading.Lock()
        self._job_id = ""
        self._timer: threading.Timer | None = None

    def leave(self, job_id: str) -> None:
        """Nobody waits for the job any more."""
        self.take_up("")
        if not job_id:
            return
        with self._lock:
            self._job_id = job_id
            self._timer = threading.Timer(self._keep_seconds, self.take_up, [""])
            self._timer.daemon = True  # the job outlives the process, which is what a restart counts on
            self._timer.start()

    def take_up(self, job_id: str) -> None:
        """Somebody waits for this job again, or for another one: what was left otherwise is dropped."""
        with self._lock:
            left, self._job_id = self._job_id, ""
            if self._timer:
                self._timer.cancel()
        if left and left != job_id:
            self._engine.drop(left)
