"""Checkpoints of audio-language models: their true architectures, processors and chat templates, small and random.

Their tokenizer knows a few dozen words, so that what such a model says by chance is words, and a narrative can be made
of it; everything it is asked reads as unknown words.
"""

from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

SPECIAL = ("<unk>", "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>")
SOUND = ("<sound>", "<|sound_bos|>", "<|sound_eos|>")
SAID = """
an old woman in a red coat walks along the empty pier, lights a lamp, opens letters, waits for rain, sings to birds,
dances on wet stones, tall reeds, cold blue dusk, warm windows, slow drums, bright guitars, longing, joy,
"""
WORDS = tuple(SAID.split())
FLAMINGO_TEMPLATE = (
    "{% for message in messages %}<|im_start|> {{ message['role'] }} "
    "{% for content in message['content'] %}"
    "{% if content['type'] == 'audio' %} <sound> {% else %} {{ content['text'] }} {% endif %}"
    "{% endfor %} <|im_end|> {% endfor %}{% if add_generation_prompt %}<|im_start|> assistant {% endif %}"
)
ENCODER = {
    "num_mel_bins": 128,
    "d_model": 16,
    "encoder_layers": 1,
    "encoder_attention_heads": 2,
    "encoder_ffn_dim": 16,
    "max_source_positions": 1500,
}
FLAMINGO_ENCODER = {
    "num_mel_bins": 128,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_source_positions": 1500,
}
FAMILIES = ("qwen2-audio", "audio-flamingo-3", "music-flamingo")


def write_checkpoint(family: str, folder: Path) -> Path:
    """The folder, filled as its makers fill it: config, tokenizer, processor, safetensors."""
    torch.manual_seed(7)
    tokenizer = _tokenizer()
    ids = {name: tokenizer.convert_tokens_to_ids(name) for name in (*SPECIAL, *SOUND)}
    text = {
        "model_type": "qwen2",
        "vocab_size": len(tokenizer),
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "intermediate_size": 32,
        "max_position_embeddings": 65536,
        "initializer_range": 0.5,
        "bos_token_id": ids["<|endoftext|>"],
        "eos_token_id": ids["<|im_end|>"],
    }
    extractor = transformers.WhisperFeatureExtractor(feature_size=128)
    processor, model = _parts(family, text, tokenizer, extractor, ids)
    model.generation_config = transformers.GenerationConfig(
        eos_token_id=ids["<|im_end|>"],
        pad_token_id=ids["<|endoftext|>"],
        suppress_tokens=[number for name, number in ids.items() if name != "<|im_end|>"],
    )
    processor.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _parts(family: str, text: dict[str, Any], tokenizer: Any, extractor: Any, ids: dict[str, int]) -> tuple[Any, Any]:
    match family:
        case "qwen2-audio":
            audio = {"model_type": "qwen2_audio_encoder", **ENCODER}
            config = transformers.Qwen2AudioConfig(
                audio_config=audio, text_config=text, audio_token_index=ids["<|AUDIO|>"]
            )
            processor = transformers.Qwen2AudioProcessor(extractor, tokenizer)
            processor.chat_template = processor.chat_template.replace("<|", " <|").replace("|>", "|> ")
            return processor, transformers.Qwen2AudioForConditionalGeneration(config)
        case "audio-flamingo-3":
            audio = {"model_type": "audioflamingo3_encoder", **FLAMINGO_ENCODER}
            config = transformers.AudioFlamingo3Config(
                audio_config=audio, text_config=text, audio_token_id=ids["<sound>"]
            )
            processor = transformers.AudioFlamingo3Processor(extractor, tokenizer, chat_template=FLAMINGO_TEMPLATE)
            return processor, transformers.AudioFlamingo3ForConditionalGeneration(config)
        case _:
            audio = {"model_type": "audioflamingo3_encoder", **FLAMINGO_ENCODER}
            config = transformers.MusicFlamingoConfig(
                audio_config=audio,
                text_config=text,
                audio_token_id=ids["<sound>"],
                audio_bos_token_id=ids["<|sound_bos|>"],
                audio_eos_token_id=ids["<|sound_eos|>"],
            )
            processor = transformers.MusicFlamingoProcessor(extractor, tokenizer, chat_template=FLAMINGO_TEMPLATE)
            return processor, transformers.MusicFlamingoForConditionalGeneration(config)


def _tokenizer() -> Any:
    names = dict.fromkeys((*SPECIAL, *SOUND, *WORDS))
    inner = Tokenizer(WordLevel({name: number for number, name in enumerate(names)}, unk_token="<unk>"))  # noqa: S106
    inner.pre_tokenizer = WhitespaceSplit()
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=inner,
        unk_token="<unk>",  # noqa: S106
        eos_token="<|im_end|>",  # noqa: S106
        pad_token="<|endoftext|>",  # noqa: S106
        additional_special_tokens=[*SPECIAL[2:3], *SPECIAL[4:], *SOUND],
    )
