"""Films a shot by an outside engine that speaks OpenAI's videos API: vLLM-Omni, SGLang diffusion."""
