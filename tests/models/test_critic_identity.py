"""Faces and scenes with their real weights, through the critic's own service: photographs as shots of a film."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_critic.lookers import choose_lookers, not_measured
from songreel_critic.lookers.dlib_faces import FaceLooker
from songreel_critic.lookers.sscd import SceneLooker
from songreel_critic.servicer import build
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still
from songreel_critic.thresholds import SAME_SCENE

from tests.clips import Frames, encode, texture
from tests.portraits import picture, portrait_files
from tests.processes import served

Stub: TypeAlias = "critic_pb2_grpc.CriticServiceAsyncStub"
Shot: TypeAlias = tuple[str, tuple[str, ...]]
"""(what it shows, the characters whom the script has in it)"""

CACHE = Path("~/.cache/songreel").expanduser()
WIDTH, HEIGHT, FRAMES = 640, 360, 8
PERSONS = {"man": "man 1", "another photograph of the man": "man 0", "woman": "woman 0", "girl": "f15 0"}


@pytest.fixture(scope="module")
def settings() -> CriticSettings:
    return CriticSettings(critic_faces="dlib", critic_scenes="sscd", cache_folder=CACHE)


@dataclass(frozen=True)
class Screen:
    """A critic before whom films are shown."""

    critic: Stub
    store: ArtifactStore
    folder: Path


@pytest.fixture
async def screen(tmp_path: Path, settings: CriticSettings) -> AsyncIterator[Screen]:
    artifacts_url = f"file://{tmp_path}/artifacts"
    service = build(settings.model_copy(update={"artifacts_url": artifacts_url}))
    await service.warm_up()
    async with served(service.register) as channel:
        stub = critic_pb2_grpc.CriticServiceStub(channel)
        yield Screen(stub, ArtifactStore(artifacts_url, tmp_path / "cache"), tmp_path)
    await service.close()


def on_grey(pixels: Frames, left: int = 0) -> Frames:
    """(HEIGHT, WIDTH, 3), the picture as high as the frame, `left` of the middle."""
    width = min(WIDTH, pixels.shape[1] * HEIGHT // pixels.shape[0] // 2 * 2)
    small = Still(0, pixels).resized(width, HEIGHT)
    frame = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    start = max(0, (WIDTH - width) // 2 - left)
    frame[:, start : start + width] = small[:, : WIDTH - start]
    return frame


def shown(what: str) -> Frames:
    """(FRAMES, HEIGHT, WIDTH, 3) of one person, of two beside one another, or of nobody."""
    if what == "nobody":
        return texture(FRAMES, 5, WIDTH, HEIGHT)
    if what == "man and woman":
        halves = [on_grey(picture("recorded-people", PERSONS[who]))[:, 160:480] for who in ("man", "woman")]
        return np.stack([np.concatenate(halves, 1)] * FRAMES)
    return np.stack([on_grey(picture("recorded-people", PERSONS[what]))] * FRAMES)


async def check(
    screen: Screen, shots: Sequence[Shot], given: str = "", *, drawn: bool = False
) -> dict[str, critic_pb2.Finding]:
    """Findings of a film of these shots: `identity` by character, the others by measure."""
    path = screen.folder / "film.mp4"
    encode(path, np.concatenate([shown(what) for what, _ in shots]), Fraction(24))
    film = await screen.store.add_file(path, "films", "mp4")
    timed = [
        audio_pb2.TimedShot(index=number, start_frame=number * FRAMES, end_frame=number * FRAMES + FRAMES)
        for number in range(len(shots))
    ]
    pictures = []
    if given:
        file = await screen.store.add_file(portrait_files("recorded-people")[given], "images", "jpg")
        pictures = ["artifact:images/gone.png", file.uri]
    answer = await screen.critic.CheckFilm(
        critic_pb2.CheckFilmRequest(
            film_uri=film.uri,
            analysis=audio_pb2.SongAnalysis(
                rate=audio_pb2.FrameRate(numerator=24, denominator=1), frames=FRAMES * len(shots), shots=timed
            ),
            script=script_pb2.Script(
                characters=[
                    script_pb2.Character(id="ada", name="Ada", image_uris=pictures),
                    script_pb2.Character(id="ben", name="Ben"),
                ],
                shots=[script_pb2.Shot(index=n, character_ids=ids) for n, (_, ids) in enumerate(shots)],
            ),
            clips=[
                video_pb2.Clip(shot_index=n, provenance=video_pb2.Provenance(animatic=drawn)) for n in range(len(shots))
            ],
        )
    )
    return {each.character_id or each.measure: each for each in answer.findings}


async def test_one_person_in_all_shots_passes_and_nobody_is_left_unmeasured(screen: Screen) -> None:
    """A recording and a photograph of the same man; one shot without a face is told of."""
    shots = [("man", ("ada",)), ("another photograph of the man", ("ada",)), ("nobody", ("ada",)), ("woman", ())]
    found = await check(screen, shots)
    assert found["ada"].measure == "identity"
    assert found["ada"].severity == critic_pb2.SEVERITY_PASSED
    assert 0 < found["ada"].value < found["ada"].threshold
    assert "In 1 shot no face was found" in found["ada"].sentence
    assert found["ada"].picture_uri
    assert "identity" not in found


async def test_somebody_else_is_found_with_the_frame_and_a_picture(screen: Screen) -> None:
    """In the shot where they are."""
    shots = [("man", ("ada",)), ("woman", ("ada",)), ("another photograph of the man", ("ada",))]
    found = await check(screen, shots)
    assert found["ada"].severity == critic_pb2.SEVERITY_WARNING
    assert found["ada"].shot_index == 1
    assert FRAMES <= found["ada"].frame < 2 * FRAMES
    assert found["ada"].picture_uri
    with av.open(str(await screen.store.local_path(found["ada"].picture_uri))) as file:
        assert file.streams.video[0].width == 480


async def test_a_given_picture_tells_who_it_should_be(screen: Screen) -> None:
    """One shot is enough then; a picture that is gone does not keep the film from being looked at."""
    right = await check(screen, [("man", ("ada",)), ("nobody", ())], "man 0")
    wrong = await check(screen, [("woman", ("ada",)), ("nobody", ())], "man 0")
    assert right["ada"].severity == critic_pb2.SEVERITY_PASSED
    assert wrong["ada"].severity == critic_pb2.SEVERITY_WARNING
    assert "given picture" in wrong["ada"].sentence


async def test_two_people_in_one_shot_are_each_known_and_nobody_is_accused(screen: Screen) -> None:
    """By best match with shots of their own; a stranger beside the man is not held against him."""
    shots = [("man", ("ada",)), ("woman", ("ben",)), ("man and woman", ("ada", "ben"))]
    found = await check(screen, shots)
    assert {found["ada"].severity, found["ben"].severity} == {critic_pb2.SEVERITY_PASSED}
    assert "match best" in found["ada"].sentence
    stranger = await check(screen, [("girl", ("ada",)), ("girl", ("ada",)), ("man and woman", ("ada",))])
    assert stranger["ada"].severity == critic_pb2.SEVERITY_PASSED


async def test_drawn_shots_are_told_about_and_never_judged(screen: Screen) -> None:
    """Even where the faces are two people's."""
    found = await check(screen, [("man", ("ada",)), ("woman", ("ada",))], drawn=True)
    assert found["ada"].severity == critic_pb2.SEVERITY_INFORMATION
    assert "drawn" in found["ada"].sentence


