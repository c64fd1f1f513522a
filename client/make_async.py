"""Writes the async SDK (`songreel_client/aio`) out of the blocking one: the same lines, with `await` where one waits.

The blocking modules are the source, so a verb is written once and both SDKs have it. A function is asynchronous when it
calls one that is; that begins with the transport and with `time.sleep`. A class is when one of its functions is, and is
called Async... there. Everything else is imported. Run `make async`; a test compares.
"""

import ast
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent / "songreel_client"
MODULES = (
    "jobs", "hearing", "writing", "events", "download", "uploading", "images", "webhooks", "quoting", "keys", "edited",
    "video", "client",
)  # fmt: skip
HEAD = '"""{}\n\nGenerated from {}.py by `make async`: change that.\n"""\n\n'
TRANSPORT = {"Transport"}
DUNDERS = {"__enter__": "__aenter__", "__exit__": "__aexit__"}
WORDS = {"Iterator": "AsyncIterator", "iter_lines": "aiter_lines", "iter_raw": "aiter_raw"}
AMBIGUOUS = {".get", ".write"}  # within the SDK only ever a dictionary's and a file's
Function = ast.FunctionDef


@dataclass
class Known:
    """What is asynchronous, by name; a method's begins with a dot."""

    awaited: set[str] = field(default_factory=lambda: {".call", ".send", ".answers", ".close", ".sleep"})
    iterated: set[str] = field(default_factory=lambda: {".iter_lines", ".iter_raw"})
    entered: set[str] = field(default_factory=lambda: {".stream"})
    classes: set[str] = field(default_factory=lambda: set(TRANSPORT))


def called(node: ast.AST) -> str:
    """The name in a call: `name` of a function, `.name` of a method."""
    if not isinstance(node, ast.Call):
        return ""
    target = node.func
    return f".{target.attr}" if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""


def waits(function: Function, known: Known) -> bool:
    """Whether it calls what has to be awaited."""
    names = {called(node) for node in ast.walk(function)} - AMBIGUOUS
    loops = {called(node.iter) for node in ast.walk(function) if isinstance(node, ast.For)}
    return bool(names & (known.awaited | known.entered) or loops & known.iterated) or function.name in DUNDERS


