"""`python -m songreel_script`: the script service."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_script.servicer import build
from songreel_script.settings import ScriptSettings

if __name__ == "__main__":
    run_service("script", read_settings(ScriptSettings), build)
