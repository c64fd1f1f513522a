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
from threadpoolctl import ThreadpoolController

from songreel_script.settings import ScriptSettings

MODEL = "minilm-l6-v2"
LAYERS, HEADS, MOST_TOKENS = 6, 12, 256
REMEMBERED, AT_ONCE = 4096, 64
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
    """Embeds sentences, and remembers the last few thousand. Any thread may ask."""

    def __init__(self, cache_folder: Path) -> None:
        files = fetch(MODEL, cache_folder=cache_folder).files
        self._weights: dict[str, Floats] = load_file(files["weights"])
        self._pieces: dict[str, int] = json.loads(files["tokenizer"].read_text("utf-8"))["model"]["vocab"]
        self._known: dict[str, Floats] = {}
        self._turn = threading.Lock()
        self._pools = ThreadpoolController()

    def embed(self, sentences: Sequence[str]) -> Floats:
        """(sentences, 384) unit vectors: their products are cosines."""
        # One thread: the products are small, and two that wait for a busy core took ten times as long.
        with self._turn, self._pools.limit(limits=1):
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
            for start in range(0, len(new), AT_ONCE):
                some = new[start : start + AT_ONCE]
                self._known.update(zip(some, self._vectors(some), strict=True))
            vectors = [self._known[sentence] for sentence in sentences]
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

    def _vectors(self, sentences: Sequence[str]) -> list[Floats]:
        """All sentences' tokens in one matrix, so that the weights are read once; each attends to itself alone."""
        pieces, w = [self.tokens(sentence) for sentence in sentences], self._weights
        ids, places = np.concatenate(pieces), np.concatenate([np.arange(len(one)) for one in pieces])
        ends = np.cumsum([len(one) for one in pieces])
        spans = [slice(end - len(one), end) for one, end in zip(pieces, ends, strict=True)]
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][places]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            attended = self._dense(self._attended(x, spans, layer), f"{layer}.attention.output.dense")
            x = self._norm(x + attended, f"{layer}.attention.output.LayerNorm")
            hidden = self._dense(x, f"{layer}.intermediate.dense")
            hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))
            x = self._norm(x + self._dense(hidden, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        pooled = [x[span].mean(0) for span in spans]
        return [(mean / np.linalg.norm(mean)).astype(np.float32) for mean in pooled]

    def _attended(self, x: Floats, spans: Sequence[slice], layer: str) -> Floats:
        query, key, value = (
            self._dense(x, f"{layer}.attention.self.{name}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        joined = np.empty_like(x)
        for span in spans:
            scores = query[:, span] @ key[:, span].transpose(0, 2, 1) / np.sqrt(query.shape[-1])
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            seen = (scores / scores.sum(-1, keepdims=True)) @ value[:, span]
            joined[span] = seen.transpose(1, 0, 2).reshape(len(x[span]), -1)
        return joined

    def _norm(self, x: Floats, name: str) -> Floats:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    def _dense(self, x: Floats, name: str) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
