"""Python functions, tried by CPython: the file is imported as it is, from its own folder and from the folder given."""

import ast
import json
import sys
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".py",)
NEW = ""

TRIAL = """
import json, runpy, sys
sys.path[:0] = [sys.argv[2], sys.argv[3]]
names = runpy.run_path(sys.argv[1], run_name="trial")
row = json.loads(sys.argv[4])
given = eval(sys.argv[5], names, {"row": row})
back = list(given) if isinstance(given, (list, tuple)) else None
print("\\n~" + json.dumps([row, back]))
"""


def find(file: Path) -> list[Candidate]:
    try:
        tree = ast.parse(file.read_text("utf8"))
    except (SyntaxError, ValueError):
        return []
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found += _candidate(file, node, "", 0)
        elif isinstance(node, ast.ClassDef) and not any(isinstance(m, ast.FunctionDef) and m.name == "__init__" for m in node.body):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and not method.name.startswith("__"):
                    found += _candidate(file, method, node.name, 1)
    return found


def _candidate(file: Path, node: ast.FunctionDef, owner: str, skip: int) -> list[Candidate]:
    decorators = [d.id for d in node.decorator_list if isinstance(d, ast.Name)]
    fixed = "staticmethod" in decorators
    needed = node.args.args[0 if fixed else skip :]
    needed = needed[: len(needed) - len(node.args.defaults)]
    if not needed or node.args.kwonlyargs and None in node.args.kw_defaults:
        return []
    kind = ast.unparse(needed[0].annotation) if needed[0].annotation else ""
    rest = others([argument.arg for argument in needed[1:]])
    if rest is None or (kind and not kind.lower().startswith(("list", "sequence", "mutablesequence", "collection", "iterable"))):
        return []
    return [Candidate(file, node.name, (LIST_HERE, *rest), owner, fixed, kind)]


def truth(candidates: list[Candidate], folder: Path):
    for candidate in candidates:
        out = run(
            [sys.executable, "-c", TRIAL, str(candidate.file), str(candidate.file.parent), str(folder), json.dumps(LIST), candidate.call("row")]
        )
        yield candidate, last(out)
