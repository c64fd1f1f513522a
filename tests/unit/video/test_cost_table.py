"""docs/filming.md says what the cost model says."""

from pathlib import Path

from songreel_video.backends.diffusion.presets import Family, Recipe, families
from songreel_video.cost.devices import assumed_seconds, devices, utilisations
from songreel_video.cost.model import Model, Operations, Shape, released

PAGE = Path(__file__).parents[3] / "docs" / "filming.md"
BEGIN, END = "<!-- costs: `pytest --golden` rewrites -->\n", "<!-- end of costs -->\n"
SONG_SECONDS, SHOT_SECONDS = 180, 4
LIKE = {"wan": ("wan", "wan_lightx2v"), "wan_small": ("wan",), "wan_i2v": ("wan",)}


def rows() -> list[str]:
    """One a model and preset, at the preset's best size."""
    lines = []
    for key, (model, table) in released().items():
        for name in LIKE.get(key, (table,)):
            family = families()[name]
            for preset, recipe in family.recipes.items():
                if name == table or recipe.loras:
                    lines.append(row(model, family, recipe, preset))
    return lines


def row(model: Model, family: Family, recipe: Recipe, preset: str) -> str:
    width, height = recipe.sizes[0]
    frames = family.covering(SHOT_SECONDS * family.frames_a_second)
    shape = Shape(frames, width, height, int("VACE" in model.name or "I2V" in model.name))
    operations = model.operations(shape, family, recipe)
    shots = SONG_SECONDS // SHOT_SECONDS
    cells = [model.name, f"`{family.name}` {preset}", f"{width}x{height}", str(recipe.steps)]
    cells.append(f"{operations.total / 1e15:.1f}")
    stock, tuned = (seconds(operations, shape, way) for way in ("stock", "tuned"))
    cells += [f"{stock:.0f}", f"{tuned:.0f}", hours(shots * stock), hours(shots * tuned)]
    prices = [device.dollars_per_hour for device in devices().values()]
    cells += [" / ".join(f"{shots * each / 3600 * price:.2f}" for each in (stock, tuned)) for price in prices]
    return f"| {' | '.join(cells)} |"


def seconds(operations: Operations, shape: Shape, way: str) -> float:
    """Of a shot; an H200's arithmetic is an H100's."""
    each = {assumed_seconds(operations, shape, device, utilisations()[way]).total for device in devices().values()}
    assert len(each) == 1
    return each.pop()


def hours(seconds: float) -> str:
    return f"{int(seconds // 3600)}:{int(seconds % 3600 // 60):02d}"


def costs() -> str:
    """The generated part of the page."""
    prices = [f"{device.name}, $ at {device.dollars_per_hour:.2f}/h" for device in devices().values()]
    head = [
        "model", "preset", "size", "steps", "10^15 operations a shot", "s a shot, stock", "s a shot, tuned",
        "GPU h:min a song, stock", "tuned", *(f"{price}, stock / tuned" for price in prices),
    ]  # fmt: skip
    lines = [f"| {' | '.join(head)} |", "| --- | --- | --- |" + " ---: |" * (len(head) - 3), *rows()]
    lines += ["", "Assumed, not measured by us:", ""]
    lines += [
        f"- {name}: {way.sentence}, and {way.vae:.0%} of it in the autoencoder." for name, way in utilisations().items()
    ]
    return "\n".join(lines) + "\n"


def test_the_page_says_what_the_cost_model_says(golden: bool) -> None:
    """`make golden` rewrites the table; anything else is drift."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    told, _, after = rest.partition(END)
    if golden:
        PAGE.write_text(before + BEGIN + costs() + END + after)
        told = costs()
    assert told == costs()


def test_the_cost_model_agrees_with_what_others_published() -> None:
    """Wan 14B at 720p in 1838 s (its makers, one H800), image to video at 480p in 9.77 s a step (LightX2V, one H100,
    diffusers), within a tenth."""
    text, family = released()["wan"][0], families()["wan"]
    shape = Shape(81, 1280, 720)
    final = text.operations(shape, family, family.recipes["final"])
    h100 = devices()["H100 SXM"]
    assert abs(assumed_seconds(final, shape, h100, utilisations()["stock"]).total / 1838 - 1) < 0.1
    keyframe = released()["wan_i2v"][0]
    shape = Shape(81, 832, 480, references=1)
    draft = keyframe.operations(shape, family, family.recipes["draft"])
    step = assumed_seconds(draft, shape, h100, utilisations()["stock"]).denoise / 50
    assert abs(step / 9.77 - 1) < 0.1
