"""Runs programs as CPython does and tells, after every line, what the roots hold.

Reads one JSON object {"source", "roots", "stage"?} per line, writes one {"events", "states"} (and "error") per line. Nothing is
inserted into the programs: `sys.settrace` sees every line of every function. The roots are variables of the function
`stage` where there is one, else of the module.
"""

import io
import json
import sys
from collections import deque


def plain(value, depth=0):
    if depth > 5:
        return "deep"
    if isinstance(value, (list, tuple, deque)):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if value is None or isinstance(value, (int, str, bool)):
        return value
    return {"." + key: plain(item, depth + 1) for key, item in vars(value).items()}


def run(program):
    scope = {"__name__": "__main__"}
    roots = program["roots"]
    states, numbers, events = [], {}, []

    stage = program.get("stage")
    world = [None if stage else scope]
    ended = [False]

    def record(line):
        if ended[0]:
            return
        seen = {} if world[0] is None else world[0] if world[0] is scope else world[0].f_locals
        state = {name: plain(seen[name]) for name in roots if name in seen}
        key = json.dumps(state)
        if key not in numbers:
            numbers[key] = len(states)
            states.append(state)
        events.append((line, numbers[key]))

    last = [None]

    def trace(frame, event, _argument):
        if frame.f_code.co_filename != "program":
            return None
        if event == "call" and stage and frame.f_code.co_name == stage:
            world[0] = frame
        if last[0] is not None and event in ("line", "return"):
            record(last[0])
        if event == "line":
            last[0] = frame.f_lineno
        elif event == "return":
            back = frame.f_back
            if frame is world[0]:
                ended[0] = True
            last[0] = back.f_lineno if back is not None and back.f_code.co_filename == "program" else None
        return trace

    result = {"events": events, "states": states}
    code = compile(program["source"], "program", "exec")
    told, sys.stdout = sys.stdout, io.StringIO()
    sys.settrace(trace)
    try:
        exec(code, scope)
    except Exception as error:
        result["error"] = repr(error)
    finally:
        sys.settrace(None)
        sys.stdout = told
    return result


for line in sys.stdin:
    print(json.dumps(run(json.loads(line)), separators=(",", ":")), flush=True)
