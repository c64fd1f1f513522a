"""Label sets, the windows that CLAP hears, and how likenesses become tags; the encoder is a stand-in."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_audio.backends.tags import load_tagger
from songreel_audio.clap.cutting import HOP_SAMPLES, WINDOW_SAMPLES, cut_windows, window_starts
from songreel_audio.clap.keeping import place_of
from songreel_audio.clap.tagger import BEST_LABELS, ClapTagger
from songreel_audio.labels import MOST_LABELS, MOST_SETS, own_families, read_label_sets
from songreel_audio.msd_tags import MSD_TAGS
from songreel_audio.settings import AudioSettings
from songreel_audio.windows import Windows
from songreel_chassis.errors import InvalidInput, NotConfigured

LabelSet = audio_pb2.LabelSet
WORDS = ("rock", "jazz", "rain")
OWN_SENTENCES = sum(len(family.labels) * len(family.templates) for family in own_families())


def labels(family: str = "genre", template: str = "This is {}.", *words: str) -> LabelSet:
    return LabelSet(family=family, template=template, labels=words or ("rock", "jazz"))


def test_the_service_s_own_labels_are_many_and_well_formed() -> None:
    """Eight families of several hundred labels, each label once in its family and each template with one place."""
    families = own_families()
    assert {family.name for family in families} == {
        "genre", "mood", "instrument", "voice", "energy", "era", "texture", "imagery"
    }  # fmt: skip
    assert sum(len(family.labels) for family in families) > 800
    for family in families:
        assert len(set(family.labels)) == len(family.labels)
        assert all(label == label.strip() and "{" not in label for label in family.labels)
        assert all(template.count("{}") == 1 for template in family.templates)


def test_whoever_knows_musicnn_s_tags_finds_them_among_clap_s_labels() -> None:
    """Rules that read tags work with both taggers."""
    own = {label.lower() for family in own_families() for label in family.labels}
    assert {label for label, _ in MSD_TAGS} <= own


@pytest.mark.parametrize(
    ("sets", "field", "says"),
    [
        ([labels(template="This is rock.")], "label_sets[0].template", "{}"),
        ([labels(template="{} and {}")], "label_sets[0].template", "once"),
        ([labels(template="")], "label_sets[0].template", "empty"),
        ([labels(family=" ")], "label_sets[0].family", "empty"),
        ([labels(), LabelSet(family="mood", template="{}")], "label_sets[1].labels", "at least one"),
        ([labels("genre", "{}", "rock", "")], "label_sets[0].labels[1]", "empty"),
        ([labels("genre", "{}", "rock", "rock")], "label_sets[0].labels", "rock"),
        ([labels("genre", "{}", "x" * 81)], "label_sets[0].labels[0]", "80"),
        ([labels(), labels()], "label_sets[1].family", "join"),
        ([labels(str(n)) for n in range(MOST_SETS + 1)], "label_sets", str(MOST_SETS)),
        ([labels("a", "{}", *(str(n) for n in range(MOST_LABELS + 1)))], "label_sets", str(MOST_LABELS)),
    ],
)
def test_label_sets_that_cannot_be_scored_are_refused_by_their_field(
    sets: list[LabelSet], field: str, says: str
) -> None:
    """The message says what to do."""
    with pytest.raises(InvalidInput) as refused:
        read_label_sets(sets)
    assert refused.value.field == field
    assert says in refused.value.message


@given(st.integers(1, 40 * HOP_SAMPLES))
def test_windows_cover_a_song_and_none_begins_after_its_end(samples: int) -> None:
    """Every hop from the start; the last is the first that reaches the end."""
    starts = window_starts(samples)
    assert starts[0] == 0
    assert set(np.diff(starts)) <= {HOP_SAMPLES}
    assert starts[-1] + WINDOW_SAMPLES >= samples
    assert len(starts) == 1 or starts[-2] + WINDOW_SAMPLES < samples


def test_the_last_window_ends_in_silence_and_windows_are_exact() -> None:
    """13 seconds are two windows: the first as recorded, the second with two seconds of nothing."""
    song = np.random.default_rng(0).standard_normal(13 * 48000).astype(np.float32)
    (batch,) = cut_windows(song, 8)
    assert batch.shape == (2, WINDOW_SAMPLES)
    assert np.array_equal(batch[0], song[:WINDOW_SAMPLES])
    assert np.array_equal(batch[1, : 8 * 48000], song[5 * 48000 :])
    assert not batch[1, 8 * 48000 :].any()


def test_no_samples_are_refused_before_a_model_divides_by_them() -> None:
    """With the field that brought them."""
    with pytest.raises(InvalidInput, match="no samples"):
        window_starts(0)


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is here")
@pytest.mark.parametrize("backend", ["transformers_clap", "laion_clap"])
def test_a_tagger_whose_libraries_are_missing_says_what_to_install(backend: str) -> None:
    """By the extra of its name."""
    settings = AudioSettings.model_validate({"audio_tags": backend})
    with pytest.raises(NotConfigured, match=rf"torch.*songreel-audio\[{backend.replace('_', '-')}\]"):
        load_tagger(settings)


class Words:
    """An encoder in whose space each word of WORDS is an axis."""

    logit_scale = 10.0

    def __init__(self) -> None:
        self.heard_by = audio_pb2.HeardBy()
        self.sentences = 0

    def embed_windows(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        raise NotImplementedError

    def embed_sentences(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.sentences += len(sentences)
        vectors = np.array([[float(word in sentence) for word in WORDS] for sentence in sentences], np.float32)
        unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
        return unit


def tagged(
    tagger: ClapTagger, sets: Sequence[LabelSet], *spans: tuple[float, float]
) -> list[list[tuple[str, str, float]]]:
    windows = Windows(np.array([0.0, 5.0, 10.0]), 10.0, np.eye(3, dtype=np.float32))
    shares = np.stack([windows.shares(*span) for span in spans])
    return [[(tag.label, tag.family, tag.score) for tag in part] for part in tagger.tag(windows, shares, sets)]


def test_a_stretch_gets_the_labels_that_its_windows_are_like() -> None:
    """Rock where rock is heard; scores of a family add up to one; best first over all families."""
    sets = [labels("genre", "A {} song.", "rock", "jazz"), labels("weather", "Like {}.", "rain", "snow")]
    first, last = tagged(ClapTagger(Words()), sets, (0, 5), (15, 20))
    assert first[0][:2] == ("rock", "genre")
    assert first[0][2] == pytest.approx(1 / (1 + np.exp(-10)), abs=0.02)
    assert last[0][:2] == ("rain", "weather")
    assert sum(score for _, family, score in last if family == "genre") == pytest.approx(1)
    assert [score for *_, score in last] == sorted((score for *_, score in last), reverse=True)


def test_labels_are_embedded_once_and_the_best_of_a_family_are_given() -> None:
    """A second song with the same labels costs no sentence; a family gives at most five tags."""
    encoder = Words()
    tagger = ClapTagger(encoder)
    sets = [labels("genre", "A {} song.", *(f"kind {n}" for n in range(20)))]
    assert [len(part) for part in tagged(tagger, sets, (0, 20), (5, 9))] == [BEST_LABELS, BEST_LABELS]
    tagged(tagger, sets, (0, 20))
    assert encoder.sentences == 20


def test_without_label_sets_the_service_s_own_families_are_scored(tmp_path: Path) -> None:
    """Preparing embeds all of them, in all their sentences, so that a song costs none."""
    encoder = Words()
    tagger = ClapTagger(encoder)
    tagger.prepare(tmp_path)
    assert encoder.sentences == OWN_SENTENCES
    (tags,) = tagged(tagger, [], (0, 5))
    assert {family for _, family, _ in tags} == {family.name for family in own_families()}
    assert encoder.sentences == OWN_SENTENCES


def test_the_service_s_own_labels_are_embedded_at_the_first_start_only(tmp_path: Path) -> None:
    """The next start finds them, other weights do not, and a file that broke off is made anew."""
    ClapTagger(Words()).prepare(tmp_path)
    again, other = Words(), Words()
    ClapTagger(again).prepare(tmp_path)
    assert again.sentences == 0
    other.heard_by = audio_pb2.HeardBy(weights_sha256="0" * 64)
    ClapTagger(other).prepare(tmp_path)
    assert other.sentences == OWN_SENTENCES
    era = own_families()[1]
    path = place_of(era, "", tmp_path)
    path.write_bytes(path.read_bytes()[:200])
    ClapTagger(again).prepare(tmp_path)
    assert again.sentences == len(era.labels) * len(era.templates)
