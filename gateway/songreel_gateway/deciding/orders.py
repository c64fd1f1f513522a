"""What a client may ask for: strict bodies, unknown fields refused."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from songreel_gateway.deciding.wording import Storable

Text = Annotated[str, Field(max_length=4000), Storable]
Line = Annotated[str, Field(max_length=400), Storable]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
ImageId = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Language = Annotated[str, Field(pattern=r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$", description="BCP 47.")]


CameraMove = Literal[
    "static", "push_in", "pull_out", "pan_left", "pan_right", "track", "crane_up", "crane_down", "handheld"
]
Transition = Literal["cut", "fade_from_black", "flash", "whip", "dip", "dissolve"]


class Strict(BaseModel):
    """Refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CharacterOrder(Strict):
    """Somebody who shall be in the film."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64, description="Lower-case words and hyphens.")
    name: Line = ""
    description: Line = Field(description="The fixed wording of every shot: `a young woman in a red coat`.")
    build: Line = ""
    hair: Line = ""
    wardrobe: Line = ""
    colours: list[Colour] = Field(default_factory=list, max_length=8)
    image_ids: list[ImageId] = Field(
        default_factory=list,
        max_length=4,
        exclude_if=lambda ids: not ids,  # an order without pictures is the order that it was before there were any
        description="Pictures of them from `POST /v1/images`, the best first. Followed where a video pod can.",
    )


class BriefOrder(Strict):
    """What the film should be about. Everything may be left out."""

    text: Text = Field("", description="In your own words.")
    story_cues: list[Line] = Field(default_factory=list, max_length=50)
    characters: list[CharacterOrder] = Field(default_factory=list, max_length=12)
    style: Line = Field("", description="`watercolour`, `neon noir`, or a description.")
    palette: list[Colour] = Field(default_factory=list, max_length=8)
    do_not_show: list[Line] = Field(default_factory=list, max_length=50)
    constraints: list[Line] = Field(default_factory=list, max_length=50)
    language: Language = Field("", description="BCP 47, of logline and treatment; shots are always in English.")
    explicitness: Literal["general", "mature"] = Field(
        "general", description="`general` is for everybody, whatever the lyrics say; `mature` is as frank as they are."
    )
    camera_moves: list[CameraMove] = Field(
        default_factory=list, max_length=9, description="To choose among; empty for what the music suggests."
    )
    transitions: list[Transition] = Field(
        default_factory=list, max_length=6, description="How sections may begin; empty for what the music suggests."
    )
    title: Line = ""
    artist: Line = ""


class LyricsOrder(Strict):
    """The singer's words."""

    text: Annotated[str, Storable] = Field(min_length=1, max_length=50_000, description="Plain text, LRC or SRT.")
    language: Language = ""


Segmentation = Annotated[
    Literal["planned", "random", "fixed", "beat", "structure", "novelty"],
    Field(description="How the song is cut into shots."),
]
Seed = Annotated[int, Field(ge=0, lt=2**53)]


class HearingOrder(Strict):
    """A song to be heard by itself."""

    song_id: str = Field(max_length=64, description="From `POST /v1/songs`.")
    segmentation: Segmentation = "planned"
    rate: str = Field(
        "24", pattern=r"^[1-9][0-9]{0,6}(/[1-9][0-9]{0,4})?$", description="Frames a second: `24`, `30000/1001`."
    )
    seed: Seed = Field(0, description="Decides the cuts of segmentation `random`.")
    lyrics: LyricsOrder | None = None
    anew: bool = Field(False, description="Listens again to what was heard before, as after an update.")

    def document(self) -> dict[str, Any]:
        """As JSON with every default in place: what decides the analysis."""
        return self.model_dump(mode="json", exclude={"anew"})


class WritingOrder(Strict):
    """What decides a script."""

    song_id: str = Field(max_length=64, description="From `POST /v1/songs`.")
    brief: BriefOrder = Field(default_factory=BriefOrder)
    pipeline: Literal["clap", "lalm"] = Field(
        "clap", description="`clap` writes from labels, `lalm` from what an audio-language model hears."
    )
    preset: Literal["preview", "draft", "final"] = Field("preview", description="Quality: size, model, steps.")
    segmentation: Segmentation = "planned"
    aspect: Literal["16:9", "9:16", "1:1"] = "16:9"
    seed: Seed = Field(0, description="The same order with the same seed is the same film.")
    lyrics: LyricsOrder | None = None


class ScriptOrder(WritingOrder):
    """A script to be written by itself; a video of the same order would have it too."""

    anew: bool = Field(False, description="Writes again what was written before, as after an update.")

    def document(self) -> dict[str, Any]:
        """As JSON with every default in place: what decides the script."""
        return self.model_dump(mode="json", exclude={"anew"})


class BudgetOrder(Strict):
    """A cap on all that filming spends, retakes and later revisions included: money, or GPU-seconds."""

    amount: float | None = Field(None, gt=0, lt=1e12, description="In the currency of the gateway's price list.")
    gpu_seconds: float | None = Field(None, gt=0, lt=1e12)

    @model_validator(mode="after")
    def in_one_unit(self) -> Self:
        """Both would leave open which one holds."""
        if (self.amount is None) == (self.gpu_seconds is None):
            raise ValueError("Give `amount` or `gpu_seconds`, one of the two.")
        return self


class VideoOrder(WritingOrder):
    """A video to be made."""

    captions: Literal["none", "sidecar", "karaoke"] = "none"
    approval: Literal["none", "script", "keyframes"] = Field(
        "none",
        exclude_if=lambda approval: approval == "none",
        description="`script`: the script waits for your approval, and perhaps your edits, before any shot is filmed. "
        "`keyframes`: the pictures do that are made of characters, and of shots' first frames.",
    )
    budget: BudgetOrder | None = Field(
        None,
        exclude_if=lambda budget: budget is None,
        description="What filming may cost at most. No shot is begun that might overrun it: the video asks first.",
    )
    priority: int = Field(
        0,
        ge=0,
        le=9,
        exclude_if=lambda priority: priority == 0,
        description="Higher ones of your own videos are made first; other tenants have their turns all the same.",
    )
    handles: bool = Field(False, description="Films half a second more before every shot, for editors of the project.")
    label_animatic: bool = Field(False, description="Writes ANIMATIC into the picture, where it is one.")
    script: dict[str, Any] | None = Field(
        None,
        description="Films this instead of writing one: the JSON form of songreel.script.v1.Script, as `/v1/scripts` "
        "gives it. One shot for each shot of the plan; what is left out follows by rule. Goes with no brief.",
    )

    def document(self) -> dict[str, Any]:
        """As JSON with every default in place; without a script where there is none."""
        return self.model_dump(mode="json", exclude=None if self.script else {"script"})
