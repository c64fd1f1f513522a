"""Runs the benchmarks named on the command line, or all: `python -m benchmarks hearing assembly`."""

import importlib
import pkgutil
import sys
from pathlib import Path

known = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name[0] != "_")
chosen = sys.argv[1:] or known
if unknown := set(chosen) - set(known):
    sys.exit(f"No benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
for name in chosen:
    print(f"\n## {name}\n", flush=True)
    importlib.import_module(f"benchmarks.{name}").main()
