#!/bin/sh
# Starts a command with what numba compiled when the image was built. numba refuses a cache that it cannot write to, and the
# root may be read-only: so the cache is copied to where it can.
set -eu
[ -e "$NUMBA_CACHE_DIR" ] || cp -R /opt/numba "$NUMBA_CACHE_DIR"
exec "$@"
