"""A script as a file that people edit: YAML with times as comments, or JSON."""

from songreel_client.script_file.document import ScriptFile
from songreel_client.script_file.emitting import to_yaml
from songreel_client.script_file.faults import BadScript, Fault
from songreel_client.script_file.reading import read_script

__all__ = ["BadScript", "Fault", "ScriptFile", "read_script", "to_yaml"]
