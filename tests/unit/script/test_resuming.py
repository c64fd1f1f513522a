"""A retry is a resume: what was written stays to the letter, and the rest is what it would have been."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput
from songreel_script.outline import Outline

from tests.analyses import made_analysis
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import ScriptedWriter, cut_after, parts_for, parts_of, request_for

PLAN = Outline(
    logline="A young baker follows a paper boat through the flooded town until the water is gone.",
    lead="a young baker in a white apron",
    other="an old man in a brown coat",
    motif="a paper boat",
    places=("a bakery with steamed windows", "a flooded market square", "a wooden bridge over a canal"),
    beats=tuple(f"The baker goes on to the {n} street of the town" for n in (
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")),
    closing_image="A young baker in a white apron sets the paper boat on the wet grass",
    style="grainy colour film, cold morning light",
    palette=("#101820", "#305060", "#8090a0", "#f0e8d8"),
    motifs=("rain rings on black water",),
)  # fmt: skip
HALVES = st.floats(0, 1)


@given(SONGS, st.integers(0, 2**64 - 1), HALVES)
@QUICK
def test_a_resumed_script_is_the_uninterrupted_one(analysis: audio_pb2.SongAnalysis, seed: int, share: float) -> None:
    """Wherever the stream broke, also in the middle of a passage; only what is missing is given out."""
    whole = asyncio.run(parts_of(analysis, seed=seed))
    kept = round(share * len(analysis.shots))
    rest = asyncio.run(parts_for(request_for(analysis, seed=seed, written=cut_after(whole, kept))))
    assert rest[0] == whole[0]
    assert rest[1:-1] == whole[1 + kept : -1]
    assert rest[-1].script == whole[-1].script


@pytest.mark.parametrize("kept", [0, 1, 2, 5, 11, 12, 30, 45])
@pytest.mark.parametrize("own_actions", [False, True])
async def test_a_writer_s_own_plan_is_read_back_from_its_treatment(kept: int, own_actions: bool) -> None:
    """Its people, places, beats and closing image; the outline is not asked for again, nor what was written."""
    analysis = made_analysis()
    request = request_for(analysis, dialect=script_pb2.DIALECT_MOCHI)
    first = ScriptedWriter(3, plan=PLAN, own_actions=own_actions)
    whole = await parts_for(request, first)
    request.written.CopyFrom(cut_after(whole, kept))
    again = ScriptedWriter(2, own_actions=own_actions)
    rest = await parts_for(request, again)
    assert rest[1:-1] == whole[1 + kept : -1]
    resumed, script = rest[-1].script, whole[-1].script
    assert list(resumed.shots) == list(script.shots)
    written_whole = sum(max(s.index for s in analysis.shots if s.section_index == n) < kept for n in range(9))
    assert len(again.asked) == 9 - written_whole
    assert resumed.treatment == script.treatment
    assert resumed.closing_image == script.closing_image
    assert script.shots[-1].action == "sets the paper boat on the wet grass"


async def test_what_was_written_stays_though_somebody_changed_it() -> None:
    """Shots, look and people as they were given; what follows keeps place and light, and shows the new people."""
    analysis = made_analysis()
    written = cut_after(await parts_of(analysis), 5)
    written.shots[4].sentence = "A fox looks at the moon."
    written.shots[4].framing = script_pb2.FRAMING_WIDE
    written.look.style = "charcoal on paper"
    written.characters[0].description = "a fox with one white ear"
    before = script_pb2.Script()
    before.CopyFrom(written)
    parts = await parts_for(request_for(analysis, written=written, dialect=script_pb2.DIALECT_WAN))
    script = parts[-1].script
    assert list(script.shots[:5]) == list(before.shots)
    assert script.look == before.look
    assert script.shots[5].framing != script_pb2.FRAMING_WIDE
    section = [shot.index for shot in analysis.shots if shot.section_index == analysis.shots[4].section_index]
    assert {script.shots[i].place for i in section} == {script.shots[4].place}
    assert {script.shots[i].time_and_light for i in section} == {script.shots[4].time_and_light}
    assert any("a fox with one white ear" in shot.sentence for shot in script.shots[5:])
    assert all("charcoal on paper" in shot.prompt.lower() for shot in script.shots[5:])


async def test_what_it_cost_adds_up() -> None:
    """Retries, tokens and sections by rule of both calls; two writers are both named."""
    analysis = made_analysis()
    whole = await parts_for(request_for(analysis), ScriptedWriter(1, bad=frozenset({(0, 0), (0, 1), (0, 2)})))
    written = cut_after(whole, 12)
    written.written_by.CopyFrom(whole[-1].script.written_by)
    resumed = (await parts_for(request_for(analysis, written=written)))[-1].script.written_by
    assert list(resumed.fallback_section_indices) == [0]
    assert resumed.retries == 2
    assert resumed.tokens == whole[-1].script.written_by.tokens
    assert (resumed.backend, resumed.model) == ("rules", "scripted, then tables")


def changed(written: script_pb2.Script, case: str) -> script_pb2.Script:
    """What was written, with one thing wrong."""
    match case:
        case "written.shots":
            written.shots.extend(written.shots[-1:] * 99)
        case "written.shots[2].index":
            written.shots[2].index = 7
        case "written.shots[1].sentence":
            written.shots[1].sentence = ""
        case "written.shots[0].character_ids":
            written.shots[0].character_ids.append("nobody")
        case "written.characters":
            del written.shots[:]
            del written.characters[:]
        case "written.look":
            written.ClearField("look")
        case "written.arc[1].section_index":
            written.arc[1].section_index = 77
    return written


@pytest.mark.parametrize(
    "field",
    [
        "written.shots",
        "written.shots[2].index",
        "written.shots[1].sentence",
        "written.shots[0].character_ids",
        "written.characters",
        "written.look",
        "written.arc[1].section_index",
    ],
)
async def test_what_does_not_fit_the_song_names_its_field(field: str) -> None:
    """Too many shots, a gap, no words, a stranger, half a treatment, another song's sections."""
    analysis = made_analysis()
    written = changed(cut_after(await parts_of(analysis), 4), field)
    with pytest.raises(InvalidInput) as caught:
        await parts_for(request_for(analysis, written=written))
    assert caught.value.field == field
