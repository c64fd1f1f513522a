"""Our numpy sentence vectors are those of the model's makers: the real weights, through transformers."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from songreel_script.sentences import MODEL, SentenceModel
from songreel_weights import fetch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

CACHE = Path("~/.cache/songreel").expanduser()
SENTENCES = (
    "Someone laughs out loud, on a long wooden pier with lamps.",
    "the hands of someone turn a brass compass, in a rose garden with a stone bench.",
    "Straßencafé — naïve, 3/4 time & 'the end'...",
    "x",
    "",
)


@pytest.fixture(scope="module")
def theirs() -> BertModel:
    """all-MiniLM-L6-v2 as transformers has it."""
    config = BertConfig(
        vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    weights = load_file(fetch(MODEL, cache_folder=CACHE).files["weights"])
    missing, _ = model.load_state_dict(weights, strict=False)
    assert not missing
    return model


def test_the_vectors_are_transformers_own(theirs: BertModel) -> None:
    """Mean over the tokens, to a unit: within float32's rounding."""
    ours = SentenceModel(CACHE)
    together = ours.embed(SENTENCES)
    for sentence, vector in zip(SENTENCES, together, strict=True):
        ids = torch.tensor([ours.tokens(sentence)])
        with torch.no_grad():
            pooled = theirs(input_ids=ids).last_hidden_state[0].mean(0).numpy()
        wanted = pooled / np.linalg.norm(pooled)
        assert np.abs(vector - wanted).max() < 1e-5, sentence
        alone = SentenceModel(CACHE).embed([sentence])[0]
        assert np.abs(alone - vector).max() < 1e-6, sentence


def test_sentences_are_split_as_the_tokenizer_file_says() -> None:
    """By the library that the file was written for."""
    file = fetch(MODEL, cache_folder=CACHE).files["tokenizer"]
    assert json.loads(file.read_text("utf-8"))["model"]["type"] == "WordPiece"
    tokenizer, ours = Tokenizer.from_file(str(file)), SentenceModel(CACHE)
    tokenizer.no_padding()
    for sentence in SENTENCES:
        assert ours.tokens(sentence) == tokenizer.encode(sentence).ids, sentence
