"""A tiny Qwen2.5-VL with random weights, as a folder that vLLM loads like the real one.

Its answers are noise, but for one thing: it answers a chat with yes or no, and which of the two, and how surely, hangs
on all that it has read, pictures included. That is put into the one matrix that turns its last state into words, so
that P(yes) is a number to be measured instead of one of fifteen hundred.
"""

from pathlib import Path

import torch
from transformers import (
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2_5_VLProcessor,
    Qwen2VLImageProcessor,
    Qwen2VLVideoProcessor,
)

from tests.vllm.tokens import CONTEXT, learned_tokenizer

TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
          "<|image_pad|>", "<|video_pad|>"]  # fmt: skip
SURE, SWAYED = 1.2, 0.2
"""How much likelier yes and no are than other words, and how far apart pictures may drive them."""

# As in Qwen/Qwen2.5-VL-7B-Instruct, without the numbering of pictures, which is off there too.
TEMPLATE = (
    "{% for message in messages %}"
    "{% if loop.first and message['role'] != 'system' %}<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
    "{% endif %}<|im_start|>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}<|im_end|>\n{% else %}"
    "{% for content in message['content'] %}"
    "{% if content['type'] == 'image' or 'image' in content or 'image_url' in content %}"
    "<|vision_start|><|image_pad|><|vision_end|>"
    "{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def write_watcher(folder: Path) -> None:
    """The whole checkpoint."""
    special = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    tokenizer = learned_tokenizer(TOKENS, **special)
    tokenizer.add_tokens(["Yes", "No"])
    tokenizer.chat_template = TEMPLATE
    ids = {name: tokenizer.convert_tokens_to_ids(f"<|{name}|>") for name in ("vision_start", "vision_end", "image_pad")}
    config = Qwen2_5_VLConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "bos_token_id": None,
            "hidden_size": 64,
            "intermediate_size": 128,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "max_position_embeddings": CONTEXT,
            "initializer_range": 0.1,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [4, 6, 6]},
            "eos_token_id": tokenizer.eos_token_id,
        },
        vision_config={
            "depth": 2,
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_heads": 2,
            "out_hidden_size": 64,
            "fullatt_block_indexes": [1],
            "initializer_range": 0.1,
        },
        vision_start_token_id=ids["vision_start"],
        vision_end_token_id=ids["vision_end"],
        image_token_id=ids["image_pad"],
        video_token_id=tokenizer.convert_tokens_to_ids("<|video_pad|>"),
        tie_word_embeddings=False,
    )
    model = Qwen2_5_VLForConditionalGeneration(config)
    _answer_with(model, *tokenizer.convert_tokens_to_ids(["Yes", "No"]))
    model.save_pretrained(folder)
    images, videos = Qwen2VLImageProcessor(), Qwen2VLVideoProcessor()
    Qwen2_5_VLProcessor(images, tokenizer, videos, chat_template=TEMPLATE).save_pretrained(folder)


def _answer_with(model: Qwen2_5_VLForConditionalGeneration, yes: int, no: int) -> None:
    """Every token carries a mark in the first dimension of its embedding; yes and no follow from the mark alike, and
    from one other direction in opposite senses."""
    with torch.no_grad():
        model.model.language_model.embed_tokens.weight[:, 0] = 8.0
        sway = SWAYED * torch.randn(model.lm_head.weight.shape[1])
        sway[0] = 0
        model.lm_head.weight.mul_(0.1)
        for token, sense in ((yes, 1), (no, -1)):
            model.lm_head.weight[token] = sense * sway
            model.lm_head.weight[token, 0] = SURE
