"""How much of other people's code is read: `python -m bench.functions FOLDER --language python [--count 60] [--seed 1]`.

Finds the functions of a folder of source files that take one list (and its length or ends), calls each on the list
3 1 5 2 4 by really running it, keeps those that rearrange the list or give back a rearranged one, twice the same way,
and asks the built product for the trace of the same call in the whole file: `state-probe trace FILE --call 'f([3, …])'`.

right: the trace ends in the list that the real run gave; refused: it says why not (reasons are counted); wrong: it ends
in another list, which must not happen. The real runs are kept in --cache, for they take most of the time.
Run it on folders that you trust: their code is executed.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from . import go, java, javascript, python, rust
from .candidate import LIST, Candidate
from .native import c, cpp

LANGUAGES = {"python": python, "javascript": javascript, "c": c, "cpp": cpp, "java": java, "go": go, "rust": rust}
CLI = Path(__file__).parents[2] / "dist" / "cli.js"


def countable(candidates, folder: Path, language, count: int):
    """The candidates that rearrange the list, with the list at the end and whether it is the list itself or given back."""
    found = []
    for candidate, result in language.truth(candidates, folder):
        if result is None:
            continue
        row, back = result
        # What is given back takes the list's place, also where the list itself was put into another order.
        is_given = back is not None and back != LIST and sorted(map(str, back)) == sorted(map(str, LIST))
        end = back if is_given else row if row != LIST else back
        if end is None or end == LIST or sorted(map(str, end)) != sorted(map(str, LIST)):
            continue
        again = next(language.truth([candidate], folder))[1]
        if again != result:
            continue  # random numbers, time, addresses
        found.append((candidate, end, "given" if is_given and back != row else "place"))
        if len(found) == count:
            break
    return found


def probe(candidate: Candidate, new: str) -> tuple[list[int] | None, str]:
    """The list that the trace ends in, or None and the reason."""
    call = candidate.call(json.dumps(LIST), new)
    command = ["node", str(CLI), "trace", str(candidate.file), "--call", call, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        reason = next((line for line in done.stderr.splitlines() if ": error: " in line), done.stderr.strip())
        return None, reason.split(": error: ")[-1]
    trace = json.loads(done.stdout)
    held = dict(zip(trace["slots"], (trace["objects"][which] for which in trace["final"])))
    # Constants that the function writes are slots, too: those of the list are its places.
    places = [slot for slot in held if re.fullmatch(r"\w+\[\d+\]", slot)]
    # A list that grew and shrank again has places behind its end, which hold nothing.
    return [held[slot] for slot in places or held if held[slot] != "empty"], ""


def kind_of(reason: str) -> str:
    """A reason without the names of this one program, so that equal kinds are counted together."""
    return re.sub(r"\d+", "N", reason)[:110]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, help="a JSON file that keeps the real runs")
    parser.add_argument("--verbose", action="store_true", help="a line for each function that is not right")
    options = parser.parse_args()
    language, folder = LANGUAGES[options.language], options.folder.resolve()

    if options.cache and options.cache.exists():
        kept = json.loads(options.cache.read_text())
        tried = [(Candidate(**{**c, "file": Path(c["file"]), "arguments": tuple(c["arguments"])}), e, w) for c, e, w in kept]
    else:
        files = sorted(f for f in folder.rglob("*") if f.suffix in language.ENDINGS and f.is_file() and not f.name.startswith("zz_"))
        candidates = [candidate for file in files for candidate in language.find(file)]
        random.Random(options.seed).shuffle(candidates)
        print(f"{len(files)} files, {len(candidates)} functions that take a list", file=sys.stderr)
        tried = countable(candidates, folder, language, options.count)
        if options.cache:
            options.cache.write_text(json.dumps([({**vars(c), "file": str(c.file)}, e, w) for c, e, w in tried], indent=1))

    outcome, reasons = Counter(), Counter()
    for candidate, end, _ in tried:
        seen, reason = probe(candidate, language.NEW)
        values = [int(v) if re.fullmatch(r"-?\d+", v) else v for v in seen] if seen else None
        what = "refused" if seen is None else "right" if values == end else "wrong"
        outcome[what] += 1
        if what == "refused":
            reasons[kind_of(reason)] += 1
        if what == "wrong" or (options.verbose and what != "right"):
            print(f"{what}: {candidate.file}: {candidate.name}: {reason or f'{values}, really {end}'}")
    print(f"{options.language}: {len(tried)} functions (seed {options.seed}), {outcome['right']} right, {outcome['refused']} refused, {outcome['wrong']} wrong")
    for reason, count in reasons.most_common():
        print(f"{count:4}  {reason}")
    sys.exit(1 if outcome["wrong"] else 0)


if __name__ == "__main__":
    main()
