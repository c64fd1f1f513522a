"""The treatment: an arc over the sections, a closing image that the last shot shows, a writer's plan field by field."""

import asyncio
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput
from songreel_script.outline import Outline

from tests.analyses import made_analysis
from tests.unit.script.test_resuming import PLAN
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import ScriptedWriter, parts_for, request_for, script_of


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_every_section_has_its_beat_and_the_film_its_end(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """Whoever wrote: in film order, in the place where the section opens; the last shot shows the closing image."""
    script = asyncio.run(script_of(analysis, seed=seed))
    sections = list(dict.fromkeys(shot.section_index for shot in analysis.shots))
    assert [beat.section_index for beat in script.arc] == sections
    first = {shot.section_index: shot.index for shot in reversed(analysis.shots)}
    for beat in script.arc:
        assert beat.sentence in script.treatment
        assert beat.place == script.shots[first[beat.section_index]].place
    last = script.shots[-1]
    assert last.action in script.closing_image
    assert last.place in script.closing_image
    assert all(c.description in script.closing_image[:1].lower() + script.closing_image[1:] for c in script.characters
               if c.id in last.character_ids)  # fmt: skip
    assert script.treatment.endswith(script.closing_image)
    assert 1 <= len(script.places) <= 5
    assert len(set(script.places)) == len(script.places)


async def test_a_writer_s_plan_is_the_film_s() -> None:
    """Beats, closing image, look."""
    script = await script_of(made_analysis(), writer=ScriptedWriter(plan=PLAN))
    assert script.arc[0].sentence == "The baker goes on to the first street of the town."
    assert script.arc[8].sentence == "The baker goes on to the ninth street of the town."
    assert script.closing_image == "A young baker in a white apron sets the paper boat on the wet grass."
    assert script.shots[-1].action == "sets the paper boat on the wet grass"
    assert script.look.style == "grainy colour film, cold morning light"
    assert list(script.look.palette) == list(PLAN.palette)
    assert list(script.look.motifs) == ["a paper boat", "rain rings on black water"]


async def test_the_brief_s_style_and_colours_go_before_the_writer_s() -> None:
    """What the client asked for."""
    brief = script_pb2.Brief(style="film noir", palette=["#000000", "#333333", "#999999", "#ffffff"])
    script = await script_of(made_analysis(), brief, writer=ScriptedWriter(plan=PLAN))
    assert script.look.style.startswith("1940s black and white film")
    assert list(script.look.palette) == list(brief.palette)


@pytest.mark.parametrize(
    "bad",
    [
        {"closing_image": "The text says goodbye"},
        {"closing_image": "A crowd of soldiers marches on"},
        {"closing_image": "A young baker in a white apron and nothing else"},
    ],
)
async def test_a_closing_image_that_cannot_be_filmed_is_by_rule(bad: dict[str, str]) -> None:
    """Then the last shot is the quest's end, and the image tells of it."""
    plan = dataclasses.replace(PLAN, **bad)  # type: ignore[arg-type]  # a text in each
    script = await script_of(made_analysis(), writer=ScriptedWriter(plan=plan))
    assert script.shots[-1].action in script.closing_image
    assert bad["closing_image"] not in script.closing_image


async def test_a_beat_that_says_too_much_leaves_its_section_to_the_rules() -> None:
    """The others stay the writer's."""
    beats = list(PLAN.beats)
    beats[3] = "The camera zooms in while the lyrics appear on screen"
    plan = dataclasses.replace(PLAN, beats=tuple(beats))
    script = await script_of(made_analysis(), writer=ScriptedWriter(plan=plan))
    assert "camera" not in str(script.arc)
    assert script.arc[2].sentence == "The baker goes on to the third street of the town."
    assert script.arc[3].sentence


@pytest.mark.parametrize(
    "palette", [("#ffffff",), ("red", "blue", "green", "white"), ("#fff000",) * 6, ("#f0f0f0",) * 4]
)
async def test_colours_that_make_no_palette_are_left(palette: tuple[str, ...]) -> None:
    """Too few, no colours, no shadow."""
    plan = dataclasses.replace(PLAN, palette=palette)
    script = await script_of(made_analysis(), writer=ScriptedWriter(plan=plan))
    assert len(script.look.palette) >= 4
    assert set(script.look.palette) != set(palette)


GERMAN = dataclasses.replace(
    PLAN,
    logline="Eine junge Bäckerin folgt einem Papierboot durch die überflutete Stadt, bis das Wasser fort ist.",
    beats=tuple(f"Die Bäckerin geht in die {n}. Straße der Stadt" for n in range(1, 10)),
    closing_image="Eine junge Bäckerin setzt das Papierboot ins nasse Gras.",
)


async def test_what_is_for_readers_comes_in_their_language_and_what_is_filmed_in_english() -> None:
    """Where the writer can: its own last action ends the film, since it was told the closing image."""
    brief = script_pb2.Brief(text="Eine Bäckerin und die Flut", language="de-DE")
    writer = ScriptedWriter(plan=GERMAN, languages=frozenset(), own_actions=True)
    parts = await parts_for(request_for(made_analysis(), brief, dialect=script_pb2.DIALECT_WAN), writer)
    script = parts[-1].script
    assert script.logline == GERMAN.logline
    assert script.closing_image == GERMAN.closing_image
    assert script.arc[4].sentence.startswith("Die Bäckerin geht in die 5")
    filmed = " ".join(f"{shot.sentence} {shot.prompt}" for shot in script.shots)
    assert "Bäckerin" not in filmed
    assert script.shots[-1].action != ""
    request = request_for(made_analysis(), brief, dialect=script_pb2.DIALECT_WAN, written=parts[0].treatment)
    again = ScriptedWriter(languages=frozenset(), own_actions=True)
    assert list((await parts_for(request, again))[-1].script.shots) == list(script.shots)


@pytest.mark.parametrize(("language", "message"), [("de", "SONGREEL_SCRIPT_BACKEND"), ("Deutsch!", "no language tag")])
async def test_a_language_that_the_writer_has_not_is_refused(language: str, message: str) -> None:
    """With what to set; English in any of its forms is fine."""
    with pytest.raises(InvalidInput, match=message) as caught:
        await script_of(made_analysis(), script_pb2.Brief(language=language))
    assert caught.value.field == "brief.language"
    assert (await script_of(made_analysis(), script_pb2.Brief(language="en-GB"))).shots


async def test_scenes_that_the_narrative_tells_are_filmed_without_asking() -> None:
    """Reviewed as any other; one that cannot be filmed is the writer's."""
    scenes = [
        lalm_pb2.NarrativeScene(section_index=1, action="folds the letter slowly", then="runs to the gate alone"),
        lalm_pb2.NarrativeScene(section_index=2, action="the camera zooms", then="text appears on the screen"),
    ]
    request = request_for(made_analysis())
    request.narrative.CopyFrom(lalm_pb2.Narrative(concept="a letter that was never sent", scenes=scenes))
    writer = ScriptedWriter(plan=Outline())
    script = (await parts_for(request, writer))[-1].script
    assert (1, 0) not in writer.asked
    assert (2, 1) in writer.asked
    assert any(shot.action == "folds the letter slowly" for shot in script.shots)
    assert not script.written_by.fallback_section_indices
