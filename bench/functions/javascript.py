"""JavaScript and TypeScript functions, tried by node with tsx, in a file beside their own so that imports are found."""

import json
import re
from pathlib import Path

from .candidate import LIST, LIST_HERE, Candidate, others
from .process import last, run

ENDINGS = (".js", ".mjs", ".cjs", ".ts")
NEW = "new "
TSX = Path(__file__).parents[2] / "node_modules" / ".bin" / "tsx"

NAMED = re.compile(r"^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s+(\w+)\s*(?:<[^>]*>)?\s*\(([^)]*)\)", re.M)
ARROW = re.compile(r"^(?:export\s+)?(?:const|let|var)\s+(\w+)\s*=\s*(?:function\s*\w*\s*)?(?:<[^>]*>)?\s*\(([^)]*)\)", re.M)
CLASS = re.compile(r"^(?:export\s+)?(?:default\s+)?class\s+(\w+)[^{]*\{(.*?)^\}", re.M | re.S)
METHOD = re.compile(r"^  (static\s+)?(\w+)\s*(?:<[^>]*>)?\s*\(([^)]*)\)[^{;\n]*\{", re.M)


def find(file: Path) -> list[Candidate]:
    if ".test." in file.name or file.name.endswith(".d.ts") or "__test__" in str(file):
        return []
    text = file.read_text("utf8", "replace")
    found = []
    for match in [*NAMED.finditer(text), *ARROW.finditer(text)]:
        found += _candidate(file, match[1], match[2], "", False)
    for owner in CLASS.finditer(text):
        if re.search(r"^  constructor\s*\(\s*\w", owner[2], re.M):
            continue
        for method in METHOD.finditer(owner[2]):
            if method[2] not in ("constructor", "if", "for", "while", "switch"):
                found += _candidate(file, method[2], method[3], owner[1], bool(method[1]))
    return found


def _candidate(file: Path, name: str, parameters: str, owner: str, fixed: bool) -> list[Candidate]:
    needed = [p.strip() for p in parameters.split(",") if p.strip() and "=" not in p and "?" not in p]
    if not needed or any(not re.match(r"\w+\s*(:|$)", p) for p in needed):
        return []
    name_of, _, kind = needed[0].partition(":")
    rest = others([re.match(r"\w+", p)[0] for p in needed[1:]])
    if rest is None or (kind and "[]" not in kind and "Array" not in kind):
        return []
    return [Candidate(file, name, (LIST_HERE, *rest), owner, fixed, kind.strip())]


def truth(candidates: list[Candidate], folder: Path):
    for candidate in candidates:
        text = candidate.file.read_text("utf8", "replace")
        common = "module.exports" in text or "require(" in text
        ending = ".ts" if candidate.file.suffix == ".ts" else ".cjs" if common else ".mjs"
        trial = candidate.file.with_name(f"zz_trial{ending}")
        trial.write_text(
            f"{text}\n;const zzRow = {json.dumps(LIST)};\nconst zzGiven = {candidate.call('zzRow', NEW)};\n"
            "console.log('\\n~' + JSON.stringify([zzRow, Array.isArray(zzGiven) ? zzGiven : null]));\n"
        )
        out = run([str(TSX), str(trial)])
        trial.unlink(missing_ok=True)
        yield candidate, last(out)
