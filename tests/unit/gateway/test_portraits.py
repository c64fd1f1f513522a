"""How pictures are asked for: everybody's fixed wording and the look are in them, and a retry asks for the same one."""

from songreel.script.v1 import script_pb2
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.deciding.orders import VideoOrder
from songreel_gateway.takes.portraits import keyframe, portrait

PLAN = FilmPlan(16, 1, 832, 480, [], False, 2)
ADA = script_pb2.Character(
    id="ada", name="Ada", description="a woman in a red coat.", build="tall", hair="short black hair",
    wardrobe="a red coat",
)  # fmt: skip
TREATMENT = script_pb2.Script(
    characters=[ADA], look=script_pb2.Look(style="warm 35 mm film, soft grain", do_not_show=["knives"])
)
ORDER = VideoOrder.model_validate({"song_id": "s", "seed": 40, "preset": "final"}).document()


def test_a_portrait_has_the_wording_the_stable_features_and_the_look() -> None:
    """Each once, the name never; upright, whatever the film's aspect; what must not be seen goes with it."""
    asked = portrait(ORDER, PLAN, TREATMENT, ADA)
    assert asked.prompt == (
        "A picture of a woman in a red coat, alone and whole, seen from the front, standing still before a plain light "
        "grey background, soft even light. tall, short black hair. warm 35 mm film, soft grain."
    )
    assert (asked.size.width_pixels, asked.size.height_pixels, asked.seed) == (480, 832, 40)
    assert list(asked.look.do_not_show) == ["knives"]


def test_a_keyframe_is_asked_for_by_the_shots_own_words() -> None:
    """The prompt, or the sentence where there is none; another one for another take."""
    shot = script_pb2.Shot(index=2, sentence="She waits.", prompt="A woman in a red coat waits at a bus stop.")
    first, second = (keyframe(ORDER, PLAN, (TREATMENT, shot), seed) for seed in (40, 41))
    assert first.prompt == shot.prompt
    assert (first.size.width_pixels, first.size.height_pixels) == (832, 480)
    assert (first.seed, second.seed) == (40, 41)
    assert keyframe(ORDER, PLAN, (TREATMENT, script_pb2.Shot(sentence="She waits.")), 40).prompt == "She waits."


def test_the_same_is_asked_for_by_the_same_bytes() -> None:
    """Shot by shot and after a crash, so that the picture is found."""
    asked = {portrait(ORDER, PLAN, TREATMENT, ADA).SerializeToString(deterministic=True) for _ in range(3)}
    assert len(asked) == 1
