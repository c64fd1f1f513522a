"""How alike sentences are: unit vectors from all-MiniLM-L6-v2, float32, in numpy.

N. Reimers, I. Gurevych, "Sentence-BERT", EMNLP 2019; W. Wang et al., "MiniLM", NeurIPS 2020. The text is split
as BERT's uncased WordPiece does (J. Devlin et al., 2019): the longest known piece first.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf
from songreel_weights import WeightsError, fetch

from songreel_script.settings import ScriptSettings

MODEL = "minilm-l6-v2"
LAYERS, HEADS, MOST_TOKENS = 6, 12, 256
REMEMBERED = 4096
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")

Floats = NDArray[np.float32]

log = structlog.get_logger()


def choose_sense(settings: ScriptSettings) -> "SentenceModel | None":
    """The sentence model where the settings ask for it and it can be had; None for shared words."""
    if settings.script_sense == "words":
        return None
    try:
        model = SentenceModel(settings.cache_folder)
    except WeightsError as error:
        if not settings.script_fallback_to_rules:
            raise
        log.warning("script_compares_words", model=MODEL, problem=str(error))
        return None
    model.embed(["Somebody walks along a street."])
    return model


class SentenceModel:
    """Embeds sentences one by one, and remembers the last few thousand. Any thread may ask."""

    def __init__(self, cache_folder: Path) -> None:
        files = fetch(MODEL, cache_folder=cache_folder).files
        self._weights: dict[str, Floats] = load_file(files["weights"])
        self._pieces: dict[str, int] = json.loads(files["tokenizer"].read_text("utf-8"))["model"]["vocab"]
        self._known: dict[str, Floats] = {}
        self._turn = threading.Lock()

    def embed(self, sentences: Sequence[str]) -> Floats:
        """(sentences, 384) unit vectors: their products are cosines."""
        with self._turn:
            vectors = [self._known[one] if one in self._known else self._vector(one) for one in sentences]
            self._known.update(zip(sentences, vectors, strict=True))
            while len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]
        return np.stack(vectors)

    def tokens(self, sentence: str) -> list[int]:
        """The ids of its pieces between [CLS] and [SEP]."""
        plain = unicodedata.normalize("NFD", sentence.lower())
        plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
        pieces = [piece for word in WORD.findall(plain) for piece in self._split(word)][: MOST_TOKENS - 2]
        return [self._pieces["[CLS]"], *pieces, self._pieces["[SEP]"]]

    def _split(self, word: str) -> list[int]:
        ids, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in self._pieces), start)
            if end == start:
                return [self._pieces["[UNK]"]]
            ids.append(self._pieces[mark + word[start:end]])
            start = end
        return ids

    def _vector(self, sentence: str) -> Floats:
        ids, w = np.array(self.tokens(sentence)), self._weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            attended = self._dense(self._attended(x, layer), f"{layer}.attention.output.dense")
            x = self._norm(x + attended, f"{layer}.attention.output.LayerNorm")
            hidden = self._dense(x, f"{layer}.intermediate.dense")
            hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))
            x = self._norm(x + self._dense(hidden, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        pooled = x.mean(0)
        unit: Floats = (pooled / np.linalg.norm(pooled)).astype(np.float32)
        return unit

    def _attended(self, x: Floats, layer: str) -> Floats:
        query, key, value = (
            self._dense(x, f"{layer}.attention.self.{name}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        joined: Floats = ((scores / scores.sum(-1, keepdims=True)) @ value).transpose(1, 0, 2).reshape(len(x), -1)
        return joined

    def _norm(self, x: Floats, name: str) -> Floats:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    def _dense(self, x: Floats, name: str) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
