"""Tags of each segment as a grid: a line a label, the darker the surer."""

from collections import defaultdict

from songreel_client.page.fonts import Style, measure
from songreel_client.page.ink import INK, PAPER, QUIET, TAG, mix, text_on
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard, Segment
from songreel_client.page.rows import FAMILY, Row
from songreel_client.page.scale import Scale

LINE, LABELS, LABELS_OF_FAMILY = 17.0, 14, 5
LABEL, SCORE = Style(11, 400, 90), Style(9.5, 400, 88)
HEAD, SAYING = 18.0, "of each stretch, in percent: the darker the surer"
LABEL_ROOM, FAMILY_ROOM = 92.0, 56.0

Key = tuple[str, str]


class Tags(Row):
    """The labels that say most about the song, by family."""

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self._keys = chosen(heard)
        self._most = max((score for segment in heard.segments for score in segment.scores.values()), default=0.0)
        self.height = LINE * len(self._keys) + HEAD if self._keys else 0.0
        self.name = "Tags"
        self.notes = ()

    def draw(self, paper: Paper, top: float) -> None:
        """Labels beside the grid; scores in the cells that have room."""
        paper.box(self.scale.left, top, self.scale.left + measure(SAYING, FAMILY) + 8, top + 15, PAPER)
        paper.text((self.scale.left, top + 11), SAYING, FAMILY, QUIET)
        top += HEAD
        before = ""
        for number, key in enumerate(self._keys):
            family, label = key
            head = top + LINE * number
            if family != before:
                paper.text((self.scale.left - 132, head + 12), family, FAMILY, QUIET, room=FAMILY_ROOM)
                before = family
            paper.text((self.scale.left - 8, head + 12), label, LABEL, INK, align=1.0, room=LABEL_ROOM)
            for segment in self.heard.segments:
                self._cell(paper, segment, segment.scores.get(key, 0.0), head)

    def _cell(self, paper: Paper, segment: Segment, score: float, head: float) -> None:
        left, right = self.scale.x(segment.start), self.scale.x(segment.end)
        colour = mix(mix(PAPER, TAG, 0.05), TAG, 0.95 * score / self._most) if self._most else PAPER
        paper.box(left, head, right - 1, head + LINE - 1, colour)
        paper.note("segment", left, head, right, head + LINE, colour)
        text = f"{100 * score:.0f}"
        if score >= 0.005 and measure(text, SCORE) + 6 < right - left:
            paper.text(((left + right - 1) / 2, head + 11.5), text, SCORE, text_on(colour), align=0.5)


def chosen(heard: Heard) -> list[Key]:
    """Family and label of each line: the strongest of every family, then the strongest of all over the whole song;
    families together, the strongest first."""
    weights: defaultdict[Key, float] = defaultdict(float)
    for segment in heard.segments:
        for key, score in segment.scores.items():
            weights[key] += score * (segment.end - segment.start)
    ranked = sorted((key for key in weights if weights[key] > 0), key=lambda each: (-weights[each], each))
    families: dict[str, list[Key]] = {}
    for key in ranked:
        if len(families) < LABELS:
            families.setdefault(key[0], [key])
    for key in ranked:
        kin, count = families.get(key[0], []), sum(map(len, families.values()))
        if key not in kin and count < LABELS and len(kin) < LABELS_OF_FAMILY:
            kin.append(key)
    return [key for kin in families.values() for key in kin]
