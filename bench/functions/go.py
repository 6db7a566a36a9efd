"""Go functions, tried by a test in their own package (`go test`), which needs a go.mod above them."""

import re
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".go",)
NEW = ""
FUNCTION = re.compile(r"^func (\w+)(?:\[[^\]]*\])?\(([^()]*)\)\s*([^{\n]*)\{", re.M)


def find(file: Path) -> list[Candidate]:
    if file.name.endswith("_test.go"):
        return []
    found = []
    for match in FUNCTION.finditer(file.read_text("utf8", "replace")):
        parameters = [p.strip() for p in match[2].split(",") if p.strip()]
        kind = re.match(r"^(\w+) (\[\](?:int|T))$", parameters[0]) if parameters else None
        rest = others([re.match(r"\w+", p)[0] for p in parameters[1:]])
        if kind and rest is not None:
            found.append(Candidate(file, match[1], (LIST_HERE, *rest), kind=match[3].strip()))
    return found


def truth(candidates: list[Candidate], folder: Path):
    for candidate in candidates:
        package = re.search(r"^package (\w+)", candidate.file.read_text("utf8", "replace"), re.M)
        values, call = ", ".join(map(str, LIST)), candidate.call("row")
        given = f"back, _ := any({call}).([]int)" if candidate.kind and not candidate.kind.startswith("(") else f"{call}; var back []int"
        trial = candidate.file.with_name("zz_trial_test.go")
        trial.write_text(
            f'package {package[1]}\nimport ("encoding/json"; "fmt"; "testing")\nfunc TestZz(t *testing.T) {{\nrow := []int{{{values}}}\n'
            f'{given}\nout, _ := json.Marshal([][]int{{row, back}})\nfmt.Println("\\n~" + string(out) + "~")\n}}\n'
        )
        out = run(["go", "test", "-vet=off", "-run", "^TestZz$", "-v", "."], cwd=candidate.file.parent, seconds=60)
        trial.unlink(missing_ok=True)
        yield candidate, last(out.split("~\n")[0])
