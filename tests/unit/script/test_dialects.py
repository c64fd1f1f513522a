"""Each shot in its video model's dialect: whole, positive, with everybody's fixed wording."""

import asyncio
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.bans import shows
from songreel_script.colours import nearest_word
from songreel_script.dialects import mochi, prompt_for, wan
from songreel_script.repertoire import table, word_list
from songreel_script.wording import words

from tests.analyses import made_analysis
from tests.unit.script.test_rules import QUICK, SONGS
from tests.unit.script.writing import parts_for, request_for, script_of

GOLDEN = Path(__file__).parent / "golden"
DIALECTS = (script_pb2.DIALECT_MOCHI, script_pb2.DIALECT_WAN)
JARGON = re.compile(r"\b(?:camera|dolly|tracking shot|handheld|lens|tripod)\b", re.IGNORECASE)


@given(SONGS, st.integers(0, 2**64 - 1), st.sampled_from(DIALECTS))
@QUICK
def test_every_prompt_has_everybody_s_fixed_wording_and_nobody_else_s(
    analysis: audio_pb2.SongAnalysis, seed: int, dialect: "script_pb2.Dialect.ValueType"
) -> None:
    """Verbatim, also where two are in the shot; where it plays and in what light is in it too."""
    script = asyncio.run(parts_for(request_for(analysis, seed=seed, dialect=dialect)))[-1].script
    for shot in script.shots:
        prompt = shot.prompt[:1].lower() + shot.prompt[1:]
        present = {c.id for c in script.characters if c.description in prompt}
        assert present == set(shot.character_ids)
        assert shot.place in prompt
        assert shot.time_and_light.split(", ")[0] in prompt
        assert shot.action in prompt


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_mochi_s_is_one_concise_sentence_without_jargon(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """Some 30 to 45 words; longer only where two wordings alone are longer."""
    script = asyncio.run(parts_for(request_for(analysis, seed=seed, dialect=script_pb2.DIALECT_MOCHI)))[-1].script
    for shot in script.shots:
        assert shot.prompt.count(".") == 1
        assert shot.prompt.endswith(".")
        assert not JARGON.search(shot.prompt.replace("into the camera", ""))  # where a face looks
        assert 24 <= len(shot.prompt.split()) <= mochi.MOST_WORDS + 10 * (len(shot.character_ids) > 1)
    lengths = [len(shot.prompt.split()) for shot in script.shots]
    assert 30 <= sum(lengths) / len(lengths) <= 46


@given(SONGS, st.integers(0, 2**64 - 1))
@QUICK
def test_wan_s_is_fuller_with_camera_light_and_look(analysis: audio_pb2.SongAnalysis, seed: int) -> None:
    """80 to 120 words; who does what comes first, the camera before the light, the look after it."""
    script = asyncio.run(parts_for(request_for(analysis, seed=seed, dialect=script_pb2.DIALECT_WAN)))[-1].script
    for shot in script.shots:
        assert wan.LEAST_WORDS - 5 <= len(shot.prompt.split()) <= wan.MOST_WORDS
        order = [
            shot.action,
            wan.MOVES[shot.camera],
            shot.time_and_light.split(", ")[0],
            script.look.style.split(",")[0],
        ]
        places = [shot.prompt.lower().rindex(part.lower()) for part in order[:2]]
        places += [shot.prompt.lower().rindex(order[2].lower()), shot.prompt.lower().rindex(order[3].lower())]
        assert places[0] < places[1] < places[3]


@given(SONGS, st.integers(0, 2**64 - 1), st.sampled_from(DIALECTS))
@QUICK
def test_no_prompt_says_what_is_not_there(
    analysis: audio_pb2.SongAnalysis, seed: int, dialect: "script_pb2.Dialect.ValueType"
) -> None:
    """Video models show what a negation names."""
    script = asyncio.run(parts_for(request_for(analysis, seed=seed, dialect=dialect)))[-1].script
    for shot in script.shots:
        assert not set(words(shot.prompt)) & word_list("negations")


@pytest.mark.parametrize(
    "ban", ["candle", "guitar", "rain", "car", "window", "lamps", "neon", "red coat", "hair", "sea"]
)
async def test_what_is_ruled_out_is_in_no_sentence_and_no_prompt(ban: str) -> None:
    """In the singular or the plural, wherever the tables would have it."""
    for seed in range(12):
        for dialect in DIALECTS:
            brief = script_pb2.Brief(do_not_show=[ban])
            request = request_for(made_analysis(), brief, seed, dialect)
            script = (await parts_for(request))[-1].script
            for shot in script.shots:
                assert not shows(shot.sentence, ban), shot.sentence
                assert not shows(shot.prompt, ban), shot.prompt


async def test_without_a_dialect_there_is_no_prompt() -> None:
    """The sentence is what a video model is given."""
    script = await script_of(made_analysis())
    assert not any(shot.prompt for shot in script.shots)


def test_a_drawn_style_is_not_called_photorealistic() -> None:
    """And a photographed one is."""
    assert mochi.realism(("hand-painted watercolour",)) == "hand-painted watercolour"
    assert mochi.realism(("35 mm film", "soft grain")) == "photorealistic 35 mm film"
    drawn = {"animation", "anime", "comic book", "watercolour", "oil painting", "stop motion", "paper cut-out"}
    for name, look in table("styles")["presets"].items():
        assert mochi.realism(tuple(look.split(", "))).startswith("photorealistic") is (name not in drawn), name


@pytest.mark.parametrize(
    ("colour", "word"), [("#0d0b1f", "black"), ("#e08a3c", "amber"), ("#2f7f86", "teal"), ("#fff0cf", "ivory")]
)
def test_a_palette_is_told_in_words(colour: str, word: str) -> None:
    """The nearest that has a name."""
    assert nearest_word(colour) == word


async def test_the_prompts_are_as_reviewed(golden: bool) -> None:
    """One film in both dialects; `make golden` rewrites the file."""
    brief = script_pb2.Brief(text="two sisters cross the desert to find their father", style="western")
    script = await script_of(made_analysis(shot_seconds=6.0), brief, seed=3)
    told = "\n\n".join(
        f"{shot.index}  {shot.sentence}\nmochi  {prompt_for(shot, script, DIALECTS[0])}\n"
        f"wan  {prompt_for(shot, script, DIALECTS[1])}"
        for shot in script.shots
    )
    path = GOLDEN / "dialects.txt"
    if golden:
        path.write_text(told + "\n", "utf-8")
    assert told + "\n" == path.read_text("utf-8")
