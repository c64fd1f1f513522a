"""`python -m songreel_lalm`: the audio-language service."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_lalm.servicer import build
from songreel_lalm.settings import LalmSettings

if __name__ == "__main__":
    run_service("lalm", read_settings(LalmSettings), build)
