"""Tiny video models of the true architectures with random weights, written as a checkpoint folder.

Widths and depths are small, everything else is the architecture's own, so the folder goes through the same
`from_pretrained` as the real weights. 64x48 pixels and 9 frames take a second.
"""

import string
from pathlib import Path
from typing import Any

import diffusers
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    CLIPImageProcessor,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
    UMT5Config,
    UMT5EncoderModel,
)

TEXT_WIDTH = 32
PICTURES = 30.0
"""How much more than random weights do, tiny models see of the pictures that they follow."""


def write_checkpoint(backend: str, folder: Path, scheduler: Any = None) -> Path:
    """The folder of a backend's checkpoint, by the value of `video_backend`."""
    torch.manual_seed(0)
    pipe = MAKERS[backend](scheduler)
    pipe.save_pretrained(folder, safe_serialization=True)
    return folder


def unipc() -> Any:
    """Wan's own scheduler."""
    return diffusers.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000, flow_shift=3.0
    )


def euler() -> Any:
    """The other one that Wan is run with; mochi's."""
    return diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0)


def _tokenizer() -> PreTrainedTokenizerFast:
    letters = "▁" + string.ascii_letters + string.digits + string.punctuation
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((letter, -2.0) for letter in letters)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    special = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=512, **special)


def _text_encoder(model: Any, config: Any) -> Any:
    return model(
        config(
            vocab_size=128, d_model=TEXT_WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4,
            feed_forward_proj="gated-gelu",
        )
    ).eval()  # fmt: skip


def _wan_parts(scheduler: Any) -> dict[str, Any]:
    return {
        "vae": diffusers.AutoencoderKLWan(
            base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
        ),
        "scheduler": scheduler or unipc(),
        "text_encoder": _text_encoder(UMT5EncoderModel, UMT5Config),
        "tokenizer": _tokenizer(),
    }


def _wan_transformer(kind: Any = None, **more: Any) -> Any:
    return (kind or diffusers.WanTransformer3DModel)(
        **{
            "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 16,
            "out_channels": 16, "text_dim": TEXT_WIDTH, "freq_dim": 256, "ffn_dim": 32, "num_layers": 2,
            "cross_attn_norm": True, "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 64, **more,
        }
    )  # fmt: skip


def _wan(scheduler: Any) -> Any:
    return diffusers.WanPipeline(transformer=_wan_transformer(), **_wan_parts(scheduler))


def _wan_i2v(scheduler: Any) -> Any:
    vision = CLIPVisionConfig(
        hidden_size=4, projection_dim=4, num_hidden_layers=2, num_attention_heads=2, image_size=32,
        intermediate_size=16, patch_size=1,
    )  # fmt: skip
    transformer = _wan_transformer(in_channels=36, image_dim=4)
    with torch.no_grad():
        transformer.patch_embedding.weight[:, 20:].mul_(PICTURES)  # behind 16 latents and 4 of the mask
    return diffusers.WanImageToVideoPipeline(
        transformer=transformer,
        image_encoder=CLIPVisionModelWithProjection(vision),
        image_processor=CLIPImageProcessor(crop_size=32, size=32),
        **_wan_parts(scheduler),
    )


def _wan_vace(scheduler: Any) -> Any:
    transformer = _wan_transformer(
        diffusers.WanVACETransformer3DModel, num_layers=3, vace_layers=[0, 2], vace_in_channels=96
    )
    with torch.no_grad():  # random weights hardly see a picture; these see it as well as the words
        transformer.vace_patch_embedding.weight.mul_(PICTURES)
    return diffusers.WanVACEPipeline(transformer=transformer, **_wan_parts(scheduler))


def _mochi(scheduler: Any) -> Any:
    transformer = diffusers.MochiTransformer3DModel(
        patch_size=2, num_attention_heads=2, attention_head_dim=8, num_layers=2, pooled_projection_dim=16,
        in_channels=12, qk_norm="rms_norm", text_embed_dim=TEXT_WIDTH, time_embed_dim=4, activation_fn="swiglu",
        max_sequence_length=16,
    )  # fmt: skip
    torch.nn.init.normal_(transformer.pos_frequencies)
    vae = diffusers.AutoencoderKLMochi(
        latent_channels=12, out_channels=3, encoder_block_out_channels=(32, 32, 32, 32),
        decoder_block_out_channels=(32, 32, 32, 32), layers_per_block=(1, 1, 1, 1, 1),
    )  # fmt: skip
    return diffusers.MochiPipeline(
        transformer=transformer,
        vae=vae,
        scheduler=scheduler or diffusers.FlowMatchEulerDiscreteScheduler(),
        text_encoder=_text_encoder(T5EncoderModel, T5Config),
        tokenizer=_tokenizer(),
    )


MAKERS = {"mochi": _mochi, "wan": _wan, "wan_i2v": _wan_i2v, "wan_vace": _wan_vace}
