"""State Probe from Python: tasks whose state is known, words over them, and models that say whether they track it.

    import state_probe

    task = state_probe.task("S5", generators="swaps")
    state_probe.export(model, task, "mine.onnx")   # compared with PyTorch before it is kept
    print(state_probe.check("mine.onnx"))

`export`, `scan` and `serve` need PyTorch (`pip install state-probe[torch]`); everything else needs NumPy alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from state_probe.checking import check as check
    from state_probe.exporting import export as export
    from state_probe.runs import load_run as load_run
    from state_probe.scans import scan as scan
    from state_probe.scans import scan_seeing as scan_seeing
    from state_probe.serving import serve as serve
    from state_probe.tasks import task as task
    from state_probe.drawn import words as words

__version__ = "0.1.0"

_HOMES = {
    "check": "checking",
    "export": "exporting",
    "load_run": "runs",
    "scan": "scans",
    "scan_seeing": "scans",
    "serve": "serving",
    "task": "tasks",
    "words": "drawn",
}

__all__ = ["check", "export", "load_run", "scan", "scan_seeing", "serve", "task", "words"]


def __getattr__(name: str) -> Any:
    """Loaded when asked for, so that nobody waits for PyTorch who needs none of it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'state_probe' has no attribute {name!r}")
    try:
        found = getattr(import_module(f"state_probe.{home}"), name)
    except ModuleNotFoundError as error:
        if error.name in ("torch", "onnx", "onnxruntime"):
            raise ModuleNotFoundError(f"state_probe.{name} needs {error.name}: pip install state-probe[torch]", name=error.name) from error
        raise
    globals()[name] = found
    return found
