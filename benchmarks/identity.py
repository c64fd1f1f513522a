"""How well the critic tells whether faces, figures and scenes are the same, on sets of which that is known.

    python -m benchmarks identity

AUC is the chance that two pictures of the same are found more alike than two of different people or scenes; 0.5 is a
guess. Two pictures of the same person are always two photographs, or moments of a recording two seconds apart, never
one picture twice. Photographs are rendered as shots of 854x480 show them: smaller, at night, at dusk, mirrored, with
grain, coded. Figures are the animatic's: eight characters in eight shots each, in other places, hours and framings.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

MODELS_PYTHON = Path(".venv-models/bin/python")
DOCUMENT = Path(__file__).parent.parent / "docs" / "critic.md"
BEGIN, END = "<!-- identity -->", "<!-- end of identity -->"


def main() -> None:
    """Prints tables, also into docs/critic.md. Pictures are drawn here, looked at where dlib is."""
    if not MODELS_PYTHON.exists():
        sys.exit("This benchmark needs dlib and onnxruntime. Run `make test-models` once, which installs them.")
    from benchmarks._drawn import draw

    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        drawn = Path(folder) / "drawn.npz"
        draw(drawn)
        script = f"from benchmarks._alike_pictures import main; main({str(drawn)!r})"
        command = [str(MODELS_PYTHON), "-W", "ignore", "-c", script]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    print(told, end="")
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{told.strip()}\n\n{END}{after}", "utf-8")
