"""The critic's evidence as docs/critic.md keeps it: one part a kind of takes, each between marks of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent / "docs" / "critic.md"
PARTS = ("development", "later", "former", "recent", "latest", "held_out")


@dataclass(frozen=True)
class Evidence:
    """The document's parts."""

    parts: Mapping[str, str]

    @classmethod
    def read(cls) -> "Evidence":
        """As the document says it now."""
        text = DOCUMENT.read_text("utf-8")
        return cls({name: _between(text, name)[1].strip() for name in PARTS})

    def replaced(self, name: str, text: str) -> "Evidence":
        """The same with one part measured anew."""
        return Evidence({**self.parts, name: text})

    def publish(self) -> None:
        """Puts the parts between their marks; the rest of the document stays."""
        text = DOCUMENT.read_text("utf-8")
        for name, said in self.parts.items():
            before, _, after = _between(text, name)
            text = f"{before}\n\n{said}\n\n{after}"
        DOCUMENT.write_text(text, "utf-8")


def _between(text: str, name: str) -> tuple[str, str, str]:
    """(all up to the part with its mark, the part, its end's mark and the rest)."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, _, rest = text.partition(begin)
    said, _, after = rest.partition(end)
    return before + begin, said, end + after
