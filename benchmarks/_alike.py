"""When two shots are alike: a threshold learnt from pairs that a person called the same picture or another one."""

from collections.abc import Sequence

import numpy as np
from songreel_script.sentences import Floats, SentenceModel

# The same person does the same in the same place; the words or the angle differ.
SAME = (
    ("{who} leans on the rail and looks out over the water, a stone bridge with three arches",
     "{who} leans on the rail and looks out over the water, seen in profile, a stone bridge with three arches"),
    ("{who} runs down the middle of the street, a city street lined with small shops",
     "{who} comes running down the street, a city street lined with small shops"),
    ("{who} sits on the edge of the bed and listens, a bare bedroom with a mirror on the wall",
     "{who} sits on the bed, listening, a bare bedroom with a mirror on the wall"),
    ("{who} closes both eyes and breathes out, a wide empty beach at low tide",
     "{who} breathes out with closed eyes, a wide empty beach at low tide"),
    ("the hands of {who} hold a paper boat, a slow river between willows",
     "the hands of {who} carefully hold a paper boat, a slow river between willows"),
    ("{who} lights a candle and shields it, a stone church with coloured windows",
     "{who} lights one candle, shielding the flame, a stone church with coloured windows"),
    ("{who} dances on the white line, an empty two-lane road to the horizon",
     "{who} dances along the white line, seen from above, an empty two-lane road to the horizon"),
    ("a bicycle against a wall, sharp and still, a narrow city street",
     "a bicycle against a wall, half in shadow, a narrow city street"),
    ("{who} climbs the slope on hands and feet, a bare mountain ridge above the clouds",
     "{who} crawls up the slope, seen from behind, a bare mountain ridge above the clouds"),
    ("a long wooden pier with lamps, quiet and waiting",
     "a long wooden pier with lamps, still and empty"),
    ("{who} throws flour into the air, a kitchen with a long wooden table",
     "{who} throws handfuls of flour up, a kitchen with a long wooden table"),
    ("{who} stands at the top of the wall, holding the candle, a city wall with flags",
     "{who} stands on top of the wall with the candle in hand, a city wall with flags"),
    ("{who} runs through the lights of the fair, a carnival with a ferris wheel",
     "{who}, with a man in a coat close by, runs between the lights of the fair, a carnival with a ferris wheel"),
    ("{who} turns sharply towards the light, a small seaside carnival",
     "{who} turns quickly to the light, seen in profile, a small seaside carnival"),
    ("{who} looks straight into the camera, an attic room with a slanted ceiling",
     "{who} looks into the camera, quite still, an attic room with a slanted ceiling"),
    ("the hands of {who} turn a storm lantern, a city street lined with small shops",
     "the hands of {who} carefully lift a storm lantern, a city street lined with small shops"),
    ("{who} waves at a train with both arms, a railway platform with a wooden bench",
     "{who} waves both arms at the train, seen from behind, a railway platform with a wooden bench"),
    ("{who} kicks up the water of a puddle, a wide city street with awnings",
     "{who} splashes through a puddle, a wide city street with awnings"),
)  # fmt: skip
# The same person in the same place does something else, or something else is seen.
OTHER = (
    ("{who} leans on the rail and looks out over the water, a stone bridge with three arches",
     "{who} spins in the middle of the bridge, a stone bridge with three arches"),
    ("{who} runs down the middle of the street, a city street lined with small shops",
     "{who} sits on a doorstep with both arms round the knees, a city street lined with small shops"),
    ("{who} sits on the edge of the bed and listens, a bare bedroom with a mirror on the wall",
     "{who} opens the window and leans out, a bare bedroom with a mirror on the wall"),
    ("{who} closes both eyes and breathes out, a wide empty beach at low tide",
     "{who} laughs out loud, a wide empty beach at low tide"),
    ("the hands of {who} hold a paper boat, a slow river between willows",
     "{who} wades in up to the knees, a slow river between willows"),
    ("{who} lights a candle and shields it, a stone church with coloured windows",
     "{who} pulls the bell rope with both arms, a stone church with coloured windows"),
    ("{who} dances on the white line, an empty two-lane road to the horizon",
     "{who} waits by the road with one thumb out, an empty two-lane road to the horizon"),
    ("a bicycle against a wall, sharp and still, a narrow city street",
     "a neon sign in a window, half in shadow, a narrow city street"),
    ("{who} climbs the slope on hands and feet, a bare mountain ridge above the clouds",
     "{who} rests against a rock with closed eyes, a bare mountain ridge above the clouds"),
    ("a long wooden pier with lamps, quiet and waiting",
     "{who} walks to the last lamp, a long wooden pier with lamps"),
    ("{who} throws flour into the air, a kitchen with a long wooden table",
     "{who} drums on the table with both hands, a kitchen with a long wooden table"),
    ("{who} stands at the top of the wall, holding the candle, a city wall with flags",
     "{who} jumps from the wall and runs on, a city wall with flags"),
    ("{who} dances on the steps of the carousel, an old fairground with a carousel",
     "{who} leaps from the turning carousel, an old fairground with a carousel"),
    ("{who} runs up the ramp to the open deck, a car park with one old car",
     "{who} dances in the headlights of the car, a car park with one old car"),
    ("{who} laughs out loud, a small seaside carnival",
     "{who} turns sharply towards the light, a small seaside carnival"),
    ("{who} lets a small smile come and go, a small stage with a velvet curtain",
     "{who} sits at the edge of the stage, a small stage with a velvet curtain"),
    ("{who} spins along the yellow line, a subway station with tiled pillars",
     "{who} leaps up the stairs three at a time, a subway station with tiled pillars"),
    ("{who} walks straight down the middle of the street, a steep city street with steps",
     "the hands of {who} turn a brass compass, a steep city street with steps"),
    ("{who} opens the window and leans out, a bare bedroom with a mirror on the wall",
     "{who} breathes hard, eyes wide open, a bare bedroom with a mirror on the wall"),
    ("{who} dances on the steps of the carousel, a small seaside carnival",
     "{who} rides the carousel standing up, a small seaside carnival"),
    ("{who}, with {who} close by, spins between the booths with arms wide, a carnival with a ferris wheel",
     "{who} lets a small smile come and go, a carnival with a ferris wheel"),
    ("{who} walks straight in with a silver locket in one hand, a living room full of packed boxes",
     "a silver locket sharp and still, a living room full of packed boxes"),
    ("{who} sits on the edge of the bed and listens, an attic room with a slanted ceiling",
     "{who} closes both eyes and breathes out, an attic room with a slanted ceiling"),
    ("{who} kicks up the water of a puddle, a steep city street with steps",
     "{who} climbs the steps two at a time, a steep city street with steps"),
)  # fmt: skip


def learnt_threshold(model: SentenceModel) -> tuple[float, float]:
    """The similarity from which on two shots are alike, and the share of the pairs that it judges rightly."""
    same, other = (np.array([_cosine(model, pair) for pair in pairs]) for pairs in (SAME, OTHER))
    bounds = np.sort(np.concatenate([same, other]))
    middles = (bounds[1:] + bounds[:-1]) / 2
    right = [((same >= bound).sum() + (other < bound).sum()) / (len(same) + len(other)) for bound in middles]
    best = int(np.argmax(right))
    return float(middles[best]), float(right[best])


def between(vectors: Floats) -> Floats:
    """The cosines of all pairs of rows, each pair once."""
    rows, columns = np.triu_indices(len(vectors), 1)
    cosines: Floats = (vectors @ vectors.T)[rows, columns]
    return cosines


def _cosine(model: SentenceModel, pair: Sequence[str]) -> float:
    one, two = model.embed([sentence.format(who="someone").replace(", a ", ", in a ") + "." for sentence in pair])
    return float(one @ two)
