# Weights as an image, for components/weights-image. Build it from a folder that holds weights/ and models/, such as what
# the Jobs of k8s/base/weights.yaml bring:
#
#     docker build -f docker/weights.Dockerfile -t songreel/weights:0.1.0 FOLDER
FROM scratch
COPY weights /weights
COPY models /models
LABEL org.opencontainers.image.title="songreel/weights" \
    org.opencontainers.image.description="Weights; each under its own licence"
