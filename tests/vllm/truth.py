"""What transformers say to the questions that the critic asks a server: P(yes) among yes and no, of one checkpoint.

`python -m tests.vllm.truth CHECKPOINT ASKED.json` in the environment of `make test-vllm`; ASKED is a list of
{"pictures": [files], "text": words}, and the answers are printed as a list.
"""

import json
import sys
from pathlib import Path

import torch
from PIL import Image
from transformers import AutoProcessor, Qwen2_5_VLForConditionalGeneration


def main(checkpoint: str, asked: str) -> None:
    """Prints the answers."""
    model = Qwen2_5_VLForConditionalGeneration.from_pretrained(checkpoint, dtype=torch.float32).eval()
    processor = AutoProcessor.from_pretrained(checkpoint)
    yes, no = processor.tokenizer.convert_tokens_to_ids(["Yes", "No"])
    answers = []
    for question in json.loads(Path(asked).read_text()):
        pictures = [Image.open(path).convert("RGB") for path in question["pictures"]]
        content = [*({"type": "image"} for _ in pictures), {"type": "text", "text": question["text"]}]
        text = processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        with torch.no_grad():
            chances = model(**processor(text=[text], images=pictures, return_tensors="pt")).logits[0, -1].softmax(-1)
        answers.append(float(chances[yes] / (chances[yes] + chances[no])))
    print(json.dumps(answers))  # noqa: T201  # that is what it is for


if __name__ == "__main__":
    main(*sys.argv[1:])
