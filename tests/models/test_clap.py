"""Both CLAP backends on one checkpoint of LAION's architecture with random weights, loaded as production loads it."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from songreel.audio.v1 import audio_pb2
from songreel_audio.backends.tags.laion_clap import LaionClap
from songreel_audio.backends.tags.transformers_clap import (
    TransformersClap,
    load_feature_extractor,
    load_transformers_clap,
)
from songreel_audio.clap.checkpoint import CheckpointRefused, audio_tower, read_checkpoint
from songreel_audio.clap.conversion import convert
from songreel_audio.clap.cutting import WINDOW_SAMPLES
from songreel_audio.clap.source import laion_files
from songreel_audio.clap.tagger import ClapTagger, Encoder
from songreel_audio.clap.tokens import load_tokenizer
from songreel_audio.warm_up import warm_up_song
from songreel_chassis.artifacts import file_sha256
from transformers import ClapFeatureExtractor, RobertaModel, RobertaTokenizer

from tests.models.clap_weights import NOBODY, Checkpoint, sounds

pytestmark = pytest.mark.filterwarnings("default")  # the libraries' own
SENTENCES = ("This audio is a metal song.", "A child laughs.", "solo piano", "The mood of this music is melancholic.")
LABELS = [
    audio_pb2.LabelSet(family="genre", template="This audio is a {} song.", labels=["rock", "jazz", "techno"]),
    audio_pb2.LabelSet(family="weather", template="Music for {}.", labels=["rain", "sun"]),
]


@pytest.fixture(scope="module")
def encoders(checkpoint: Checkpoint) -> dict[str, Encoder]:
    return {
        "laion_clap": LaionClap(checkpoint.laion),
        "transformers_clap": TransformersClap(checkpoint.transformers, NOBODY),
    }


@pytest.fixture
def copy(checkpoint: Checkpoint, tmp_path: Path) -> Path:
    """The folder that transformers reads, to be spoiled."""
    return Path(shutil.copytree(checkpoint.transformers, tmp_path / "spoilt"))


def test_the_two_backends_agree_on_the_same_weights(encoders: dict[str, Encoder]) -> None:
    """Windows and sentences have the same embeddings to 1e-4, while different ones differ by far more."""
    laion, transformers = encoders["laion_clap"], encoders["transformers_clap"]
    for one, other in (
        (laion.embed_windows(sounds()), transformers.embed_windows(sounds())),
        (laion.embed_sentences(SENTENCES), transformers.embed_sentences(SENTENCES)),
    ):
        assert np.abs(one - other).max() < 1e-4
        assert min(np.abs(one[i] - one[j]).max() for i in range(len(one)) for j in range(i)) > 1e-2
    assert laion.logit_scale == pytest.approx(transformers.logit_scale)


@pytest.mark.parametrize("backend", ["laion_clap", "transformers_clap"])
def test_a_song_is_tagged_the_same_at_each_hearing(encoders: dict[str, Encoder], backend: str) -> None:
    """Windows every five seconds, unit embeddings, tags of the families asked for, best first; twice the same bytes."""
    tagger = ClapTagger(encoders[backend])
    song = warm_up_song()
    first, second = tagger.listen(song), tagger.listen(song)
    assert first.starts_seconds.tolist() == [0.0]
    assert np.array_equal(first.embeddings, second.embeddings)
    assert np.linalg.norm(first.embeddings, axis=1) == pytest.approx(1, abs=1e-5)
    (tags,) = tagger.tag(first, np.ones((1, 1)), LABELS)
    assert sorted(tag.label for tag in tags) == ["jazz", "rain", "rock", "sun", "techno"]
    assert [tag.score for tag in tags] == sorted((tag.score for tag in tags), reverse=True)
    for family in ("genre", "weather"):
        assert sum(tag.score for tag in tags if tag.family == family) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("backend", ["laion_clap", "transformers_clap"])
def test_nothing_longer_than_a_window_reaches_a_library(encoders: dict[str, Encoder], backend: str) -> None:
    """It would be cropped at random."""
    with pytest.raises(ValueError, match="at random"):
        encoders[backend].embed_windows(np.zeros((1, WINDOW_SAMPLES + 1), np.float32))


def test_a_pickle_that_is_not_pinned_is_not_opened(tmp_path: Path) -> None:
    """Whatever it would do when opened is not done, and the message says where the right one is."""
    victim = tmp_path / "touched"
    evil = tmp_path / "evil.pt"
    torch.save({"state_dict": Touches(victim)}, evil)
    with pytest.raises(CheckpointRefused, match="songreel_weights fetch laion-clap-music"):
        read_checkpoint(evil, "0" * 64)
    with pytest.raises(Exception, match=r"[Ww]eights.only"):
        read_checkpoint(evil, file_sha256(evil))
    assert not victim.exists()


class Touches:
    """Makes a file when unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_another_checkpoint_in_the_folder_is_refused(tmp_path: Path, checkpoint: Checkpoint) -> None:
    """Only the pinned music checkpoint is loaded, and the message says so when it is another or is not there."""
    with pytest.raises(CheckpointRefused, match=r"music_audioset_epoch_15_esc_90\.14\.pt"):
        laion_files(tmp_path, tmp_path)
    (tmp_path / "music_audioset_epoch_15_esc_90.14.pt").symlink_to(checkpoint.laion.checkpoint)
    with pytest.raises(CheckpointRefused, match="sha256"):
        LaionClap(laion_files(tmp_path, tmp_path))
    with pytest.raises(CheckpointRefused, match="sha256"):
        load_transformers_clap(tmp_path / "cache", tmp_path)


