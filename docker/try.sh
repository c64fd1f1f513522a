#!/usr/bin/env bash
# Builds images without a registry and runs each as a cluster would: a read-only root, a user that is nobody, no network
# needed. Takes minutes and is nobody's CI: `make try-images`. Needs root and Debian's buildah and debootstrap.
#
#     docker/try.sh gateway audio
#
# The base is a Debian of our own in the place of python:3.11-slim-bookworm. Settings for a trial come from the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
BASE=localhost/python:3.11-slim-bookworm
WORK=${TRY_FOLDER:-/tmp/songreel-images}
CERTIFICATES=/etc/ssl/certs/ca-certificates.crt

base() {
    buildah inspect --type image "$BASE" >/dev/null 2>&1 && return
    [ -e "$WORK/root/usr/bin/python3.11" ] || debootstrap --variant=minbase \
        --include=python3.11,python3.11-venv,python3-pip,ca-certificates bookworm "$WORK/root" >"$WORK/debootstrap.log"
    rm -f "$WORK/root/usr/lib/python3.11/EXTERNALLY-MANAGED" # it is the image's only Python
    ln -sf /usr/bin/python3.11 "$WORK/root/usr/local/bin/python"
    container=$(buildah from scratch)
    buildah copy -q "$container" "$WORK/root" / >/dev/null
    buildah commit -q "$container" "$BASE" >/dev/null
    buildah rm "$container" >/dev/null
}

build() { # image
    buildah build -q --format docker --pull-never -f docker/Dockerfile --target "$1" --build-arg PYTHON="$BASE" \
        -v "$CERTIFICATES:$CERTIFICATES:ro" --env "SSL_CERT_FILE=$CERTIFICATES" -t "songreel/$1:trial" . >/dev/null
}

try() { # image
    container=$(buildah from --pull-never "songreel/$1:trial")
    trap 'buildah rm "$container" >/dev/null' RETURN
    root=$(buildah mount "$container")
    size=$(du -sm "$root" | cut -f1)
    unshare --mount docker/try_inside.py "$root" "$(buildah inspect --type image "songreel/$1:trial")"
    echo "$1: $size MB, healthy on a read-only root as user 10001, and ended by SIGTERM"
}

mkdir -p "$WORK"
base
for image in "$@"; do
    build "$image"
    try "$image"
done
