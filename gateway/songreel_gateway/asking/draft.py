"""What is written of a script so far: kept part by part, each once, under names that every retry finds.

treatment ── shot 0 ── shot 1 ── ...        each an artifact of its own; the first words stay, whoever comes later
"""

from collections.abc import Sequence

from songreel.script.v1 import script_pb2

from songreel_gateway.asking.messages import Messages

TREATMENTS = "treatments"
SHOTS = "shots"


class Draft:
    """The script of one job (a video or a script by itself) in the making."""

    def __init__(self, messages: Messages, job_key: str) -> None:
        self._messages = messages
        self._key = job_key

    async def written(self, shot_count: int) -> script_pb2.Script | None:
        """The treatment with the first shots, as far as there are any; None before the treatment."""
        treatment = await self._messages.find(TREATMENTS, b"", self._key, script_pb2.Script)
        if treatment is None:
            return None
        for index in range(shot_count):
            shot = await self._messages.find(SHOTS, _cause(index), self._key, script_pb2.Shot)
            if shot is None:
                break
            treatment.shots.append(shot)
        return treatment

    async def put_treatment(self, treatment: script_pb2.Script) -> None:
        """Keeps it, unless there is one."""
        await self._messages.put(TREATMENTS, b"", self._key, treatment)

    async def put_shot(self, shot: script_pb2.Shot) -> None:
        """Keeps its words, unless it has some."""
        await self._messages.put(SHOTS, _cause(shot.index), self._key, shot)

    async def take_over(self, script: script_pb2.Script) -> None:
        """Keeps all parts of a script that is whole; those that are there stay."""
        treatment = script_pb2.Script()
        treatment.CopyFrom(script)
        treatment.ClearField("shots")
        await self.put_treatment(treatment)
        for shot in script.shots:
            await self.put_shot(shot)

    async def treatment(self) -> script_pb2.Script:
        """Look and characters, without shots."""
        return await self._messages.get(Messages.uri(TREATMENTS, b"", self._key), script_pb2.Script)

    async def shot(self, index: int) -> script_pb2.Shot:
        """One that has its words."""
        return await self._messages.get(Messages.uri(SHOTS, _cause(index), self._key), script_pb2.Shot)

    async def whole(self, script: script_pb2.Script) -> script_pb2.Script:
        """The script with the words that were kept, where the service's last message says others."""
        kept = await self.written(len(script.shots))
        whole = script_pb2.Script()
        whole.CopyFrom(script)
        if kept is not None:
            _replace(whole, kept.shots)
        return whole


def _replace(script: script_pb2.Script, shots: Sequence[script_pb2.Shot]) -> None:
    del script.shots[: len(shots)]
    later = list(script.shots)
    del script.shots[:]
    script.shots.extend([*shots, *later])


def _cause(index: int) -> bytes:
    return str(index).encode()
