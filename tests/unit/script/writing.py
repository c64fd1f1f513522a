"""Scripts written in this process, for tests, and a writer that answers when and what a test wishes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.assignment import Assignment, read_request
from songreel_script.budget import Budget
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.screenplay import write
from songreel_script.writers import ENGLISH, Attempt, Credit, Fault, Unusable, Writer
from songreel_script.writers.rules import RulesWriter

from tests.language_model import scene


@dataclass
class ScriptedWriter:
    """Words that depend on the passage and the attempt alone, after as long as the test says."""

    hands: int = 4
    plan: Outline = field(default_factory=Outline)
    waits: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """Seconds before an answer, by passage and attempt; 0 where nothing stands."""
    bad: frozenset[tuple[int, int]] = frozenset()
    """Answers that cannot be read."""
    gone: Mapping[tuple[int, int], Exception] = field(default_factory=dict)
    shift: int = 3
    """How far the words of one attempt are from those of the next: some are another passage's."""
    own_actions: bool = False
    """Every shot has its own action."""
    tokens: int = 10
    """What an answer costs."""
    languages: frozenset[str] = ENGLISH
    credit: Credit = field(default_factory=lambda: Credit("openai", "scripted"))
    asked: list[tuple[int, int]] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    cancelled: int = 0

    async def warm_up(self) -> None:
        """Nothing to load."""

    async def close(self) -> None:
        """Nothing to give back."""

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """The plan."""
        attempt.meter.completion_tokens += self.tokens
        return self.plan

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The words of the passage and attempt."""
        key = (ask.passage.index, attempt.number)
        self.asked.append(key)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await asyncio.sleep(self.waits.get(key, 0.0))
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.open -= 1
        attempt.meter.completion_tokens += self.tokens
        if key in self.gone:
            raise self.gone[key]
        if key in self.bad:
            raise Unusable(Fault.CUT_OFF)
        return self.words(ask, key[0] + self.shift * key[1])

    def words(self, ask: SceneAsk, number: int) -> SceneWords:
        """Good words, other ones for each number below ten."""
        told = scene(number)
        details = tuple(told["details"].split(", "))
        if not self.own_actions:
            return SceneWords(ask.place, told["light"], told["action"], told["then"], details)
        actions = [own_action(ask.passage.index, shot) for shot in range(max(3, len(ask.passage.shots)))]
        return SceneWords(ask.place, told["light"], actions[0], actions[1], details, tuple(actions[2:]))


VERBS = ("lifts", "throws", "paints", "counts", "hides", "breaks", "polishes", "stacks", "buries", "sells", "folds")
THINGS = ("apple", "kite", "candle", "mirror", "umbrella", "feather", "drum", "shell", "lantern", "clock", "paper")
WAYS = ("backwards", "barefoot", "sideways", "laughing", "weeping", "dancing", "kneeling", "proudly", "gently", "twice",
        "slowly")  # fmt: skip


def own_action(passage: int, shot: int) -> str:
    """What the scripted writer has that shot of that passage do: no two have more than one word in common."""
    number = 10 * passage + shot
    turn, size = number // len(VERBS), len(VERBS)
    thing, way = THINGS[(3 * number + turn) % size], WAYS[(5 * number + turn) % size]
    return f"{VERBS[number % size]} the {thing} {way}"


def request_for(
    analysis: audio_pb2.SongAnalysis,
    brief: script_pb2.Brief | None = None,
    seed: int = 1,
    dialect: "script_pb2.Dialect.ValueType" = script_pb2.DIALECT_UNSPECIFIED,
    written: script_pb2.Script | None = None,
) -> script_pb2.WriteScriptRequest:
    """A request."""
    return script_pb2.WriteScriptRequest(analysis=analysis, brief=brief, seed=seed, dialect=dialect, written=written)


async def parts_for(
    request: script_pb2.WriteScriptRequest, writer: Writer | None = None, budget: Budget | None = None
) -> list[script_pb2.WriteScriptResponse]:
    """Everything that is streamed for the request."""
    return [part async for part in write(read_request(request), writer or RulesWriter(), budget)]


async def parts_of(
    analysis: audio_pb2.SongAnalysis,
    brief: script_pb2.Brief | None = None,
    seed: int = 1,
    writer: Writer | None = None,
) -> list[script_pb2.WriteScriptResponse]:
    """Everything that is streamed."""
    return await parts_for(request_for(analysis, brief, seed), writer)


async def script_of(
    analysis: audio_pb2.SongAnalysis,
    brief: script_pb2.Brief | None = None,
    seed: int = 1,
    writer: Writer | None = None,
    budget: Budget | None = None,
) -> script_pb2.Script:
    """The whole script."""
    return (await parts_for(request_for(analysis, brief, seed), writer, budget))[-1].script


def cut_after(parts: list[script_pb2.WriteScriptResponse], shots: int) -> script_pb2.Script:
    """What a caller has whose stream broke after so many shots."""
    written = script_pb2.Script()
    written.CopyFrom(parts[0].treatment)
    written.shots.extend(part.shot for part in parts[1 : 1 + shots])
    return written
