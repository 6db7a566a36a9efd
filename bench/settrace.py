"""Runs a Python text under sys.settrace and prints the milliseconds that it took, without the start of Python.

What the peer of a reader has to do at the least: run every line, look at the variables after it and note whether they
changed.
"""

import sys
import time


def run(path: str) -> float:
    """Milliseconds of the text at ``path``."""
    with open(path, encoding="utf8") as file:
        code = compile(file.read(), path, "exec")
    variables: dict[str, object] = {"__name__": "__main__"}
    steps: list[tuple[int, object]] = []
    before: list[object] = []

    def trace(frame, event, _argument):
        if event == "line":
            now = list(variables.get("a", ()))  # type: ignore[call-overload]
            if now != before:
                steps.append((frame.f_lineno, now))
                before[:] = now
        return trace

    start = time.perf_counter()
    sys.settrace(trace)
    exec(code, variables)
    sys.settrace(None)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    print(run(sys.argv[1]))
