"""What the embedded language model writes, and what the rules write by themselves: 20 songs by 3 seeds.

    python -m benchmarks writing
    python -m benchmarks.writing --songs 4 --seeds 1 --kept FOLDER --whole FOLDER

valid     scripts with a usable shot for every timed one, after bounded retries; retries; sections written by rule
alike     pairs of a film's shots whose pictures (who does what, where) have a cosine of all-MiniLM-L6-v2 over the
          threshold, which is learnt from pairs that a person called the same or another (benchmarks/_alike.py)
verbatim  shots with somebody in them in which the fixed wording of each of them stands to the letter
about     cosine of a section's shots with its own lyrics or tags, and with shuffled ones; p of a permutation test
time      to the first shot and to the last. "floor" is what llama.cpp alone needs for the script's written tokens, at
          the speed it has, without a schema, just before each script; the machine's load is part of both

Scripts are kept in FOLDER by the digest of the code, so that a run that was broken off goes on. The songs are those of
benchmarks/_heard.py; some have words, written for this benchmark (benchmarks/_lyrics.py): nobody sings them.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from songreel_script.picture import pictures
from songreel_script.sentences import SentenceModel, choose_sense
from songreel_script.settings import ScriptSettings
from songreel_script.writers import Writer
from songreel_script.writers.choosing import choose_writer
from songreel_script.writers.embedded import EmbeddedWriter

from benchmarks._aboutness import Aboutness, by_lyrics, by_lyrics_of_songs, by_tags
from benchmarks._alike import between, learnt_threshold
from benchmarks._heard import HeardSong, heard_songs
from benchmarks._scripts import Author, Written, code_digest, written

CACHE = Path("~/.cache/songreel").expanduser()


@dataclass(frozen=True)
class Run:
    """What is to be written."""

    songs: list[HeardSong]
    seeds: int
    folder: Path


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songs", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "songreel-writing")
    parser.add_argument("--whole", type=Path, help="folder with the four whole songs")
    parser.add_argument("--rules", action="store_true", help="the rules alone: seconds in place of an hour")
    asked = parser.parse_args(arguments)
    songs = list(heard_songs(asked.songs, asked.kept, asked.whole))
    run = Run(songs, asked.seeds, asked.kept / code_digest())
    model = SentenceModel(CACHE)
    threshold, right = learnt_threshold(model)
    shots = [len(song.analysis.shots) for song in songs]
    sung = sum(bool(song.analysis.lyrics.lines) for song in songs)
    print(f"{len(songs)} songs ({sung} with words; {min(shots)} to {max(shots)} shots) by {asked.seeds} seeds.")
    print(f"Alike from {threshold:.2f} on, which judges {right:.0%} of the pairs as the person did.")
    done = {"rules": asyncio.run(_all(run, "rules"))}
    if not asked.rules:
        done["embedded"] = asyncio.run(_all(run, "embedded"))
    _print_validity(done)
    _print_likeness(done, model, threshold)
    _print_aboutness(done, model)
    if not asked.rules:
        _print_times(done["embedded"])


async def _all(run: Run, backend: str) -> list[Written]:
    settings = ScriptSettings.model_validate({"script_backend": backend, "cache_folder": CACHE})
    writer: Writer = choose_writer(settings)
    await writer.warm_up()
    author = Author(writer, choose_sense(settings), _address(writer))
    try:
        return [
            await written(song, seed, author, run.folder / backend)
            for seed in range(1, run.seeds + 1)
            for song in run.songs
        ]
    finally:
        await writer.close()


def _address(writer: Writer) -> str:
    return str(writer._server.listening_address) if isinstance(writer, EmbeddedWriter) else ""  # to time it bare


def _print_validity(done: dict[str, list[Written]]) -> None:
    print("\n| writer | scripts | valid | retries: mean, most | sections by rule | characters verbatim |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, scripts in done.items():
        valid = sum(_is_valid(one) for one in scripts)
        retries = [one.script.written_by.retries for one in scripts]
        sections = sum(len(one.song.analysis.sections) for one in scripts)
        ruled = sum(len(one.script.written_by.fallback_section_indices) for one in scripts)
        said, peopled = map(sum, zip(*(_verbatim(one) for one in scripts), strict=True))
        print(
            f"| {name} | {len(scripts)} | {valid / len(scripts):.0%} | {np.mean(retries):.2f}, {max(retries)} | "
            f"{ruled} of {sections} | {said} of {peopled} shots |"
        )


def _is_valid(one: Written) -> bool:
    """Every timed shot has its words."""
    shots = one.script.shots
    whole = [shot.index for shot in shots] == [shot.index for shot in one.song.analysis.shots]
    return whole and all(shot.sentence and shot.place and shot.subject for shot in shots)


def _verbatim(one: Written) -> tuple[int, int]:
    """Shots whose sentence has everybody's wording, and shots with somebody."""
    wording = {character.id: character.description for character in one.script.characters}
    peopled = [shot for shot in one.script.shots if shot.character_ids]
    return sum(all(wording[who] in shot.sentence for who in shot.character_ids) for shot in peopled), len(peopled)


