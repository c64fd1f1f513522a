"""`python -m songreel_assembly`: the assembly service."""

from songreel_chassis.server import run_service
from songreel_chassis.settings import read_settings

from songreel_assembly.servicer import build
from songreel_assembly.settings import AssemblySettings

if __name__ == "__main__":
    run_service("assembly", read_settings(AssemblySettings), build)
