"""Progress as plain lines, for pipes and logs: no control codes, and a line only when there is news."""

import sys

from songreel_weights import Progress

from songreel_client.texts import clock, megabytes, printable
from songreel_client.video import Video
from songreel_client.writing import Writing

STATES = {
    "listening": "Listening to the song.",
    "hearing": "Hearing the song.",
    "writing": "Writing the script.",
    "filming": "Filming.",
    "cutting": "Cutting the film.",
    "requires_action": "It needs you.",
}


class PlainScreen:
    """Writes lines to standard error."""

    def __init__(self, quiet: bool = False) -> None:
        """A quiet one shows only what stays: no progress."""
        self._quiet = quiet
        self._last = ""
        self._told: tuple[object, ...] = ()
        self._filmed = 0
        self._fifth = 0
        self._tenth: tuple[str, str, int] | None = None

    def say(self, text: str) -> None:
        """One line."""
        sys.stderr.write("\n".join(map(printable, text.splitlines())) + "\n")
        sys.stderr.flush()

    def busy(self, text: str) -> None:
        """One line when it is another thing."""
        if text != self._last:
            self._last = text
            self._news(text + " …")

    def fetching(self, progress: Progress) -> None:
        """A line every tenth."""
        tenth = (progress.model, progress.source, progress.done_bytes * 10 // max(1, progress.total_bytes))
        if progress.stage == "downloading" and tenth != self._tenth:
            self._tenth = tenth
            done, total = megabytes(progress.done_bytes), megabytes(progress.total_bytes)
            self._news(f"{progress.model} from the {progress.source}: {done} of {total}.")

    def downloading(self, done: int, total: int) -> None:
        """One line."""
        self.busy(f"Downloading the film, {megabytes(total)}")

    def show(self, job: Video | Writing) -> None:
        """A line for every new state, every fifth of the words, and every filmed shot."""
        progress = job.progress
        if progress.shots_done > self._filmed and progress.shots_total:
            left = f", about {clock(progress.eta_seconds)} left" if progress.eta_seconds else ""
            self._news(f"Filmed {progress.shots_done} of {progress.shots_total} shots{left}.")
        self._filmed = progress.shots_done
        if self._told != (job.id, job.state):
            self._told = (job.id, job.state)
            noun = "video" if isinstance(job, Video) else "script"
            self._news(STATES.get(job.state, f"The {noun} is {job.state}."))
        written = round(progress.write * progress.shots_total)
        fifth = int(5 * progress.write)
        if fifth > self._fifth and 0 < progress.write < 1:
            self._news(f"Written {written} of {progress.shots_total} shots.")
        self._fifth = fifth
        if job.waiting_for:
            self.busy(f"Waiting for {job.waiting_for.service}: {job.waiting_for.message}")
        else:
            self._last = ""

    def close(self) -> None:
        """Nothing to put back."""

    def _news(self, text: str) -> None:
        if not self._quiet:
            self.say(text)
