"""Runs the video service: python -m songreel_video."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_video.servicer import build
from songreel_video.settings import VideoSettings

if __name__ == "__main__":
    run_service("video", read_settings(VideoSettings), build)
