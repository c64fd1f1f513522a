#!/bin/sh
# Builds distributions of this tree into /wheels, by the tools of the image's first stage and nothing from outside.
set -eu
for part in "$@"; do
    uv build -q --wheel --no-build-isolation --python "$(command -v python)" --out-dir /wheels "$part"
done
