"""docs/settings.md is made from the settings' own descriptions."""

import importlib
import inspect
from pathlib import Path

import pytest
from songreel_chassis.settings import ENV_PREFIX, ProcessSettings

TABLE = Path(__file__).parents[2] / "docs" / "settings.md"
PROCESSES = ("audio", "lalm", "script", "video", "critic", "assembly", "gateway")
HEAD = """# Settings

Each process reads its settings once, at start, from environment variables. `songreel up` and `songreel make` set what
the local stack needs; anything you set yourself is passed on.
"""


def own_settings(process: str) -> type[ProcessSettings]:
    """The one settings class of a process."""
    module = importlib.import_module(f"songreel_{process}.settings")
    classes = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]
    (settings,) = [kind for kind in classes if issubclass(kind, ProcessSettings)]
    return settings


def rows(settings: type[ProcessSettings], names: set[str]) -> str:
    """A table of the fields of these names."""
    lines = ["| variable | default | |", "| --- | --- | --- |"]
    for name, field in settings.model_fields.items():
        if name in names:
            default = "" if field.is_required() or field.default == "" else f"`{field.default}`"
            lines.append(f"| `{ENV_PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def settings_page() -> str:
    """The whole page."""
    shared = set(ProcessSettings.model_fields)
    parts = [HEAD, "## Every process\n", rows(ProcessSettings, shared)]
    for process in PROCESSES:
        settings = own_settings(process)
        own = set(settings.model_fields) - shared
        parts += [f"\n## {process}\n", rows(settings, own) if own else "None of its own."]
    return "\n".join(parts) + "\n"


def test_the_page_says_what_the_settings_say(golden: bool) -> None:
    """`make golden` rewrites it; anything else is drift."""
    if golden:
        TABLE.write_text(settings_page())
    assert TABLE.read_text() == settings_page()


@pytest.mark.parametrize("process", PROCESSES)
def test_every_setting_has_a_sentence(process: str) -> None:
    """A description that ends like one."""
    for name, field in own_settings(process).model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
