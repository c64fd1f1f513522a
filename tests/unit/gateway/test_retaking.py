"""A rejected take: what the next one is told, and which is used when none was accepted."""

from typing import Any

from songreel.script.v1 import script_pb2
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.takes import Take
from songreel_gateway.takes.retaking import best_of, insist, next_take, reasons

SHOT = script_pb2.Shot(
    index=4, sentence="A sailor mends a net on a pier.", subject="an old sailor", action="mends a net",
    place="a wooden pier", prompt="Cinematic. An old sailor mends a net on a pier.",
)  # fmt: skip
CHARACTERS = [script_pb2.Character(id="ada", description="an old sailor in a yellow raincoat")]


def finding(measure: str, severity: str = "SEVERITY_DEFECT") -> dict[str, Any]:
    return {"measure": measure, "severity": severity, "sentence": f"{measure} failed."}


def take(*severities: str) -> dict[str, Any]:
    return {"findings": [finding("any", f"SEVERITY_{severity}") for severity in severities]}


def test_what_was_missed_stands_first_and_everything_else_stays() -> None:
    """In the script's own words, before the whole prompt."""
    told = insist(SHOT, CHARACTERS, [finding("shows_place"), finding("shows_subject")])
    assert told.prompt == f"An old sailor. A wooden pier. {SHOT.prompt}"
    told.prompt = SHOT.prompt
    assert told == SHOT


def test_a_missed_action_and_character_are_told_whole() -> None:
    """The action with who does it; characters by their fixed wording."""
    told = insist(SHOT, CHARACTERS, [finding("shows_action"), finding("shows_character")])
    assert told.prompt.startswith("An old sailor in a yellow raincoat. An old sailor mends a net. Cinematic.")


def test_a_shot_without_a_prompt_is_told_by_its_sentence() -> None:
    """Where the dialect is the sentence as it is."""
    shot = script_pb2.Shot(sentence="A pier.", place="a pier")
    assert insist(shot, [], [finding("shows_place")]).prompt == "A pier. A pier."


def test_damage_warnings_and_what_should_not_be_there_change_no_word() -> None:
    """They are mended by another seed; naming what is unwanted would call for it."""
    kept = [finding("stray_frames"), finding("shows_no_captions"), finding("shows_place", "SEVERITY_WARNING")]
    assert insist(SHOT, CHARACTERS, kept) == SHOT


def test_the_take_with_the_fewest_defects_is_used() -> None:
    """Then that with the fewest warnings, of equals the last."""
    assert best_of([take("DEFECT", "DEFECT"), take("DEFECT", "WARNING"), take("DEFECT", "WARNING", "WARNING")]) == 1
    assert best_of([take("DEFECT"), take("DEFECT", "PASSED")]) == 1


def test_reasons_are_the_defects_sentences() -> None:
    """Nothing else's."""
    assert reasons([finding("a"), finding("b", "SEVERITY_WARNING")]) == ["a failed."]


def shot_of(state: str, take: int, first_take: int = 1) -> Shot:
    return Shot("v", 4, state, take, 0, 48, "A pier.", None, 1, None, None, None, first_take=first_take)


def take_of(number: int, state: str, index: int = 4) -> Take:
    return Take("v", index, number, 1, state, 0.0, "", "", 0, False, None, {}, None, None)


def test_a_rejected_take_is_followed_by_the_next() -> None:
    """Of those that were filmed for the last wish."""
    assert next_take(shot_of("queued", 1), []) == 1
    assert next_take(shot_of("queued", 1), [take_of(1, "rejected"), take_of(1, "rejected", index=5)]) == 2
    assert next_take(shot_of("queued", 3, first_take=3), [take_of(1, "rejected"), take_of(2, "accepted")]) == 3
    assert next_take(shot_of("queued", 3, first_take=3), [take_of(3, "rejected"), take_of(4, "filming")]) == 4


def test_a_take_whose_shot_does_not_know_the_verdict_yet_is_not_filmed_again() -> None:
    """A gateway that was killed between the two: the verdict is asked for once more."""
    for verdict in ("checking", "accepted", "rejected"):
        assert next_take(shot_of("checking", 1), [take_of(1, verdict)]) == 1
    assert next_take(shot_of("filming", 1), [take_of(1, "accepted")]) == 1
    assert next_take(shot_of("checking", 2), [take_of(1, "rejected"), take_of(2, "rejected")]) == 2
