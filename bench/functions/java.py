"""Java methods, tried by javac and java: a class in the same package calls them, other files of the folder are found by name."""

import re
import tempfile
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".java",)
NEW = "new "
BATCH = 24
COMPILER = Path(__file__).with_name("CompileEach.java")
METHOD = re.compile(
    r"^(?:\t| {2}| {4})(?:@\w+\s+)*((?:(?:public|protected|private|static|final|synchronized) )*)(?:<[\w ,.<>?]+> ?)?"
    r"([\w.]+(?:<[\w<>?, ]+>)?(?:\[\])?) (\w+) ?\(([^(){};]*)\)[^{;]*\{",
    re.M,
)
PARAMETER = re.compile(r"^(?:final )?((?:int|Integer|T|E|Comparable(?:<\w+>)?)(?: ?\[\])|(?:Array)?List<(?:Integer|T|E)>) (\w+)$|^int (\w+)\[\]$")
SHOW = (
    "static String show(Object v) { if (v instanceof int[]) return java.util.Arrays.toString((int[]) v); if (v instanceof Object[]) "
    "return java.util.Arrays.toString((Object[]) v); return v instanceof java.util.List ? v.toString() : null; }"
)


def find(file: Path) -> list[Candidate]:
    if "/test/" in str(file):
        return []
    text = file.read_text("utf8", "replace")
    owner = file.stem
    if not re.search(rf"\bclass {owner}\b", text) or re.search(rf"^\s+(?:public |private )?{owner}\(\s*\w", text, re.M):
        return []
    locked = bool(re.search(rf"^\s+private {owner}\(\)", text, re.M)) or bool(re.search(rf"abstract class {owner}\b", text))
    found = []
    for match in METHOD.finditer(text):
        parameters = [" ".join(p.split()) for p in match[4].split(",") if p.strip()]
        fixed = "static" in match[1]
        if not parameters or "private" in match[1] or match[2] == "new" or (locked and not fixed):
            continue
        kind = PARAMETER.match(parameters[0])
        rest = others([p.split()[-1] for p in parameters[1:]])
        if kind and rest is not None:
            found.append(Candidate(file, match[3], (LIST_HERE, *rest), owner, fixed, f"{match[2]} ({kind[1] or 'int[]'})"))
    return found


def truth(candidates: list[Candidate], folder: Path):
    for start in range(0, len(candidates), BATCH):
        batch = candidates[start : start + BATCH]
        with tempfile.TemporaryDirectory() as place:
            trials = [_written(candidate, Path(place) / str(number)) for number, candidate in enumerate(batch)]
            # What a file beside it lacks (another library) is no fault of the method: its own errors leave no class.
            lines = "\n".join(f"{trial}\t{root}\t{trial}/ZzTrial.java" for trial, root, _ in trials)
            run(["java", "-Xshare:auto", str(COMPILER)], seconds=20 + 20 * len(batch), given=lines)
            for candidate, (trial, _, name) in zip(batch, trials):
                yield candidate, last(run(["java", "-Xshare:auto", "-cp", str(trial), name], seconds=10))


def _written(candidate: Candidate, place: Path) -> tuple[Path, Path, str]:
    """The folder of a class that tries a method, the folder in which its package is, and the name of the class."""
    text = candidate.file.read_text("utf8", "replace")
    package = re.search(r"^package ([\w.]+);", text, re.M)
    depth = len(package[1].split(".")) if package else 0
    root = candidate.file.parents[depth]
    values = ", ".join(map(str, LIST))
    gives, _, kind = candidate.kind.partition(" (")
    if "List" in kind:
        row = f"java.util.ArrayList<Integer> row = new java.util.ArrayList<>(java.util.List.of({values}))"
    else:
        row = f"{'int' if kind == 'int[])' else 'Integer'}[] row = {{{values}}}"
    call = candidate.call("row", NEW)
    body = f"{call}; Object given = null;" if gives == "void" else f"Object given = {call};"
    place.mkdir()
    (place / "ZzTrial.java").write_text(
        (package[0] if package else "")
        + f"\npublic class ZzTrial {{ {SHOW}\npublic static void main(String[] z) throws Throwable {{ {row}; {body}\n"
        + 'System.out.println("\\n~[" + show(row) + ", " + show(given) + "]"); } }\n'
    )
    return place, root, f"{package[1]}.ZzTrial" if package else "ZzTrial"
