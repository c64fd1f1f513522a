"""What a model is told: the look and everybody's fixed wording are in every prompt, whoever wrote it."""

import pytest
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_script.dialects import prompt_for
from songreel_video.backends.diffusion.wording import negative, positive

ADA = script_pb2.Character(id="ada", description="a young woman in a red coat")
BOB = script_pb2.Character(id="bob", description="an old man in a grey hat")
LOOK = script_pb2.Look(style="warm 35 mm film, soft grain", do_not_show=["knives", "text"])


def told(**shot: str) -> str:
    request = video_pb2.FilmShotRequest(shot=script_pb2.Shot(**shot), characters=[ADA, BOB], look=LOOK)  # type: ignore[arg-type]  # texts alone
    return positive(request)


def test_a_prompt_is_given_as_it_is() -> None:
    """The script service told it with everything in it, or a person changed it by hand."""
    assert told(prompt="Two people dance.", sentence="A dance.") == "Two people dance."


def test_a_sentence_without_a_prompt_gets_what_it_lacks() -> None:
    """Wording that it has already is not said twice."""
    assert told(sentence="A young woman in a red coat waits.") == (
        "A young woman in a red coat waits. an old man in a grey hat. warm 35 mm film, soft grain."
    )


def test_what_must_not_be_seen_is_in_the_negative_prompt() -> None:
    """Behind the makers' words."""
    request = video_pb2.FilmShotRequest(look=LOOK)
    assert negative(request, "blurred") == "blurred, knives, text"
    assert negative(request, "") == "knives, text"


@pytest.mark.parametrize("dialect", script_pb2.Dialect.values())
@pytest.mark.parametrize("cast", [[ADA], [ADA, BOB]], ids=["one", "two"])
def test_whatever_the_dialect_everybody_and_the_look_reach_the_model(
    dialect: "script_pb2.Dialect.ValueType", cast: list[script_pb2.Character]
) -> None:
    """From the script's words to the text that the model is given, for mochi, the Wans and an engine alike."""
    script = script_pb2.Script(look=LOOK, characters=cast)
    shot = script_pb2.Shot(
        sentence="A young woman in a red coat waits.",
        subject="a young woman in a red coat",
        action="waits",
        place="an empty bus stop",
        character_ids=[each.id for each in cast],
    )
    shot.prompt = prompt_for(shot, script, dialect)
    seen = positive(video_pb2.FilmShotRequest(shot=shot, characters=cast, look=LOOK)).casefold()
    assert all(each.description in seen for each in cast)
    assert all(clause in seen for clause in ("warm 35 mm film", "soft grain"))
    assert "waits" in seen
