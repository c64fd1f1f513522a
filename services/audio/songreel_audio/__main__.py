"""Runs the audio service: python -m songreel_audio."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_audio.servicer import build
from songreel_audio.settings import AudioSettings

if __name__ == "__main__":
    run_service("audio", read_settings(AudioSettings), build)
