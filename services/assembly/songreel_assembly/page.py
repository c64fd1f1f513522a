"""The certificate's page for screens: HTML with its pictures in it, that needs nothing from anywhere."""

import base64
from importlib.resources import files

import jinja2

from songreel_assembly.paper.forms import Paper, Picture, Table, Words

JOINING = frozenset("\u200c\u200d\u200e\u200f")
"""What scripts and emoji need between their letters."""
SIGNATURES = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}


def draw_page(paper: Paper) -> str:
    """The page. Whatever others wrote (prompts, findings, names) is escaped."""
    loader = jinja2.FunctionLoader(lambda name: (files("songreel_assembly") / name).read_text("utf-8"))
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, finalize=readable
    )
    environment.filters |= {"embedded": embedded}
    environment.tests |= {
        "words": lambda block: isinstance(block, Words),
        "picture": lambda block: isinstance(block, Picture),
        "table": lambda block: isinstance(block, Table),
    }
    return environment.get_template("certificate.html").render(paper=paper)


def readable(value: object) -> object:
    """Text without what a page must not hold, or what would turn the words around it: control letters and the like."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return "".join(letter for letter in value if letter.isprintable() or letter.isspace() or letter in JOINING)


def embedded(picture: Picture) -> str:
    """As a `data:` URI."""
    kind = SIGNATURES.get(picture.data[:2], "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(picture.data).decode()}"
