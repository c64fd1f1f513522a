"""What each step does: it asks one service, patiently, keeps the answer, and tells of it.

Words are in `shooting_script.py`, takes in `filming.py`, the film in `cutting.py`; those before are in `preparing.py`.
"""

from typing import Any

from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.patience import Patience
from songreel_gateway.asking.services import Services
from songreel_gateway.asking.shooting_script import ShootingScript
from songreel_gateway.conducting.approving import Approval
from songreel_gateway.conducting.resolving import shots_failed
from songreel_gateway.films.cutting import Cutting
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import ASKS
from songreel_gateway.takes.filming import Crew, Filming
from songreel_gateway.takes.likeness import Likeness
from songreel_gateway.takes.pricing import PriceList
from songreel_gateway.takes.retaking import next_take
from songreel_gateway.takes.spending import Spending, over_budget


class Steps:
    """The steps of one production, from words to film. Each may run more than once and must come to the same."""

    def __init__(
        self, services: Services, records: Records, messages: Messages, patience: Patience, prices: PriceList
    ) -> None:
        self._services = services
        self._records = records
        self._spending = Spending(records.ledger, prices)
        likeness = Likeness(services, patience, self._spending)
        self.script = ShootingScript(records, messages, patience)
        crew = Crew(services, records, messages, patience, self.script, likeness, self._spending)
        self.approval = Approval(records, messages, likeness, self.script)
        self.filming = Filming(crew)
        self.cutting = Cutting(crew, prices)

    async def note_problem(self, video_id: str, why: dict[str, Any]) -> None:
        """Writing has failed, and why; whoever waits for words sees it."""
        await self._records.videos.change(video_id, problem=why)

    async def announce_words(self, video_id: str) -> None:
        """Tells a video pod the words of all shots."""
        await self.script.announce(self._services, video_id)

    async def wanted(self, video_id: str) -> tuple[list[tuple[int, int, int]], int]:
        """Shots without a take to use: their index, the number of the next take, that of the first for this wish; and
        how many shots could not be filmed."""
        takes = await self._records.takes.of(video_id)
        wanted, failed = [], 0
        for shot in await self._records.shots.of(video_id):
            failed += shot.state == "failed"
            if shot.state in ("filmed", "failed"):
                continue
            wanted.append((shot.index, next_take(shot, takes), shot.first_take))
        return wanted, failed

    async def ask(self, video_id: str, run: int) -> None:
        """Pauses the video with a question: more money, or what to do with shots that failed. See Revisions.ask."""
        shots = await self._records.shots.of(video_id)
        failed = [shot for shot in shots if shot.state == "failed"]
        over = any(shot.state not in ("filmed", "failed") for shot in shots)
        action = over_budget(video_id) if over else shots_failed(video_id, failed)
        await self._records.revisions.ask(video_id, run, action)

    async def answered(self, video_id: str, revision: int, run: int) -> int:
        """The next run, when the client answered before it was asked; else 0."""
        now = await self._records.revisions.newest(video_id)
        waits = (await self._records.videos.get(video_id)).state == ASKS
        return run + 1 if now.number == revision and now.run == run + 1 and not waits else 0

    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """The revision has failed, and says why."""
        await self._records.ledger.close(video_id)
        await self._records.revisions.give_up(video_id, "failed", why)
