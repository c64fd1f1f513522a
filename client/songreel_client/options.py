"""Options that several commands share, and what each of them means."""

from pathlib import Path
from typing import Annotated, Literal

import typer

WHERE, FILM, CUTS = "Where", "The film", "The cuts"

Gateway = Annotated[
    str,
    typer.Option(
        "--gateway", envvar="SONGREEL_GATEWAY", metavar="URL", rich_help_panel=WHERE, show_default=False,
        help="A running gateway, as in http://127.0.0.1:8080. Without it everything runs on this machine.",
    ),
]  # fmt: skip
Data = Annotated[
    Path,
    typer.Option(
        "--data", envvar="SONGREEL_HOME", rich_help_panel=WHERE,
        help="Folder of the local stack: its database, artifacts and logs.",
    ),
]  # fmt: skip
Cache = Annotated[
    Path,
    typer.Option(
        "--cache", envvar="SONGREEL_CACHE_FOLDER", rich_help_panel=WHERE, help="Folder for downloaded models."
    ),
]
Port = Annotated[
    int, typer.Option(help="Port of the gateway; 0 takes a free one.", min=0, max=65535, rich_help_panel=WHERE)
]
JsonOutput = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file, whatever it is.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILM.mp4",
        help="The film's file. Default: SONG.film.mp4 beside the song.",
        show_default=False,
    ),
]
Page = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PAGE.png|svg|pdf",
        help="The page's file. Default: SONG.hearing.png beside the song; with --json none.",
        show_default=False,
    ),
]
ScriptPath = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="SCRIPT.yaml",
        help="The script's file. Default: SONG.script.yaml beside the song; with --json and --markdown none.",
        show_default=False,
    ),
]
Explicitness = Literal["general", "mature"]
Pipeline = Literal["clap", "lalm"]
Preset = Literal["preview", "draft", "final"]
Aspect = Literal["16:9", "9:16", "1:1"]
Captions = Literal["none", "sidecar", "karaoke"]
Deliver = Annotated[
    str,
    typer.Option(
        "--deliver", rich_help_panel=FILM, show_default=False, metavar="youtube,tiktok,...",
        help="Also files within the limits of youtube, instagram, tiktok or web; prores for editors; a teaser.",
    ),
]  # fmt: skip
Project = Annotated[
    bool,
    typer.Option(
        "--project", rich_help_panel=FILM, help="Also the cut for editors: OTIO, FCPXML, EDL and the shots, as a ZIP."
    ),
]
Segmentation = Literal["planned", "random", "fixed", "beat", "structure", "novelty"]

DATA_FOLDER = Path("~/.local/share/songreel")
CACHE_FOLDER = Path("~/.cache/songreel")
