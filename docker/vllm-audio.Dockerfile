# vLLM with what it needs to read sound, which upstream's image leaves out. For components/lalm.
FROM vllm/vllm-openai:v0.33.0
RUN uv pip install --system --no-cache "vllm[audio]==0.33.0"
LABEL org.opencontainers.image.title="songreel/vllm-audio" \
    org.opencontainers.image.description="vLLM that hears" \
    org.opencontainers.image.licenses="Apache-2.0"
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=1800s CMD ["curl", "-fsS", "http://127.0.0.1:8000/health"]
