"""An exported file against the model that it came from, at lengths that it was not traced with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

TOLERANCE = 1e-4
LENGTHS = (1, 7, 64, 300)
SEED = 5
AS_MODEL = 4
"""A difference this many times as large as the model's own from double precision is rounding."""

Named = dict[str, npt.NDArray[np.float32]]


@dataclass
class Differences:
    """The largest difference of each output over all lengths, in units of its largest number or 1, whichever is more;
    and where a model is not causal, how."""

    worst: dict[str, float] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    """At which length that was."""
    lengths: list[int] = field(default_factory=list)
    """Which were compared."""
    classes: float = 0.0
    """The share of steps whose class is another one."""
    faults: list[str] = field(default_factory=list)
    """What differs in more than numbers."""
    unexplained: dict[str, float] = field(default_factory=dict)
    """As `worst`, without the lengths at which the model itself is about as far from double precision: a recurrence that
    magnifies every rounding leaves its file nothing exact to agree with."""

    def problems(self, tolerance: float) -> list[str]:
        found = [
            f"{name} differs by {self.worst[name]:.1e} of its largest value at length {self.at[name]}"
            for name, difference in self.unexplained.items()
            if not difference <= tolerance
        ]
        return [*self.faults, *found, *([f"{self.classes:.1%} of steps have another class"] if self.classes and found else [])]


def session(path: str | Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def apart(one: npt.NDArray[np.floating], other: npt.NDArray[np.floating]) -> float:
    """The largest difference, in units of the other's largest number or 1, whichever is more; what is equal, infinities too, is 0 apart."""
    unit = max(1.0, float(np.abs(other[np.isfinite(other)]).max(initial=0)))
    difference = np.abs(one - other, out=np.zeros_like(other), where=one != other)
    return float(difference.max(initial=0)) / unit


Run = Callable[[onnxruntime.InferenceSession, npt.NDArray[np.int64]], Named]


def at_once(runtime: onnxruntime.InferenceSession, tokens: npt.NDArray[np.int64]) -> Named:
    return dict(zip((output.name for output in runtime.get_outputs()), runtime.run(None, {"tokens": tokens}), strict=True))


def compare(
    path: str | Path,
    observe: Callable[[npt.NDArray[np.int64]], Named],
    vocabulary: int,
    lengths: Sequence[int] = LENGTHS,
    precise: Callable[[npt.NDArray[np.int64]], Named] | None = None,
    run: Run | None = None,
) -> Differences:
    """Every output of a file against what `observe` gives for the same tokens [3, length].

    A length that `observe` itself cannot take, such as one beyond a table of positions, is left out. `precise` gives the
    same in double precision, and is asked where an output differs by more than TOLERANCE. `run` is how the file is run where
    it takes more than tokens.
    """
    runtime, rng, found = session(path), np.random.default_rng(SEED), Differences()
    run = run or at_once
    names = list(run(runtime, np.zeros((1, 1), np.int64)))
    found.worst, found.unexplained = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    for length in sorted(lengths):
        tokens = rng.integers(vocabulary, size=(3, length))
        try:
            expected = observe(tokens)
        except (IndexError, RuntimeError, ValueError):
            if not found.lengths:
                raise
            break
        found.lengths.append(length)
        if list(expected) != names:
            found.faults.append(f"the file gives {', '.join(names)}, the model {', '.join(expected)}")
            return found
        try:
            actual = run(runtime, tokens)
        except Exception as error:  # onnxruntime's own kinds, which share no parent
            found.faults.append(f"the file does not run at length {length}: {' '.join(str(error).split())[:300]}")
            continue
        exact: Named = {}
        for name in names:
            if actual[name].shape != expected[name].shape:
                found.faults.append(f"{name} is {list(actual[name].shape)} at length {length}, not {list(expected[name].shape)}")
                continue
            difference = apart(actual[name], expected[name])
            if not difference <= found.worst[name]:
                found.worst[name], found.at[name] = difference, length
            if precise is not None and difference > TOLERANCE:
                exact = exact or precise(tokens)
                if difference <= AS_MODEL * apart(expected[name], exact[name]):
                    continue
            if not difference <= found.unexplained[name]:
                found.unexplained[name] = difference
        otherwise = actual["logits"].argmax(-1) != expected["logits"].argmax(-1)
        found.classes = max(found.classes, float(otherwise.mean()))
    return found
