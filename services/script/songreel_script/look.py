"""What makes every shot belong to one film: style, palette, motifs."""

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.colours import CSS_COLOUR, luminance
from songreel_script.draws import draw_best
from songreel_script.mood import arousal, film_mood, mood_word, tag_scores
from songreel_script.premise import Premise
from songreel_script.repertoire import Palette, palettes, table
from songreel_script.wording import words


def look_for(assignment: Assignment, premise: Premise) -> script_pb2.Look:
    """The look that the brief asks for; where it says nothing the writer's, else the one that suits the music."""
    own = assignment.brief
    motifs = (premise.motif, *premise.motifs, *assignment.narrative.imagery)
    return script_pb2.Look(
        style=style_for(assignment) if own.style or not premise.style else premise.style,
        palette=palette_for(assignment) if own.palette or not premise.palette else premise.palette,
        motifs=list(dict.fromkeys(motifs))[:4],
        do_not_show=list(assignment.brief.do_not_show),
    )


def style_for(assignment: Assignment) -> str:
    """A preset that the brief names, the brief's own words, or a style by genre."""
    styles, wanted = table("styles"), assignment.brief.style
    if wanted:
        return str(styles["presets"].get(wanted.lower(), wanted))
    tags = tag_scores(assignment.analysis)
    for label in sorted(tags, key=lambda label: -tags[label]):
        if label in styles["genres"]:
            return str(styles["genres"][label])
    lively = arousal(assignment.analysis, 0.5) >= 0.5
    return str(styles["otherwise"]["strong" if lively else "calm"])


def style_presets() -> list[script_pb2.StylePreset]:
    """Every style that a brief may ask for by name, in the table's order."""
    presets = table("styles")["presets"]
    return [script_pb2.StylePreset(name=name, look=look) for name, look in presets.items()]


def palette_for(assignment: Assignment) -> list[str]:
    """Four to six colours, dark to light: the brief's, filled up if need be, or a table's."""
    wanted = [colour.lower() for colour in assignment.brief.palette if CSS_COLOUR.fullmatch(colour)]
    drawn = list(_drawn(assignment).colours)
    # The ends of a drawn palette give a short wish its shadows and its light.
    for colour in (drawn[0], drawn[-1], *drawn[1:-1]):
        if wanted and len(wanted) < 4 and colour not in wanted:
            wanted.append(colour)
    return sorted(wanted or drawn, key=luminance)[:6]


def _drawn(assignment: Assignment) -> Palette:
    """The palette of the preset that the brief names, or the one that suits the music and the words."""
    if own := table("styles")["palettes"].get(assignment.brief.style.lower()):
        return next(palette for palette in palettes() if palette.name == own)
    tags, mood = tag_scores(assignment.analysis), mood_word(film_mood(assignment.analysis))
    said = set(words(f"{assignment.brief.style} {assignment.theme}"))

    def score(palette: Palette) -> float:
        named = len(said & set(words(palette.name)) - {"and"})
        return sum(tags.get(tag, 0.0) for tag in palette.tags) + 0.9 * (mood in palette.moods) + 4.0 * named

    return draw_best(palettes(), [score(palette) for palette in palettes()], assignment.seed, "palette")
