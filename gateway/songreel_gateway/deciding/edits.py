"""What a client may ask of a film that is there: a batch of edits, which makes one further revision."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from songreel_gateway.deciding.orders import CameraMove, Line, Seed, Strict, Text, Transition
from songreel_gateway.deciding.wording import Storable
from songreel_gateway.store.database import LARGEST_NUMBER

Framing = Literal["extreme_wide", "wide", "medium", "close", "insert"]
Mood = Literal["calm", "tender", "melancholic", "dreamy", "happy", "euphoric", "tense", "dark", "aggressive", "epic"]
WORDS = (
    "sentence", "subject", "action", "place", "time_and_light", "details", "framing", "camera", "mood",
    "character_ids", "prompt",
)  # fmt: skip
"""Edits that change what is filmed."""
CHOICES = ("retake", "animatic", "drop", "take")


class ShotEdit(Strict):
    """Of one shot, or with `through` of a range. What is left out stays."""

    index: int = Field(ge=0, le=100_000)
    through: int | None = Field(None, ge=0, le=100_000, description="The last shot of a range, itself included.")
    sentence: Annotated[str, Field(min_length=1, max_length=1000), Storable] | None = Field(
        None, description="What is filmed; subject, place and so on follow from it unless they are given too."
    )
    subject: Line | None = None
    action: Line | None = None
    place: Line | None = None
    time_and_light: Line | None = None
    details: Line | None = None
    framing: Framing | None = None
    camera: CameraMove | None = None
    mood: Mood | None = None
    character_ids: list[Line] | None = Field(None, max_length=12)
    prompt: Text | None = Field(None, description="To the letter what the model is told.")
    transition: Transition | None = Field(
        None, description="How it begins. Only cut anew, but for a dissolve into a shot that was filmed without a head."
    )
    seed: Seed | None = Field(None, description="Of the new take. Other words keep the seed of the take in the film.")
    retake: bool = Field(False, description="Films it again, with the next seed.")
    animatic: bool = Field(False, description="Draws it. It is labelled as drawn.")
    drop: bool = Field(
        False,
        description="Gives its time to the shot before it (the first one's to the shot after): what that one shows is "
        "filmed for these frames too, with another seed. The film's length and cuts stay.",
    )
    take: int | None = Field(None, ge=1, le=10_000, description="Uses this one of its takes.")

    @property
    def words(self) -> dict[str, Any]:
        """The edits that change what is filmed."""
        return {name: getattr(self, name) for name in WORDS if getattr(self, name) is not None}

    @model_validator(mode="after")
    def of_one_mind(self) -> Self:
        """What contradicts itself is refused."""
        chosen = [name for name in CHOICES if getattr(self, name) not in (None, False)]
        if len(chosen) > 1:
            raise ValueError(f"Choose one of {', '.join(f'`{name}`' for name in chosen)}.")
        if chosen in (["take"], ["drop"]) and (self.words or self.seed is not None):
            raise ValueError(f"`{chosen[0]}` goes with no other words and no seed.")
        if self.through is not None and (self.through < self.index or self.take is not None):
            raise ValueError("`through` is the last shot of a range, and a range has no one `take`.")
        if not (chosen or self.words or self.transition or self.seed is not None):
            raise ValueError("Say what to do with the shot: `retake`, a `take`, other words, a `transition`.")
        return self


class EditOrder(Strict):
    """All edits of one revision. What no edit names is not filmed again."""

    shots: list[ShotEdit] = Field(default_factory=list, max_length=1000)
    captions: Literal["none", "sidecar", "karaoke"] | None = Field(None, description="Only cuts anew.")
    based_on: int | None = Field(
        None, ge=1, le=LARGEST_NUMBER, description="The revision that you looked at; 409 when another one came since."
    )

    @model_validator(mode="after")
    def something(self) -> Self:
        """A revision that changes nothing is none."""
        if not self.shots and self.captions is None:
            raise ValueError("Give `shots` or `captions`: what shall be otherwise?")
        return self


class ApprovalOrder(Strict):
    """A client's yes, perhaps with edits of the words."""

    shots: list[ShotEdit] = Field(default_factory=list, max_length=1000, description="With approval `script`.")


class ResolutionOrder(Strict):
    """What becomes of shots that could not be filmed. Those that are not named are asked for again."""

    shots: list[ShotEdit] = Field(min_length=1, max_length=1000)
