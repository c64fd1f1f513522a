"""The questions, from files that people read."""

import functools
import tomllib
from importlib import resources
from string import Template


def filled(name: str, **values: object) -> str:
    """A prompt file with its placeholders filled."""
    return Template(_text(f"{name}.txt")).substitute({key: str(value) for key, value in values.items()}).strip()


def question(name: str, **values: object) -> str:
    """One of the questions that are asked one by one."""
    return Template(_table()[name]).substitute({key: str(value) for key, value in values.items()})


@functools.cache
def _text(name: str) -> str:
    return resources.files(__package__).joinpath("prompts", name).read_text("utf-8")


@functools.cache
def _table() -> dict[str, str]:
    return {name: str(text) for name, text in tomllib.loads(_text("questions.toml")).items()}
