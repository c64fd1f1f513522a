"""A tokenizer that is learned from the texts that our models are asked with: nothing is downloaded for it."""

from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

ROOT = Path(__file__).parent.parent.parent
VOCABULARY = 1536
CONTEXT = 16_384


def learned_tokenizer(tokens: list[str], **special: str) -> PreTrainedTokenizerFast:
    """A byte-level BPE, learned from the texts that a model is asked with."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=tokens, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    texts = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("services/*/*/prompts/**/*.txt")])
    tokenizer.train([str(path) for path in texts], trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=CONTEXT, **special)