def test_position_ids_may_be_there_or_not(checkpoint: Checkpoint, tmp_path: Path) -> None:
    """laion_clap's own loader fails without them."""
    content = torch.load(checkpoint.laion.checkpoint, weights_only=False)
    del content["state_dict"]["module.text_branch.embeddings.position_ids"]
    torch.save(content, tmp_path / "without.pt")
    without = read_checkpoint(tmp_path / "without.pt", file_sha256(tmp_path / "without.pt"))
    assert without.keys() == read_checkpoint(checkpoint.laion.checkpoint, checkpoint.laion.sha256).keys()


def test_the_audio_tower_is_read_from_the_checkpoint() -> None:
    """The music checkpoint is an HTSAT-base; loading it as the default HTSAT-tiny is a size mismatch."""
    name = "audio_branch.patch_embed.proj.weight"
    assert [audio_tower({name: torch.zeros(width, 1, 4, 4)}) for width in (96, 128)] == ["HTSAT-tiny", "HTSAT-base"]
    with pytest.raises(CheckpointRefused, match="64 wide"):
        audio_tower({name: torch.zeros(64, 1, 4, 4)})


def test_a_fusion_checkpoint_is_refused(checkpoint: Checkpoint, tmp_path: Path) -> None:
    """Fusion needs torchaudio, and crops at random."""
    content = torch.load(checkpoint.laion.checkpoint, weights_only=False)
    content["state_dict"]["module.audio_branch.patch_embed.fusion_model.x"] = torch.zeros(1)
    torch.save(content, tmp_path / "fusion.pt")
    with pytest.raises(CheckpointRefused, match="without fusion"):
        read_checkpoint(tmp_path / "fusion.pt", file_sha256(tmp_path / "fusion.pt"))


def test_a_tokenizer_without_words_is_refused(copy: Path) -> None:
    """transformers gives one of five tokens when files are missing, and says nothing."""
    vocabulary = json.loads((copy / "vocab.json").read_text())
    (copy / "vocab.json").write_text(json.dumps(dict(list(vocabulary.items())[:300])))
    with pytest.raises(CheckpointRefused, match="not 50265"):
        load_tokenizer(copy)
    (copy / "vocab.json").unlink()
    with pytest.raises(CheckpointRefused, match=r"lacks vocab\.json"):
        load_tokenizer(copy)


def test_the_library_s_default_ears_are_refused(copy: Path) -> None:
    """ClapFeatureExtractor's lowest frequency is 0 by default, CLAP was trained with 50: the embeddings are others."""
    default = ClapFeatureExtractor(truncation="rand_trunc")
    trained = load_feature_extractor(copy)
    heard = [extractor(sounds()[0], sampling_rate=48000)["input_features"] for extractor in (trained, default)]
    assert np.abs(np.subtract(*heard)).max() > 1
    config = json.loads((copy / "preprocessor_config.json").read_text())
    assert config["frequency_min"] == 50
    (copy / "preprocessor_config.json").write_text(json.dumps(config | {"frequency_min": 0}))
    with pytest.raises(CheckpointRefused, match="frequency_min 0"):
        load_feature_extractor(copy)
    (copy / "preprocessor_config.json").unlink()
    with pytest.raises(CheckpointRefused, match="lacks preprocessor_config"):
        load_feature_extractor(copy)


def test_weights_come_from_safetensors_only(copy: Path) -> None:
    """A folder with a pickle of weights is refused."""
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(CheckpointRefused, match=r"no model\.safetensors"):
        TransformersClap(copy, NOBODY)


def test_a_text_tower_that_says_the_same_of_everything_is_refused(checkpoint: Checkpoint, tmp_path: Path) -> None:
    """As that of the hub's laion/larger_clap_music does."""
    state = read_checkpoint(checkpoint.laion.checkpoint, checkpoint.laion.sha256)
    state["text_projection.0.weight"] = state["text_projection.0.weight"] * 1e-4
    convert(state, checkpoint.folder, tmp_path / "collapsed")
    with pytest.raises(CheckpointRefused, match="larger_clap_music"):
        TransformersClap(tmp_path / "collapsed", NOBODY)


def test_a_checkpoint_with_missing_or_unknown_weights_is_not_converted(checkpoint: Checkpoint, tmp_path: Path) -> None:
    """Nothing is left of a conversion that fails."""
    state = read_checkpoint(checkpoint.laion.checkpoint, checkpoint.laion.sha256)
    state["audio_branch.a_layer_of_another_kind"] = torch.zeros(1)
    with pytest.raises(CheckpointRefused, match="a_layer_of_another_kind"):
        convert(state, checkpoint.folder, tmp_path / "folder")
    state = read_checkpoint(checkpoint.laion.checkpoint, checkpoint.laion.sha256)
    del state["audio_branch.layers.0.blocks.0.norm1.weight"]
    with pytest.raises(CheckpointRefused, match=r"blocks\.0\.layernorm_before\.weight"):
        convert(state, checkpoint.folder, tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


def test_laion_clap_leaves_the_process_as_it_found_it(encoders: dict[str, Encoder]) -> None:
    """Its folder is not on the import path, and transformers' loaders are transformers' own."""
    assert encoders
    assert not any(entry.endswith("laion_clap") for entry in sys.path)
    for kind in (RobertaModel, RobertaTokenizer):
        assert "from_pretrained" not in vars(kind)


def test_this_environment_has_the_numpy_that_laion_clap_asks_for() -> None:
    """And the numbers beside a checkpoint's weights are read whichever numpy pickled them."""
    assert np.__version__.split(".")[0] == "1"