def yields(function: Function) -> bool:
    """Whether it is a generator."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function))


def learn(trees: dict[str, ast.Module]) -> Known:
    """Until nothing more is found."""
    known = Known()
    while True:
        size = sum(map(len, vars(known).values()))
        for tree in trees.values():
            for node in tree.body:
                if isinstance(node, Function):
                    _note(node, node.name, known)
                elif isinstance(node, ast.ClassDef):
                    for method in node.body:
                        if isinstance(method, Function):
                            _note(method, f".{method.name}", known)
                    if _is_async(node, known):
                        known.classes.add(node.name)
        if sum(map(len, vars(known).values())) == size:
            return known


def _note(function: Function, name: str, known: Known) -> None:
    gives = {called(node.value) for node in ast.walk(function) if isinstance(node, ast.Return) and node.value}
    if gives & known.iterated or (yields(function) and waits(function, known)):
        known.iterated.add(name)
    elif waits(function, known):
        known.awaited.add(name)


def _is_async(node: ast.ClassDef, known: Known) -> bool:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return bool(bases & known.classes or names & TRANSPORT)


class Writer:
    """One module's other side."""

    def __init__(self, name: str, source: str, known: Known) -> None:
        self._name = name
        self._known = known
        self._lines = source.splitlines(keepends=True)
        self._edits: list[tuple[int, int, str, int]] = []
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._tree = ast.parse(source)
        self._source = source

    def text(self) -> str:
        """The module."""
        kept = [node for node in self._tree.body if self._goes_over(node)]
        for node in kept:
            self._change(node, inside=False)
        here = {node.name for node in self._tree.body if isinstance(node, (ast.ClassDef, Function))}
        here |= {each.id for node in self._tree.body for each in self._assigned(node)}
        moved = {node.name for node in kept if isinstance(node, (ast.ClassDef, Function))}
        imports = [self._import(node) for node in self._tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        imports.append("import asyncio\nfrom collections.abc import AsyncIterator\n")
        if left := sorted(here - moved):
            imports.append(f"from songreel_client.{self._name} import {', '.join(left)}\n")
        title = (ast.get_docstring(self._tree) or "").partition("\n")[0]
        return HEAD.format(title, self._name) + "".join(imports) + "\n\n" + "\n\n".join(map(self._cut, kept))

    def _goes_over(self, node: ast.stmt) -> bool:
        if isinstance(node, ast.ClassDef):
            return node.name in self._known.classes
        return isinstance(node, Function) and node.name in self._known.awaited | self._known.iterated

    @staticmethod
    def _assigned(node: ast.stmt) -> list[ast.Name]:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        return [each for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]

    def _import(self, node: ast.Import | ast.ImportFrom) -> str:
        package = "songreel_client."
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(package):
            return ast.unparse(node) + "\n"
        module = str(node.module).removeprefix(package)
        names = [each.name for each in node.names]
        known = self._known
        moved = [n for n in names if n in known.classes or (module in MODULES and n in known.awaited | known.iterated)]
        lines = [f"from {package}aio.{module} import {self._renamed(each)}\n" for each in moved]
        rest = [each for each in names if each not in moved]
        return "".join(lines) + (f"from {node.module} import {', '.join(rest)}\n" if rest else "")

    def _renamed(self, name: str) -> str:
        return f"Async{name}" if name in self._known.classes else name

    def _at(self, line: int, column: int) -> int:
        raw = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(raw)

    def _edit(self, node: ast.AST, text: str, after: bool = False, replaces: int = 0) -> None:
        start, end = self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        self._edits.append((end if after else start, -end if not after else end, text, replaces))

    def _change(self, node: ast.AST, inside: bool, parent: ast.AST | None = None) -> None:
        known = self._known
        if isinstance(node, Function):
            inside = waits(node, known)
            if inside:
                self._edit(node, "async ")
            if node.name in DUNDERS:
                self._replace_word(node, node.name, DUNDERS[node.name])
        elif isinstance(node, ast.ClassDef):
            self._replace_word(node, node.name, self._renamed(node.name))
        elif self._loops_or_enters(node):
            self._edit(node, "async ")
        elif isinstance(node, ast.Call) and inside and called(node) in known.awaited - AMBIGUOUS:
            wrapped = isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is node
            self._edit(node, "(await " if wrapped else "await ")
            if wrapped:
                self._edit(node, ")", after=True)
        if isinstance(node, ast.Name) and (new := WORDS.get(node.id, self._renamed(node.id))) != node.id:
            self._edit(node, new, replaces=len(node.id))
        if isinstance(node, ast.Attribute) and node.attr == "sleep":
            self._edit(node.value, "asyncio", replaces=len("time"))
        if isinstance(node, ast.Attribute) and node.attr in WORDS:
            end = self._at(node.end_lineno or 0, node.end_col_offset or 0)
            self._edits.append((end - len(node.attr), 0, WORDS[node.attr], len(node.attr)))
        if isinstance(node, ast.Constant) and node.value in known.classes and not isinstance(parent, ast.Expr):
            self._edit(node, repr(self._renamed(node.value)).replace("'", '"'), replaces=len(node.value) + 2)
        for child in ast.iter_child_nodes(node):
            self._change(child, inside, node)

    def _loops_or_enters(self, node: ast.AST) -> bool:
        if isinstance(node, ast.For):
            return called(node.iter) in self._known.iterated
        return isinstance(node, ast.With) and any(
            called(item.context_expr) in self._known.entered for item in node.items
        )

    def _replace_word(self, node: ast.AST, old: str, new: str) -> None:
        at = self._source.index(old, self._at(node.lineno, node.col_offset))  # type: ignore[attr-defined]
        self._edits.append((at, 0, new, len(old)))

    def _cut(self, node: ast.stmt) -> str:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)])
        start, end = self._starts[first - 1], self._at(node.end_lineno or 0, node.end_col_offset or 0)
        out, at = "", start
        for place, _, text, replaces in sorted(self._edits, key=lambda edit: (edit[0], edit[1])):
            if start <= place <= end:
                out += self._source[at:place] + text
                at = place + replaces
        return out + self._source[at:end] + "\n"


def write(folder: Path) -> None:
    """All modules into a folder, tidied."""
    sources = {name: (HERE / f"{name}.py").read_text() for name in MODULES}
    known = learn({name: ast.parse(source) for name, source in sources.items()})
    for name, source in sources.items():
        text = Writer(name, source, known).text()
        for step in (("check", "--fix", "--select", "F401,I"), ("format",)):
            text = _ruff(step, f"{HERE}/aio/{name}.py", text)
        (folder / f"{name}.py").write_text(text)


def _ruff(step: tuple[str, ...], path: str, text: str) -> str:
    command = [str(Path(sys.executable).parent / "ruff"), *step, "--quiet", "--stdin-filename", path, "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    write(HERE / "aio")
