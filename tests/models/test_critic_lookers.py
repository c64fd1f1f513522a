"""The critic's networks with their real weights: writing is read where there is some, drawings are not explicit."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotConfigured
from songreel_critic.lookers import choose_lookers, not_measured
from songreel_critic.lookers.network import Network
from songreel_critic.lookers.opennsfw import ExplicitnessLooker
from songreel_critic.lookers.ppocr import WritingLooker
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

from tests.clips import texture

WORDS = "GOLDEN HARBOUR NIGHTS"
SIZE = (854, 480)


@pytest.fixture(scope="module")
def settings() -> Iterator[CriticSettings]:
    yield CriticSettings(critic_explicitness="opennsfw", critic_writing="ppocr")


@pytest.fixture(scope="module")
def reader(settings: CriticSettings) -> WritingLooker:
    looker = WritingLooker(settings)
    looker.warm_up()
    return looker


def still(frame: int, words: str = "", letters_pixels: int = 34) -> Still:
    """A drawing, with words across its lower part as a caption has them."""
    picture = Image.fromarray(texture(1, frame, *SIZE)[0])
    if words:
        font = ImageFont.load_default(size=letters_pixels)
        ImageDraw.Draw(picture).text((90, 400), words, fill="white", font=font, stroke_width=2, stroke_fill="black")
    return Still(frame, np.asarray(picture))


def look(reader: WritingLooker, request: critic_pb2.CheckTakeRequest, *stills: Still) -> critic_pb2.Finding:
    (finding,) = reader.look(request, stills)
    return finding


@pytest.mark.parametrize("letters_pixels", [20, 34, 60])
def test_a_caption_is_read_and_warned_of(reader: WritingLooker, letters_pixels: int) -> None:
    """In small and large letters, where it stands, word by word."""
    stills = [still(0), still(1, WORDS, letters_pixels), still(2, WORDS, letters_pixels), still(3)]
    finding = look(reader, critic_pb2.CheckTakeRequest(), *stills)
    assert finding.severity == critic_pb2.SEVERITY_WARNING
    assert finding.value == pytest.approx(0.5)
    assert finding.frame in (1, 2)
    assert any(word in finding.sentence.upper() for word in WORDS.split())


def test_drawings_without_letters_are_not_read(reader: WritingLooker) -> None:
    """Nothing in forty of them."""
    assert look(reader, critic_pb2.CheckTakeRequest(), *map(still, range(40))).value == 0


def test_words_that_the_shot_asks_for_and_the_animatic_s_label_may_be_there(reader: WritingLooker) -> None:
    """A neon sign that the script writes; the label that a drawing must have, and only a drawing."""
    asked = critic_pb2.CheckTakeRequest(shot=script_pb2.Shot(details="a neon sign says Golden Harbour Nights"))
    assert look(reader, asked, still(1, WORDS)).value == 0
    drawn = critic_pb2.CheckTakeRequest(clip=video_pb2.Clip(provenance=video_pb2.Provenance(animatic=True)))
    assert look(reader, drawn, still(1, "ANIMATIC")).value == 0
    assert look(reader, critic_pb2.CheckTakeRequest(), still(1, "ANIMATIC")).value == 1


def test_explicitness_is_the_worst_still_s_and_low_for_drawings(settings: CriticSettings) -> None:
    """With its frame, as a probability."""
    looker = ExplicitnessLooker(settings)
    looker.warm_up()
    stills = [still(number) for number in range(6)]
    (finding,) = looker.look(critic_pb2.CheckTakeRequest(), stills)
    scores = [looker.score(each) for each in stills]
    assert finding.severity == critic_pb2.SEVERITY_PASSED
    assert finding.value == pytest.approx(max(scores))
    assert finding.frame == int(np.argmax(scores))
    assert 0 < finding.value < 0.3


def test_settings_choose_who_looks_and_the_film_says_what_nobody_looked_for(settings: CriticSettings) -> None:
    """By the setting's value; the rest is not measured, and said so."""
    lookers = choose_lookers(settings)
    assert [type(looker) for looker in lookers] == [ExplicitnessLooker, WritingLooker]
    assert {finding.measure for finding in not_measured(lookers)} == {"prompt_following", "identity"}
    assert all(finding.severity == critic_pb2.SEVERITY_INFORMATION for finding in not_measured(lookers))


def test_weights_that_are_refused_are_told_by_name(tmp_path: Path) -> None:
    """A model that is not for commercial use cannot be had."""
    with pytest.raises(NotConfigured, match="dlib-landmarks-68"):
        Network("dlib-landmarks-68", "landmarks", tmp_path).run(np.zeros((1, 1), np.float32))
