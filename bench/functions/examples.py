"""How many functions of other people's Python give an example: `python -m bench.functions.examples FOLDER [--verbose]`.

Makes a data set of the folder with the built product, counts the functions that an example is of, and the reasons of the
rest; then calls what each example says that it is read as, in CPython, and compares what the variables hold at its end.

right: every slot that can be looked at holds what the example says; wrong must not happen; unchecked: the example is of a
part of a function, or of values of which nothing is known, that CPython cannot be given.
Run it on folders that you trust: their code is executed.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from .process import last, run

CLI = Path(__file__).parents[2] / "dist" / "cli.js"

SAID = [
    re.compile(r"^nothing here calls it with values: it is read as (.*)$", re.S),
    re.compile(r"^.* is read with the values of the call (.*), as .* has it$", re.S),
    re.compile(r"^read as the call (.*), as .* has it$", re.S),
    re.compile(r"^nothing here calls [^:]*: it is read as (.*?)(?:, with lists of five elements of which nothing is known)?$", re.S),
]

TRIAL = r'''
import ast, io, json, re, runpy, sys
file, places, code, names, slots, lines = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4]), json.loads(sys.argv[5]), json.loads(sys.argv[6])
sys.path[:0] = places
class Unknown:
    def __repr__(self): return self.name
space = runpy.run_path(file, run_name="trial")
space.update(Unknown__=Unknown)
sys.stdin = io.StringIO("".join(line + "\n" for line in lines))
out, sys.stdout = sys.stdout, io.StringIO()
tree = ast.parse(code)
*before, call = tree.body
exec(compile(ast.Module(before, []), "before", "exec"), space)
call = call.value
for index, argument in enumerate(call.args):
    if isinstance(argument, ast.List) and index < len(names):
        value = eval(compile(ast.Expression(argument), "argument", "eval"), space)
        for at, one in enumerate(value):
            if isinstance(one, Unknown): one.name = f"{names[index]}[{at}]"
        space[names[index]] = value
        call.args[index] = ast.copy_location(ast.Name(names[index], ast.Load()), argument)
ast.fix_missing_locations(call)
NONE = object()
def shown(value):
    if value is None or type(value) in (int, float, bool, str, Unknown): return repr(value)
    if type(value) in (list, tuple, dict) and all(shown(one) is not None for one in (value.values() if type(value) is dict else value)): return repr(value)
    return None
def held(slot, variables):
    """What a slot holds, as it is shown; None where it cannot be told."""
    hidden = re.search(r"\.__\w+?(?<!__)\b", slot)
    if hidden:
        base = type(eval(slot[:hidden.start()], dict(space), variables)).__name__.lstrip("_") if slot[:hidden.start()] in variables else ""
        slot = slot[:hidden.start()] + "._" + base + slot[hidden.start() + 1:]
    try: value = eval(slot, dict(space), variables)
    except (IndexError, KeyError, AttributeError, NameError): return "empty"
    except Exception: return None
    return shown(value)
frames, depth = [], 0
def profile(frame, event, arg):
    global depth
    if event == "call":
        depth += 1
        frame_depths[frame] = (depth, len(order)); order.append(None)
    elif event == "return":
        level, index = frame_depths.get(frame, (depth, 0))
        depth -= 1
        if frame.f_code.co_filename == file and (len(frames) < 400 or level <= 3):
            frames.append((level, index, frame.f_code.co_name, {slot: held(slot.split(".", 1)[1] if "#" in slot else slot, frame.f_locals) for slot in slots if "#" not in slot or slot.split("#")[0] == frame.f_code.co_name}, sorted(frame.f_locals)))
frame_depths, order = {}, []
failed = None
sys.setprofile(profile)
try: given = eval(compile(ast.Expression(call), "call", "eval"), space)
except Exception as error: failed, given = repr(error), None
finally: sys.setprofile(None)
outside = {slot: held(slot, space) for slot in slots}
back = {}
first = next((name for name in names if name in space), None)
if isinstance(given, (list, tuple)) and first:
    changed = dict(space); changed[first] = given
    back = {slot: held(slot, changed) for slot in slots}
print("\n~" + json.dumps([failed, outside, back, frames, sorted(space)]), file=out)
'''


def functions(tree: ast.AST):
    """Every function with its class."""
    found = []

    def walk(node, owner):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.append((child, owner))
                walk(child, None)
            else:
                walk(child, child.name if isinstance(child, ast.ClassDef) else owner)

    walk(tree, None)
    return found


def innermost(known, line: int):
    around = [one for one in known if one[0].body[0].lineno - 1 <= line + 1 <= one[0].end_lineno and one[0].lineno <= line + 1]
    return max(around, key=lambda one: one[0].lineno, default=None)


def call_of(example) -> str | None:
    for text in example.get("assumed", []):
        for said in SAID:
            match = said.match(text)
            if match:
                return match[1]
    return None


def plain(shown: str) -> str:
    """What an object is, without what tells it from its equals."""
    return re.sub(r"^const |(?<=.) \([^()]*(?:\([^()]*\)[^()]*)*\)$", "", shown)


def check(example, folder: Path, known) -> str:
    code = call_of(example)
    if code is None or example["final"] is None:
        return "unchecked"
    lines = [m[1] for text in example.get("assumed", []) if (m := re.match(r"^a line of its input is '(.*)'$", text))]
    slots = [slot for slot in example["slots"] if not slot.startswith("const ")]
    code = code.replace("?", "Unknown__()")
    try:
        call = ast.parse(code).body[-1].value
    except (SyntaxError, AttributeError):
        return "unchecked"
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    signature = next((one for one, _ in known if one.name == name), None)
    if signature is None:
        signature = next((one for one, owner in known if owner == name and one.name == "__init__"), None)
    names = [a.arg for a in signature.args.args if a.arg not in ("self", "cls")] if signature else []
    file = folder / example["source"]["uri"]
    places = [str(file.parent), str(folder), *(str(p) for p in file.parents if p != folder and folder in p.parents)]
    out = run([sys.executable, "-c", TRIAL, str(file), *map(json.dumps, (places, code, names, slots, lines))])
    answer = last(out)
    if answer is None:
        return "unchecked"
    failed, outside, back, frames, space = answer
    objects = example["objects"]
    said = {slot: plain(objects[example["final"][index]]) for index, slot in enumerate(example["slots"]) if slot in slots}
    if failed:
        return f"wrong: really {failed}" if not frames else "unchecked"
    roots = {re.match(r"\(?([^.\[,)]*)", slot.split("#")[-1].split(".", 1)[-1] if "#" in slot else slot)[1] for slot in slots}
    worlds = [outside, back] if all(root in space for root in roots) else []
    inside = [one for one in frames if all(root in one[4] for root in roots)]
    worlds += [one[3] for one in sorted(inside, key=lambda one: one[0])]
    best = None
    for world in worlds:
        looked = {slot: world[slot] for slot in said if world.get(slot) is not None}
        differ = {slot: (said[slot], value) for slot, value in looked.items() if said[slot] != value}
        if looked and not differ:
            return "right"
        if looked and (best is None or len(differ) < len(best)):
            best = differ
    if best is None or any("#" in slot for slot in slots):
        return "unchecked"
    return f"wrong: {best}"


def kind_of(reason: str) -> str:
    reason = re.sub(r"'[^']*'", "'…'", reason)
    reason = re.sub(r"(?<=value of )[\w.\[\]'+ -]+(?= is not known)", "…", reason)
    return re.sub(r"\d+", "N", reason)[:110]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="a line for each function without an example")
    parser.add_argument("--unchecked", action="store_true", help="count only, run nothing")
    parser.add_argument("--most", type=int, default=50, help="kinds of reasons that are told")
    parser.add_argument("--keep", type=Path, help="a folder for the data set, which is made if it is not there")
    options = parser.parse_args()
    folder = options.folder.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        out = (options.keep or Path(temporary) / "out").resolve()
        if not out.exists():
            done = subprocess.run(["node", str(CLI), "dataset", ".", "--languages", "python", "--out", str(out)], cwd=folder, capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(done.stderr)
        examples = [json.loads(line) for split in out.glob("*.jsonl") if split.name != "unreadable.jsonl" for line in split.read_text("utf8").splitlines()]
        unread = [json.loads(line) for line in (out / "unreadable.jsonl").read_text("utf8").splitlines()]
    known, total = {}, 0
    for path in {one["source"]["uri"] for one in examples} | {one["path"] for one in unread} | {str(f.relative_to(folder)) for f in folder.rglob("*.py")}:
        try:
            known[path] = functions(ast.parse((folder / path).read_text("utf8")))
        except (SyntaxError, ValueError):
            known[path] = []
        total += len(known[path])
    shown, outcome = {}, Counter()
    for example in examples:
        path = example["source"]["uri"]
        one = innermost(known[path], example["source"]["range"]["start"]["line"])
        if one is None:
            continue
        shown[(path, one[0].lineno)] = example
        if options.unchecked:
            continue
        what = check(example, folder, known[path])
        outcome[what.split(":")[0]] += 1
        if what.startswith("wrong"):
            print(f"{path}:{one[0].lineno}: {one[0].name}: {call_of(example)}: {what}")
    reasons, places = Counter(), {}
    for one in unread:
        at = None if one["line"] is None else innermost(known[one["path"]], one["line"])
        if at:
            places.setdefault((one["path"], at[0].lineno), one["reason"])
    for path, own in known.items():
        for node, _ in own:
            key = (path, node.lineno)
            if key in shown:
                continue
            reason = places.get(key, "nothing moves, or it is told with what it calls")
            reasons[kind_of(reason)] += 1
            if options.verbose:
                print(f"{path}:{node.lineno}: {node.name}: {reason}")
    print(f"{len(known)} files, {total} functions, {len(shown)} with an example ({100 * len(shown) / max(1, total):.1f}%)")
    print(", ".join(f"{count} {what}" for what, count in outcome.items()))
    for reason, count in reasons.most_common(options.most):
        print(f"{count:4}  {reason}")
    sys.exit(1 if outcome["wrong"] else 0)


if __name__ == "__main__":
    main()
