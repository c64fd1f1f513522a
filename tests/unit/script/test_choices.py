"""What a brief may choose: camera moves, openings of shots, how frank it is, a style by name."""

import asyncio
import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput
from songreel_script.assignment import read_request
from songreel_script.bans import shows
from songreel_script.explicit import masked, unfilmable, without
from songreel_script.look import palette_for, style_presets
from songreel_script.premise import draw_premise
from songreel_script.review import SHOP
from songreel_script.scene import SceneAsk, SceneWords, plan_scenes

from tests.analyses import made_analysis
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import THINGS, WAYS, ScriptedWriter, request_for, script_of

MOVES = st.lists(st.sampled_from(script_pb2.CameraMove.values()[1:]), min_size=1, max_size=4, unique=True)
GENERAL, MATURE = script_pb2.EXPLICITNESS_GENERAL, script_pb2.EXPLICITNESS_MATURE


@given(SONGS, MOVES)
@QUICK
def test_only_the_brief_s_camera_moves_are_used(
    analysis: audio_pb2.SongAnalysis, moves: "list[script_pb2.CameraMove.ValueType]"
) -> None:
    """One is always that one; of several none twice running, and the sentence says the same."""
    script = asyncio.run(script_of(analysis, script_pb2.Brief(camera_moves=moves)))
    assert {shot.camera for shot in script.shots} <= set(moves)
    if len(moves) > 1:
        assert all(one.camera != two.camera for one, two in itertools.pairwise(script.shots))


async def test_only_the_brief_s_openings_are_used_where_sections_open() -> None:
    """Cuts inside a section stay plain; a plain cut may be wished for too."""
    analysis = made_analysis()
    opens = [shot.index for shot in analysis.shots if shot.opens_section]
    script = await script_of(analysis, script_pb2.Brief(transitions=[script_pb2.TRANSITION_WHIP]))
    assert [shot.index for shot in script.shots if shot.transition] == opens
    assert {script.shots[index].transition for index in opens} == {script_pb2.TRANSITION_WHIP}
    plain = await script_of(analysis, script_pb2.Brief(transitions=[script_pb2.TRANSITION_UNSPECIFIED]))
    assert not any(shot.transition for shot in plain.shots)


async def test_a_film_that_dissolves_begins_with_something_else() -> None:
    """There is no shot before its first to come out of; the sections after it dissolve in."""
    analysis = made_analysis()
    script = await script_of(analysis, script_pb2.Brief(transitions=[script_pb2.TRANSITION_DISSOLVE]))
    opening = {timed.index for timed in analysis.shots if timed.opens_section} - {0}
    assert script.shots[0].transition != script_pb2.TRANSITION_DISSOLVE
    assert {s.index for s in script.shots if s.transition == script_pb2.TRANSITION_DISSOLVE} == opening


@pytest.mark.parametrize("field", ["camera_moves", "transitions"])
async def test_a_choice_that_there_is_not_names_its_place(field: str) -> None:
    """With what there is."""
    brief = script_pb2.Brief()
    getattr(brief, field).extend([1, 88])
    with pytest.raises(InvalidInput, match="There is no 88") as caught:
        await script_of(made_analysis(), brief)
    assert caught.value.field == f"brief.{field}[1]"


SUNG = [("shake that ass you bitch", 0.5, 4.0), ("I got a gun and a bottle", 9.0, 12.0)]


async def test_sung_words_that_are_not_for_everybody_are_masked_and_never_reach_a_writer() -> None:
    """In what is sung in a shot and in every ask; a frank film keeps them."""
    request = request_for(made_analysis(lyrics=SUNG))
    assignment = read_request(request)
    asks = plan_scenes(assignment, draw_premise(assignment))
    assert "b****" in asks[0].passage.lyrics
    assert "bitch" not in str([ask.passage.lyrics for ask in asks]) + str(assignment.analysis.lyrics)
    request.brief.explicitness = MATURE
    assert "bitch" in str(read_request(request).analysis.lyrics)
    assert "bitch" in str(request.analysis.lyrics)  # the caller's own message is left alone


