"""Tiny models of the true architectures with random weights, as folders that vLLM loads like the real ones.

`python -m tests.vllm.checkpoints FOLDER` in the environment of `make test-vllm` writes `reasoner` (a Llama with
DeepSeek R1's tokens and chat template), `Qwen2-Audio-tiny` and `Qwen2.5-VL-tiny`. Their words are noise, so whatever is
right about an answer (its schema, its length, what is kept apart from it) is the server's doing or ours.
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import AddedToken
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2AudioConfig,
    Qwen2AudioForConditionalGeneration,
    Qwen2AudioProcessor,
    WhisperFeatureExtractor,
)

from tests.vllm.tokens import CONTEXT, learned_tokenizer
from tests.vllm.watcher import write_watcher

BEGIN, END, USER, ASSISTANT = "<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<｜User｜>", "<｜Assistant｜>"
R1_TOKENS = [USER, ASSISTANT, "<think>", "</think>"]
"""Not special in R1's tokenizer: special ones are left out of the text in which vLLM looks for the end of thinking."""
QWEN_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|audio_bos|>", "<|AUDIO|>", "<|audio_eos|>"]
QWEN_ENDS = ["<|endoftext|>", "<|im_end|>", *(f"<|end_{number}|>" for number in range(30))]
"""A random model hardly ever ends a text by itself; with so many ends to choose from it does, after about 50 tokens."""

# As in deepseek-ai/DeepSeek-R1-Distill-Llama-8B, without the branches for tools: no system prompt of its own, thinking
# cut out of former answers, and the thinking opened.
R1_TEMPLATE = (
    "{% set ns = namespace(system_prompt='') %}"
    "{%- for message in messages %}{%- if message['role'] == 'system' %}"
    "{% set ns.system_prompt = message['content'] %}{%- endif %}{%- endfor %}{{bos_token}}{{ns.system_prompt}}"
    "{%- for message in messages %}"
    f"{{%- if message['role'] == 'user' %}}{{{{'{USER}' + message['content']}}}}{{%- endif %}}"
    "{%- if message['role'] == 'assistant' and message['content'] is not none %}"
    "{% set content = message['content'] %}"
    "{% if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}"
    f"{{{{'{ASSISTANT}' + content + '{END}'}}}}{{%- endif %}}{{%- endfor -%}}"
    f"{{% if add_generation_prompt %}}{{{{'{ASSISTANT}<think>\\n'}}}}{{% endif %}}"
)


def write(folder: Path) -> None:
    """All of them."""
    torch.manual_seed(0)
    _reasoner(folder / "reasoner")
    _listener(folder / "Qwen2-Audio-tiny")
    write_watcher(folder / "Qwen2.5-VL-tiny")


def _reasoner(folder: Path) -> None:
    tokenizer = learned_tokenizer([BEGIN, END], bos_token=BEGIN, eos_token=END, pad_token=END)
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in R1_TOKENS])
    tokenizer.chat_template = R1_TEMPLATE
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
        max_position_embeddings=CONTEXT,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _listener(folder: Path) -> None:
    special = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    tokenizer = learned_tokenizer([*QWEN_TOKENS, *QWEN_ENDS[2:]], **special)
    features = WhisperFeatureExtractor(feature_size=128)
    processor = Qwen2AudioProcessor(features, tokenizer)
    config = Qwen2AudioConfig(
        audio_config={
            "d_model": 32,
            "encoder_layers": 1,
            "encoder_attention_heads": 2,
            "encoder_ffn_dim": 64,
            "num_mel_bins": 128,
            "max_source_positions": 1500,
        },
        text_config={
            "model_type": "qwen2",
            "vocab_size": len(tokenizer),
            "hidden_size": 64,
            "intermediate_size": 128,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "max_position_embeddings": CONTEXT,
            "eos_token_id": tokenizer.eos_token_id,
        },
        audio_token_index=tokenizer.convert_tokens_to_ids("<|AUDIO|>"),
    )
    model = Qwen2AudioForConditionalGeneration(config)
    model.generation_config.eos_token_id = tokenizer.convert_tokens_to_ids(QWEN_ENDS)
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    _rename(folder / "model.safetensors")


def _rename(weights: Path) -> None:
    """`save_pretrained` writes names that vLLM does not look for."""
    tensors = load_file(weights)
    renamed = {name.replace("language_model.model.model.", "language_model.model."): t for name, t in tensors.items()}
    save_file(renamed, weights, metadata={"format": "pt"})


if __name__ == "__main__":
    write(Path(sys.argv[1]))
