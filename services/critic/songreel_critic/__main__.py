"""`python -m songreel_critic`: the critic service."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_critic.servicer import build
from songreel_critic.settings import CriticSettings

if __name__ == "__main__":
    run_service("critic", read_settings(CriticSettings), build)
