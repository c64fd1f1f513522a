"""Sentences as the text tower reads them. Both backends use one tokenizer, from files on this machine alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transformers import BatchEncoding, RobertaTokenizer

from songreel_audio.clap.checkpoint import CheckpointRefused

TOKENS = 50265
MOST_TOKENS = 77
FILES = ("vocab.json", "merges.txt")


def load_tokenizer(folder: Path) -> Any:
    """RoBERTa's tokenizer from its two files. Raises CheckpointRefused unless it knows all 50265 tokens.

    Without the files transformers 5 gives a tokenizer of five tokens, without an error, and every sentence is the same.
    """
    missing = [name for name in FILES if not (folder / name).exists()]
    if missing:
        raise CheckpointRefused(f"{folder} lacks {' and '.join(missing)} of roberta-base's tokenizer. Copy them there.")
    tokenizer = RobertaTokenizer.from_pretrained(folder, local_files_only=True)
    if len(tokenizer) != TOKENS:
        raise CheckpointRefused(
            f"The tokenizer in {folder} knows {len(tokenizer)} tokens, not {TOKENS}: every label would be read alike. "
            "Copy vocab.json and merges.txt of roberta-base there."
        )
    return tokenizer


def tokenised(tokenizer: Any, sentences: Sequence[str]) -> BatchEncoding:
    """`input_ids` and `attention_mask`, (sentences, tokens) each, padded to the longest."""
    return tokenizer(list(sentences), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
