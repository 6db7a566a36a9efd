"""Rust functions, tried by rustc: the file alone with a main program after it, so that those that need their crate are left out."""

import re
import tempfile
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".rs",)
NEW = ""
FUNCTION = re.compile(r"^(?:pub )?fn (\w+)(?:<[^(]*>)?\(([^()]*)\)\s*(->\s*[^{]*?)?\s*(?:where[^{]*)?\{", re.M)
KIND = re.compile(r"^(?:mut )?\w+: (&mut \[(?:i32|T|usize|u64|u32|i64)\]|&mut Vec<(?:i32|T|usize|u32)>|&\[(?:i32|T|u32|usize)\]|Vec<(?:i32|T|u32)>|&Vec<(?:i32|T)>)$")


def find(file: Path) -> list[Candidate]:
    found = []
    for match in FUNCTION.finditer(file.read_text("utf8", "replace")):
        parameters = [p.strip() for p in re.split(r",(?![^<]*>)", match[2]) if p.strip()]
        kind = KIND.match(parameters[0]) if parameters else None
        rest = others([re.sub(r"^mut ", "", p).split(":")[0] for p in parameters[1:]])
        if kind and rest is not None:
            found.append(Candidate(file, match[1], (LIST_HERE, *rest), kind=kind[1]))
    return found


def truth(candidates: list[Candidate], folder: Path):
    for candidate in candidates:
        yield candidate, _try(candidate)


def _try(candidate: Candidate):
    values = ", ".join(map(str, LIST))
    number = next((n for n in ("usize", "u64", "u32", "i64") if n in candidate.kind), "i32")
    row = "&mut row" if "&mut" in candidate.kind else "&row" if candidate.kind.startswith("&") else "row.clone()"
    text = re.sub(r"\bfn main\b", "fn zz_main", candidate.file.read_text("utf8", "replace"))
    program = (
        f"{text}\ntrait ZzShow {{ fn show(&self) -> String {{ \"null\".into() }} }}\n"
        "impl ZzShow for () {}\nimpl ZzShow for bool {}\nimpl ZzShow for usize {}\nimpl ZzShow for i32 {}\n"
        f"impl ZzShow for Vec<{number}> {{ fn show(&self) -> String {{ format!(\"{{:?}}\", self) }} }}\n"
        f"fn main() {{ #[allow(unused_mut)] let mut row: Vec<{number}> = vec![{values}]; let back = {candidate.call(row)};\n"
        'println!("\\n~[{:?}, {}]", row, back.show()); }\n'
    )
    with tempfile.TemporaryDirectory() as place:
        trial, binary = Path(place) / "trial.rs", Path(place) / "trial"
        trial.write_text(program)
        run(["rustc", "-A", "warnings", "--edition", "2021", "-o", str(binary), str(trial)], seconds=60)
        out = run([str(binary)], seconds=5) if binary.exists() else ""
    return last(out)