def _print_likeness(done: dict[str, list[Written]], model: SentenceModel, threshold: float) -> None:
    print("\n| writer | films | films without alike shots | alike pairs | likeness of a film's shots: median, most |")
    print("| --- | --- | --- | --- | --- |")
    for name, scripts in done.items():
        films = [(one, between(model.embed(pictures(one.script)))) for one in scripts]
        kinds = {
            "30 s": [cosines for one, cosines in films if one.song.analysis.duration_seconds < 60],
            "whole": [cosines for one, cosines in films if one.song.analysis.duration_seconds >= 60],
        }
        for kind, pairs in kinds.items():
            if not pairs:
                continue
            alike = [int((cosines >= threshold).sum()) for cosines in pairs]
            most = max(float(cosines.max()) for cosines in pairs)
            median = np.median([np.median(cosines) for cosines in pairs])
            print(
                f"| {name}, {kind} | {len(pairs)} | {sum(not count for count in alike)} | {sum(alike)} of "
                f"{sum(map(len, pairs))} | {median:.2f}, {most:.2f} |"
            )


def _print_aboutness(done: dict[str, list[Written]], model: SentenceModel) -> None:
    print("\n| writer | shots against | own | shuffled | nearer to own | p | sections |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, scripts in done.items():
        rows = {
            "lyrics, other sections of the song": by_lyrics(scripts, model),
            "lyrics, other songs": by_lyrics_of_songs(scripts, model),
            "tags, other songs": by_tags(scripts, model),
        }
        for what, score in rows.items():
            print(f"| {name} | {what} | {_cells(score)} |")


def _cells(score: Aboutness) -> str:
    cells = (f"{score.own:.3f}", f"{score.shuffled:.3f}", f"{score.nearer:.0%}", f"{score.p:.4f}", str(score.texts))
    return " | ".join(cells)


def _print_times(scripts: list[Written]) -> None:
    print(
        "\n| films | first shot, s | last shot, s | floor, s | tokens written | tokens read | tokens/s, bare | load |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    kinds = {
        "30 s": [one for one in scripts if one.song.analysis.duration_seconds < 60],
        "whole": [one for one in scripts if one.song.analysis.duration_seconds >= 60],
    }
    for kind, films in kinds.items():
        if films:
            tokens = [one.script.written_by.tokens for one in films]
            floors = [
                use.completion_tokens / one.bare.writes_per_second for use, one in zip(tokens, films, strict=True)
            ]
            cells = [
                _spread([one.first_shot_seconds for one in films]),
                _spread([one.last_shot_seconds for one in films]),
                _spread(floors),
                _spread([use.completion_tokens for use in tokens]),
                _spread([use.prompt_tokens for use in tokens]),
                _spread([one.bare.writes_per_second for one in films]),
                _spread([one.load for one in films]),
            ]
            print(f"| {kind} ({len(films)}) | {' | '.join(cells)} |")
    print("\nEach cell: median (least to most).")


def _spread(values: Sequence[float]) -> str:
    return f"{np.median(values):.3g} ({min(values):.3g} to {max(values):.3g})"


if __name__ == "__main__":
    main(sys.argv[1:])
