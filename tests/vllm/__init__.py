"""What speaks to vLLM, against a real vLLM server on the CPU with tiny random models: `make test-vllm`."""
