"""Progress as live bars on a terminal.

Hear   ━━━━━━━━━━━━━━━━━━━━  done
Write  ━━━━━━━━━━━━━━━━━━━━  17 shots
Film   ━━━━━━━━━━╺━━━━━━━━━  53 %   9 of 17 shots   0:42 left
  10   ━━━━━━━━━━━━━━━╺━━━━  0:03   A young woman in a red coat waits on an empty platform at dusk …
"""

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text
from songreel_weights import Progress as Fetching

from songreel_client.resources import Progress, Shot
from songreel_client.texts import clock, megabytes, printable, shortened
from songreel_client.video import Video
from songreel_client.writing import Writing

BAR_COLUMNS, FACT_COLUMNS = 28, 22
SHOTS_SHOWN = 4


class LiveScreen:
    """Draws on standard error; lines that stay are printed above the bars."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._spinner = Spinner("dots", style="cyan")
        self._busy = ""
        self._bar: tuple[str, int, int] | None = None
        self._job: Video | Writing | None = None
        self._live = Live(get_renderable=self._render, console=self._console, refresh_per_second=8, transient=True)
        self._live.start()  # it draws at once, so everything else is there by now

    def say(self, text: str) -> None:
        """Printed above the bars."""
        self._console.print(Text("\n".join(map(printable, text.splitlines()))))

    def busy(self, text: str) -> None:
        """Beside a spinner."""
        self._busy, self._bar = text, None

    def fetching(self, progress: Fetching) -> None:
        """One bar."""
        name = f"{progress.model}, {progress.stage}, {progress.source}".rstrip(", ")
        self._bar = (name, progress.done_bytes, progress.total_bytes)

    def downloading(self, done: int, total: int) -> None:
        """One bar."""
        self._job, self._bar = None, ("the film", done, total)

    def show(self, job: Video | Writing) -> None:
        """All its bars."""
        self._job, self._busy, self._bar = job, "", None

    def close(self) -> None:
        """The bars go."""
        self._live.stop()

    def _render(self) -> RenderableType:
        parts: list[RenderableType] = []
        if self._job:
            parts.append(job_table(self._job, self._console.width))
        if self._bar:
            name, done, total = self._bar
            table = Table.grid(padding=(0, 2))
            table.add_row(
                Text(name), bar(done / total if total else None), Text(f"{megabytes(done)} of {megabytes(total)}")
            )
            parts.append(table)
        if self._busy:
            self._spinner.update(text=Text(printable(self._busy) + " …"))
            parts.append(self._spinner)
        return Group(*parts)


def job_table(job: Video | Writing, columns: int) -> Table:
    """The bars of a video or a script: one for each verb, then the shots in work.

    Shots are filmed while others are still being written: then both bars grow.
    """
    progress = job.progress
    table = Table.grid(padding=(0, 2))
    unknown = job.state == "hearing" and not progress.hear
    table.add_row(Text("Hear"), bar(None if unknown else progress.hear), fact("done" if progress.hear >= 1 else ""))
    if job.state == "listening":
        table.add_row(Text("Listen"), bar(None), fact("to the sound itself"))
    unknown = job.state == "writing" and not progress.write
    table.add_row(Text("Write"), bar(None if unknown else progress.write), fact(write_facts(progress)))
    if isinstance(job, Video):
        table.add_row(Text("Film"), bar(progress.film), fact(film_facts(job)))
        room = columns - BAR_COLUMNS - FACT_COLUMNS
        for shot in shots_in_work(job.shots):
            eta = clock(shot.eta_seconds) + " left" if shot.eta_seconds else ""
            left = "checking" if shot.state == "checking" else eta
            line = Text(f"{left:<10}", style="dim").append(shortened(shot.sentence, max(20, room)))
            table.add_row(Text(f"  {shot.index + 1}", style="dim"), bar(shot.progress), line)
    if job.state == "cutting":
        table.add_row(Text("Cut"), bar(None), fact("joining the clips under the song"))
    if wait := job.waiting_for:
        table.add_row(Text("Wait", style="yellow"), Text(printable(wait.service)), Text(printable(wait.message)))
    return table


def write_facts(progress: Progress) -> str:
    """How many of the shots have their words."""
    if not progress.shots_total:
        return ""
    written = round(progress.write * progress.shots_total)
    return f"{progress.shots_total} shots" if progress.write >= 1 else f"{written} of {progress.shots_total} shots"


def shots_in_work(shots: tuple[Shot, ...]) -> list[Shot]:
    """The first few that are being filmed or checked."""
    return [shot for shot in shots if shot.state in ("filming", "checking")][:SHOTS_SHOWN]


def film_facts(video: Video) -> str:
    """How much is filmed and how long the rest takes."""
    progress = video.progress
    if not progress.shots_total or not (progress.film or progress.shots_done or progress.write >= 1):
        return ""
    left = f"   about {clock(progress.eta_seconds)} left" if progress.eta_seconds and not video.ended else ""
    return f"{progress.film:.0%}   {progress.shots_done} of {progress.shots_total} shots{left}"


def bar(fraction: float | None) -> ProgressBar:
    """A bar from 0 to 1; None for work whose end is not known, which pulses."""
    return ProgressBar(total=1.0, completed=fraction or 0.0, width=BAR_COLUMNS, pulse=fraction is None)


def fact(text: str) -> Text:
    """What stands beside a bar."""
    return Text(text, style="dim")
