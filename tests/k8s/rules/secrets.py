"""Secrets: by reference, never in the tree."""

import re
from collections.abc import Iterator

from tests.k8s.rendering import Rendering

SECRET_NAME = re.compile(r"(PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|ACCESS_KEY|PRIVATE_KEY)", re.IGNORECASE)
PASSWORD_IN_URL = re.compile(r"\w+://[^/\s:@]+:[^/\s@]+@")


def secrets_come_by_reference(rendering: Rendering) -> Iterator[str]:
    """No Secret, no value under a secret's name, no password inside an address."""
    for secret in rendering.of("Secret"):
        yield f"the Secret {secret['metadata']['name']} stands in the tree"
    values = [
        (config["metadata"]["name"], name, value)
        for config in rendering.of("ConfigMap")
        for name, value in config.get("data", {}).items()
    ]
    for pod in rendering.pods():
        for container in pod.containers:
            values += [(pod.name, each["name"], each["value"]) for each in container.get("env", []) if "value" in each]
            values += [(pod.name, "its command", str(word)) for word in container.get("args", [])]
    for owner, name, value in values:
        if (SECRET_NAME.search(name) and value) or PASSWORD_IN_URL.search(value):
            yield f"{owner}: {name} holds a secret in clear"
