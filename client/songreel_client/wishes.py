"""What the film shall be, as options that `make` and `write` have in common."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import typer

from songreel_client.inputs import read_brief, read_lyrics
from songreel_client.options import FILM, Aspect, Explicitness, Pipeline, Preset, Segmentation
from songreel_client.orders import Lyrics, ScriptOrder


@dataclass(frozen=True)
class Wishes:
    """Each field but the last is an option."""

    brief: Annotated[str, typer.Option(help="What the film should be about.", rich_help_panel=FILM)] = ""
    brief_file: Annotated[
        Path | None,
        typer.Option(help="A brief as JSON or TOML: text, story_cues, characters, ...", rich_help_panel=FILM),
    ] = None
    style: Annotated[str, typer.Option(help="watercolour, neon noir, or a description.", rich_help_panel=FILM)] = ""
    explicitness: Annotated[
        Explicitness | None, typer.Option(help="What may be seen.", rich_help_panel=FILM, show_default="general")
    ] = None
    transitions: Annotated[
        str,
        typer.Option(
            help="How sections may begin: cut, fade_from_black, flash, whip, dip, dissolve.", rich_help_panel=FILM,
            metavar="cut,dissolve,...",
        ),
    ] = ""  # fmt: skip
    lyrics_file: Annotated[Path | None, typer.Option(help="The words: text, LRC or SRT.", rich_help_panel=FILM)] = None
    pipeline: Annotated[Pipeline, typer.Option(help="Who listens.", rich_help_panel=FILM)] = "clap"
    preset: Annotated[Preset, typer.Option(help="Size and quality.", rich_help_panel=FILM)] = "preview"
    aspect: Annotated[Aspect, typer.Option(help="Shape of the picture.", rich_help_panel=FILM)] = "16:9"
    segmentation: Annotated[Segmentation, typer.Option(help="How it is cut.", rich_help_panel=FILM)] = "planned"
    seed: Annotated[int, typer.Option(help="The same seed gives the same film.", rich_help_panel=FILM)] = 0
    named: frozenset[str] = frozenset()
    """Those that stand on the command line."""

    def read_brief(self) -> dict[str, Any]:
        """The brief's JSON. Raises BadInput."""
        frank = {"explicitness": self.explicitness} if self.explicitness else {}
        names = [name.strip().lower().replace("-", "_") for name in self.transitions.split(",") if name.strip()]
        begun = {"transitions": names} if names else {}
        return read_brief(self.brief, self.style, self.brief_file) | frank | begun

    def read_lyrics(self) -> Lyrics | None:
        """The words, if a file of them was named. Raises BadInput."""
        return Lyrics(read_lyrics(self.lyrics_file)) if self.lyrics_file else None

    def order(self) -> ScriptOrder:
        """The rest."""
        return ScriptOrder(self.pipeline, self.preset, self.segmentation, self.aspect, self.seed)


OPTIONS = tuple(each.name for each in fields(Wishes) if each.name != "named")


def wishing(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each wish in place of its parameter `wishes`."""

    @functools.wraps(command)
    def run(context: typer.Context, **values: Any) -> None:
        sources = {name: context.get_parameter_source(name) for name in OPTIONS}
        named = frozenset(name for name, source in sources.items() if source and source.name == "COMMANDLINE")
        command(wishes=Wishes(**{name: values.pop(name) for name in OPTIONS}, named=named), **values)

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    own = [each for name, each in inspect.signature(command, eval_str=True).parameters.items() if name != "wishes"]
    wished = [each for name, each in inspect.signature(Wishes, eval_str=True).parameters.items() if name in OPTIONS]
    plain = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *wished)]
    run.__signature__ = inspect.Signature([context, *plain])  # type: ignore[attr-defined]  # PEP 362; typer reads it
    return run
