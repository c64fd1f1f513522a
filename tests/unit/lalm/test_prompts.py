"""What the models are asked, as files that people read; and that a request's words stay data in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel_lalm.answers import narrative_answer
from songreel_lalm.asking import ask_one_by_one
from songreel_lalm.listeners import Attempt
from songreel_lalm.material import material, part_name
from songreel_lalm.questions import filled
from songreel_lalm.samples import Samples
from songreel_lalm.windows import plan_windows

from tests.analyses import Part, made_analysis

GOLDEN = Path(__file__).parent / "golden"
PARTS = (
    Part(audio_pb2.SECTION_KIND_INTRO, "A", 12, 0.2),
    Part(audio_pb2.SECTION_KIND_VERSE, "B", 25, 0.5),
    Part(audio_pb2.SECTION_KIND_CHORUS, "C", 24, 0.9),
)


def asked(**fields: Any) -> lalm_pb2.TellNarrativeRequest:
    """Of a song of 61 seconds with a line that is sung."""
    analysis = made_analysis(PARTS, lyrics=[("the tide comes in", 14.0, 18.0)])
    analysis.duration_seconds = 61.0
    return lalm_pb2.TellNarrativeRequest(analysis=analysis, seed=1, **fields)


def told_from(request: lalm_pb2.TellNarrativeRequest) -> str:
    """The material of windows of 30 seconds."""
    windows = plan_windows(request.analysis, 30.0)
    return material(request, windows, [f"A guitar, part {number + 1}." for number in range(len(windows))])


class Recorder:
    """A listener that notes what it is asked, and says it is a pier."""

    speaks_json = False

    def __init__(self) -> None:
        self.questions: list[str] = []

    async def hear(self, samples: Samples, question: str, attempt: Attempt) -> str:
        raise AssertionError("the telling hears nothing")

    async def say(self, question: str, attempt: Attempt, schema: dict[str, Any] | None = None) -> str:
        self.questions.append(question)
        return "a long wooden pier, a lamp, a red coat"


def compare(name: str, text: str, golden: bool) -> None:
    path = GOLDEN / name
    if golden:
        path.write_text(text + "\n", "utf-8")
    assert path.read_text("utf-8") == text + "\n"


def test_a_window_is_asked_for_what_is_in_it(golden: bool) -> None:
    """Which part of the song it is, and no time."""
    request = asked()
    windows = plan_windows(request.analysis, 30.0)
    questions = [
        filled("hear", number=number + 1, count=len(windows), part=part_name(window, request.analysis))
        for number, window in enumerate(windows)
    ]
    compare("hear.txt", "\n\n---\n\n".join(questions), golden)


def test_the_whole_is_asked_for_once_from_what_was_heard(golden: bool) -> None:
    """With the brief as data, scenes, and another language."""
    request = asked(brief_text="A lighthouse keeper's last night.", story_cues=["he finds a letter"])
    scenes = "\n" + filled("scenes", sections=3)
    prompt = filled(
        "tell", material=told_from(request), sections=3, scenes=scenes, language="\nAnswer in the language fr."
    )
    compare("tell.txt", prompt, golden)


async def test_a_model_that_keeps_no_form_is_asked_question_by_question(golden: bool) -> None:
    """A sentence a section and a scene a section come out, whatever it says."""
    request, recorder = asked(language="fr"), Recorder()
    kind = narrative_answer(3, scenes=True)
    answer: Any = await ask_one_by_one(recorder, request, told_from(request), kind, Attempt(1))  # type: ignore[arg-type]  # it only says
    assert (len(answer.arc), len(answer.scenes)) == (3, 3)
    opening = recorder.questions[0].rpartition("\n\n")[0]
    assert all(question.startswith(opening) for question in recorder.questions)
    tails = [question.removeprefix(opening).strip() for question in recorder.questions]
    compare("one_by_one.txt", "\n".join([opening, "", *tails]), golden)


@given(st.text(max_size=200))
def test_no_words_of_a_client_leave_their_place_in_the_material(words: str) -> None:
    """Whatever is written, the material is one JSON document of the same shape, without a chat template's marks."""
    request = asked(brief_text="x" + words, story_cues=["y" + words])
    request.analysis.lyrics.lines[0].text = "z" + words
    text = told_from(request)
    document = json.loads(text)
    assert list(document) == ["heard", "sections", "music", "client wishes"]
    assert list(document["client wishes"]) == ["about", "story"]
    assert not any(mark in text for mark in "<>\x00\x1b\x7f")


@pytest.mark.parametrize("seed", [0, 2**64 - 1])
def test_every_attempt_is_another_request(seed: int) -> None:
    """Another seed, warmer, more room; each a number that servers take."""
    attempts = [Attempt(seed, number) for number in range(4)]
    assert len({attempt.drawn for attempt in attempts}) == 4
    assert all(0 <= attempt.drawn < 2**31 for attempt in attempts)
    assert [attempt.room(100) for attempt in attempts] == [100, 150, 200, 250]
    assert sorted(attempt.temperature for attempt in attempts) == [attempt.temperature for attempt in attempts]
