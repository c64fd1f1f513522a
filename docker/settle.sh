#!/bin/sh
# Makes an environment that behaves in a layer as it did when it was built: layers keep whole seconds, and both Python's and
# numba's caches compare times of change. So all files get one time, and bytecode is made that looks at none.
set -eu
find "$1" -exec touch -h -d @0 {} +
"$1/bin/python" -m compileall -q --invalidation-mode unchecked-hash "$1/lib"