async def test_a_scene_that_comes_again_is_told(screen: Screen) -> None:
    """Both by its number."""
    found = await check(screen, [("man", ()), ("woman", ()), ("man", ()), ("girl", ())])
    assert found["repeated_scenes"].value == 1
    assert (found["repeated_scenes"].shot_index, found["repeated_scenes"].frame) == (2, 2 * FRAMES)
    assert found["neighbouring_scenes"].value < SAME_SCENE


def test_a_take_tells_how_many_people_are_in_it(settings: CriticSettings) -> None:
    """The most in one still; nobody in a pattern."""
    looker = FaceLooker(settings)
    request = critic_pb2.CheckTakeRequest(shot=script_pb2.Shot(character_ids=["ada", "ben"]))
    group = Still(7, picture("recorded-people", "group 0"))
    (many,) = looker.look(request, [Still(3, texture(1, 1, WIDTH, HEIGHT)[0]), group])
    (none,) = looker.look(request, [Still(3, texture(1, 1, WIDTH, HEIGHT)[0])])
    assert many.value >= 3
    assert many.frame == 7
    assert "2 characters" in many.sentence
    assert none.value == 0
    assert looker.look(request, []) == []


def test_settings_choose_them_and_what_they_measure_is_not_called_unmeasured(settings: CriticSettings) -> None:
    """By the settings' values."""
    lookers = choose_lookers(settings)
    assert [type(looker) for looker in lookers] == [SceneLooker, FaceLooker]
    assert "identity" not in {finding.measure for finding in not_measured(lookers)}
