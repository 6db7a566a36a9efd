"""Java methods, tried by javac and java: a class in the same package calls them, other files of the folder are found by name."""

import re
import tempfile
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".java",)
NEW = "new "
METHOD = re.compile(
    r"^    (?:@\w+\s+)*(public |protected |private )?(static )?(?:<[\w ,.<>?]+> )?([\w.]+(?:<[\w<>?, ]+>)?(?:\[\])?) (\w+)\(([^(){};]*)\)[^{;]*\{", re.M
)
PARAMETER = re.compile(r"^(?:final )?((?:int|Integer|T|E)\[\]|(?:Array)?List<(?:Integer|T|E)>) (\w+)$")


def find(file: Path) -> list[Candidate]:
    if "/test/" in str(file):
        return []
    text = file.read_text("utf8", "replace")
    owner = file.stem
    if not re.search(rf"\bclass {owner}\b", text) or re.search(rf"^    (?:public |private )?{owner}\(\s*\w", text, re.M):
        return []
    locked = bool(re.search(rf"^    private {owner}\(\)", text, re.M)) or bool(re.search(rf"abstract class {owner}\b", text))
    found = []
    for match in METHOD.finditer(text):
        parameters = [" ".join(p.split()) for p in match[5].split(",") if p.strip()]
        if not parameters or match[1] == "private " or (locked and not match[2]):
            continue
        kind = PARAMETER.match(parameters[0])
        rest = others([p.split()[-1] for p in parameters[1:]])
        if kind and rest is not None:
            found.append(Candidate(file, match[4], (LIST_HERE, *rest), owner, bool(match[2]), kind[1]))
    return found


def truth(candidates: list[Candidate], folder: Path):
    for candidate in candidates:
        yield candidate, _try(candidate)


def _try(candidate: Candidate):
    text = candidate.file.read_text("utf8", "replace")
    package = re.search(r"^package ([\w.]+);", text, re.M)
    root = candidate.file.parents[len(package[1].split("."))] if package else candidate.file.parent
    values = ", ".join(map(str, LIST))
    if "List" in candidate.kind:
        row = f"java.util.ArrayList<Integer> row = new java.util.ArrayList<>(java.util.List.of({values}))"
    else:
        row = f"{'int' if candidate.kind == 'int[]' else 'Integer'}[] row = {{{values}}}"
    call = candidate.call("row", NEW)
    show = (
        "static String show(Object v) { if (v instanceof int[]) return java.util.Arrays.toString((int[]) v); if (v instanceof Object[]) "
        "return java.util.Arrays.toString((Object[]) v); return v instanceof java.util.List ? v.toString() : null; }"
    )
    with tempfile.TemporaryDirectory() as place:
        for body in (f"Object given = {call};", f"{call}; Object given = null;"):  # a method that gives nothing is no value
            trial = Path(place) / "ZzTrial.java"
            trial.write_text(
                (package[0] if package else "")
                + f"\npublic class ZzTrial {{ {show}\npublic static void main(String[] z) throws Exception {{ {row}; {body}\n"
                + 'System.out.println("\\n~[" + show(row) + ", " + show(given) + "]"); } }\n'
            )
            run(["javac", "-nowarn", "-proc:none", "-d", place, "-sourcepath", str(root), str(trial)], seconds=60)
            name = f"{package[1]}.ZzTrial" if package else "ZzTrial"
            out = run(["java", "-Xshare:auto", "-cp", place, name], seconds=10)
            if (result := last(out)) is not None:
                return result
    return None
