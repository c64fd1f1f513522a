"""Many hands: passages written side by side give the film that one hand would have given."""

import asyncio
from contextlib import aclosing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import Unavailable
from songreel_script.assignment import read_request
from songreel_script.budget import Budget, NothingUsable
from songreel_script.screenplay import write

from tests.analyses import POP_SONG, made_analysis
from tests.unit.script.writing import ScriptedWriter, own_action, parts_for, request_for, script_of

PASSAGES = 9
"""Of the song that tests are made with."""
KEYS = st.tuples(st.integers(0, PASSAGES - 1), st.integers(0, 2))
BAD = st.frozensets(KEYS, max_size=12)
WAITS = st.dictionaries(KEYS, st.sampled_from([0.001, 0.002, 0.004]), max_size=20)


@given(bad=BAD, waits=WAITS, hands=st.integers(2, 9))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_who_answers_first_changes_nothing(
    bad: frozenset[tuple[int, int]], waits: dict[tuple[int, int], float], hands: int
) -> None:
    """Whatever fails and however long answers take, many hands write to the letter what one hand writes."""
    many = asyncio.run(script_of(made_analysis(), writer=ScriptedWriter(hands, waits=waits, bad=bad)))
    one = asyncio.run(script_of(made_analysis(), writer=ScriptedWriter(1, bad=bad)))
    many.written_by.ClearField("tokens")  # an answer that came too late to count was paid for all the same
    one.written_by.ClearField("tokens")
    assert many == one


async def test_no_more_are_asked_at_once_than_there_are_hands() -> None:
    """And as many as there are, the film's first passages first."""
    writer = ScriptedWriter(3, waits={(number, 0): 0.01 for number in range(PASSAGES)})
    await script_of(made_analysis(), writer=writer)
    assert writer.most_open == 3
    assert writer.asked == [(number, 0) for number in range(PASSAGES)]


async def test_shots_come_while_later_passages_are_still_written() -> None:
    """The first passage's shots are given out though the second is never answered."""
    analysis = made_analysis()
    writer = ScriptedWriter(9, waits={(1, 0): 3600.0})
    first = [shot.index for shot in analysis.shots if shot.section_index == 0]
    async with aclosing(write(read_request(request_for(analysis)), writer)) as parts:
        got = [await anext(parts) for _ in range(1 + len(first))]
        assert [part.shot.index for part in got[1:]] == first
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(parts), 0.05)


async def test_a_caller_who_goes_away_ends_every_open_ask() -> None:
    """Nobody generates for nobody."""
    writer = ScriptedWriter(5, waits={(number, 0): 3600.0 for number in range(PASSAGES)})
    writing = asyncio.ensure_future(script_of(made_analysis(), writer=writer))
    while writer.open < 5:
        await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert (writer.open, writer.cancelled, len(writer.asked)) == (0, 5, 5)


async def test_a_stream_that_is_closed_between_two_shots_ends_every_open_ask() -> None:
    """Also where the caller stopped while the writer's answers were not waited for."""
    writer = ScriptedWriter(5, waits={(number, 0): 3600.0 for number in range(1, PASSAGES)})
    async with aclosing(write(read_request(request_for(made_analysis())), writer)) as parts:
        await anext(parts)
        assert (await anext(parts)).shot.sentence
    assert writer.cancelled >= 4
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_one_failing_passage_loses_none_of_the_others() -> None:
    """Rules write it, and the script says which."""
    bad = frozenset((2, number) for number in range(3))
    script = await script_of(made_analysis(), writer=ScriptedWriter(9, bad=bad))
    assert list(script.written_by.fallback_section_indices) == [2]
    assert script.written_by.retries == 2
    assert len(script.shots) == len(made_analysis().shots)


async def test_a_writer_that_goes_away_loses_nothing_before_it() -> None:
    """The shots before its passage are given out, then its error; nothing behind it is asked any more."""
    analysis = made_analysis()
    waits = {(number, 0): 0.02 for number in range(3)}
    writer = ScriptedWriter(4, waits=waits, gone={(3, 0): Unavailable("gone", retry_after_seconds=1)})
    parts: list[script_pb2.WriteScriptResponse] = []
    with pytest.raises(Unavailable, match="gone"):
        async for part in write(read_request(request_for(analysis)), writer):
            parts.append(part)  # noqa: PERF401  # a comprehension that fails keeps nothing
    assert [part.shot.index for part in parts[1:]] == [shot.index for shot in analysis.shots if shot.section_index < 3]
    assert max(passage for passage, _ in writer.asked) == 3


async def test_without_rules_a_passage_that_stays_bad_fails_and_says_what_was_tried() -> None:
    """After the shots before it."""
    bad = frozenset((2, number) for number in range(3))
    shots = 0
    with pytest.raises(NothingUsable, match=r"section 2 \(attempt 1: cut off") as caught:
        async for part in write(
            read_request(request_for(made_analysis())), ScriptedWriter(9, bad=bad), Budget(by_rule=False)
        ):
            shots += part.WhichOneof("part") == "shot"
    assert "attempt 3" in caught.value.message
    assert "SONGREEL_SCRIPT_FALLBACK_TO_RULES" in caught.value.message
    assert shots == sum(shot.section_index < 2 for shot in made_analysis().shots)


async def test_a_script_that_may_cost_so_many_tokens_asks_for_no_more() -> None:
    """What is left is written by rule and named."""
    writer = ScriptedWriter(1, tokens=100)
    script = (await parts_for(request_for(made_analysis()), writer, Budget(tokens=400)))[-1].script
    assert len(writer.asked) == 3  # the outline cost a hundred too
    assert list(script.written_by.fallback_section_indices) == [3, 4, 5, 6, 7, 8]
    assert script.written_by.tokens.completion_tokens == 400


async def test_a_script_that_may_take_so_long_is_whole_by_then() -> None:
    """Answers that did not come are by rule."""
    writer = ScriptedWriter(2, waits={(number, 0): 3600.0 for number in range(4, PASSAGES)})
    async with asyncio.timeout(10):
        script = (await parts_for(request_for(made_analysis()), writer, Budget(seconds=0.2)))[-1].script
    assert list(script.written_by.fallback_section_indices) == [4, 5, 6, 7, 8]
    assert len(script.shots) == len(made_analysis().shots)
    assert writer.open == 0


async def test_a_writer_that_gives_every_shot_its_own_action_is_taken_at_its_word() -> None:
    """Shot i of a passage does what its i-th action says, wherever the shot is of the lead."""
    analysis = made_analysis()
    writer = ScriptedWriter(4, own_actions=True)
    script = await script_of(analysis, writer=writer)
    lead = script.characters[0]
    own = 0
    for section in range(PASSAGES):
        shots = [script.shots[timed.index] for timed in analysis.shots if timed.section_index == section]
        for number, shot in enumerate(shots):
            if shot.subject.startswith(lead.description) and shot.index != len(script.shots) - 1:
                assert shot.action == own_action(section, number)
                own += 1
    assert own >= 20


async def test_nobody_is_shown_by_the_hands_alone_where_every_shot_has_its_own_action() -> None:
    """A picture of hands could not show the action."""
    script = await script_of(made_analysis(POP_SONG[:4], shot_seconds=1.6), writer=ScriptedWriter(4, own_actions=True))
    assert not any(shot.subject.startswith("the hands of") for shot in script.shots)
    assert script.shots[-1].framing != script_pb2.FRAMING_UNSPECIFIED