async def test_what_is_sung_is_not_filmed_for_everybody() -> None:
    """A gun in the lyrics is none in the picture; where the brief speaks of one it is."""
    one = request_for(made_analysis(lyrics=SUNG)).brief
    assert unfilmable("points a gun at the door", one) == ["gun"]
    one.text = "a soldier buries his gun"
    assert unfilmable("buries the gun", one) == []
    assert unfilmable("dances naked", one) == ["naked"]
    one.explicitness = MATURE
    assert unfilmable("dances naked", one) == ["naked"]
    assert unfilmable("a dancer in lingerie", one) == []


class FrankWriter(ScriptedWriter):
    """Its every first answer is not for everybody."""

    def words(self, ask: SceneAsk, number: int) -> SceneWords:
        """Good words but for one."""
        scene = super().words(ask, number)
        return dataclasses.replace(scene, action=f"folds lingerie {WAYS[number]}, {THINGS[number]} by {THINGS[number]}")


async def test_a_writer_s_frank_words_are_left_out_for_everybody() -> None:
    """And stay where the brief is mature."""
    general = await script_of(made_analysis(), writer=FrankWriter(1))
    assert "lingerie" not in str(general)
    mature = await script_of(made_analysis(), script_pb2.Brief(explicitness=MATURE), writer=FrankWriter(1))
    assert "lingerie" in str(mature)


@pytest.mark.parametrize(
    ("description", "explicitness", "hint"),
    [
        ("a woman in lingerie", GENERAL, "MATURE"),
        ("a naked man", GENERAL, "Word it otherwise."),
        ("a naked man", MATURE, "Word it otherwise."),
    ],
)
async def test_a_character_whose_wording_is_too_much_is_refused(
    description: str, explicitness: "script_pb2.Explicitness.ValueType", hint: str
) -> None:
    """It would stand in every prompt."""
    brief = script_pb2.Brief(explicitness=explicitness)
    brief.characters.add(description=description)
    with pytest.raises(InvalidInput, match=hint) as caught:
        await script_of(made_analysis(), brief)
    assert caught.value.field == "brief.characters[0].description"


def test_masks_and_gaps() -> None:
    """Whole words alone; what is harmless stays to the letter."""
    assert masked("Shit, what a night", GENERAL) == "S***, what a night"
    assert masked("Scunthorpe shitake", GENERAL) == "Scunthorpe shitake"
    assert masked("Shit, what a night", MATURE) == "Shit, what a night"
    assert without("a naked fucking man  runs", GENERAL) == "a man runs"
    assert without("a man  runs", GENERAL) == "a man  runs"


@given(st.text(max_size=200))
def test_texts_without_such_words_stay_to_the_letter(text: str) -> None:
    """Whatever they are."""
    left = masked(text, GENERAL)
    assert len(left) == len(text)
    assert masked(left, GENERAL) == left


def test_two_dozen_styles_have_names_and_looks_that_can_be_filmed() -> None:
    """Each a line of its own, without talk of the trade; the name is what a brief says."""
    styles = style_presets()
    assert len(styles) >= 24
    assert len({style.look for style in styles}) == len(styles)
    for style in styles:
        assert style.name == style.name.lower()
        assert 3 <= len(style.look.split(", ")) <= 6
        assert not SHOP.search(style.look)


async def test_every_style_is_taken_by_its_name() -> None:
    """In any case; with its own colours where it has such."""
    for style in style_presets():
        brief = script_pb2.Brief(style=style.name.upper())
        assert (await script_of(made_analysis(), brief)).look.style == style.look
    grey = palette_for(read_request(request_for(made_analysis(), script_pb2.Brief(style="black and white"))))
    assert all(max(parts) - min(parts) < 40 for parts in (bytes.fromhex(colour[1:]) for colour in grey))


@pytest.mark.parametrize(
    ("text", "ban", "seen"),
    [
        ("two guns on a table", "gun", True),
        ("a gun", "guns", True),
        ("a begun story", "gun", False),
        ("wine glasses", "glass", True),
        ("a red coat", "red coats", True),
        ("a coat of red", "red coat", False),
        ("eine Straße in 雪", "雪", True),
    ],
)
def test_what_a_ban_means(text: str, ban: str, seen: bool) -> None:
    """Whole words, in the singular and the plural, of any alphabet."""
    assert shows(text, ban) is seen
