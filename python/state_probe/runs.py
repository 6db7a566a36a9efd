"""What the terminal and the visualizer save, as arrays and tables."""

from __future__ import annotations

import csv
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

TYPES = {"F32": "<f4", "F64": "<f8", "I32": "<i4", "I64": "<i8", "U8": "u1", "BOOL": "?"}
MOST_HEADER = 100_000_000


@dataclass(frozen=True)
class Run:
    """A saved run."""

    path: Path
    arrays: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    """Of states: `tokens`, `after` (which token each step ends with), `truth` and `predicted` (classes after each step), and
    every output such as `hidden.1` with a row for each step (docs/inside.md)."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """Of results: a mapping for each line of JSON, or for each row of a CSV table, whose cells are texts."""
    metadata: dict[str, str] = field(default_factory=dict)
    """What a .safetensors file says of itself: model, name, task."""

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self.arrays[name]

    def frame(self) -> Any:
        """As a pandas DataFrame: of results a row for each; of states a row for each step, with the columns of one number."""
        import pandas

        if self.rows:
            return pandas.json_normalize(self.rows)
        steps = len(self.arrays["truth"]) if "truth" in self.arrays else None
        return pandas.DataFrame({k: v for k, v in self.arrays.items() if v.ndim == 1 and (steps is None or len(v) == steps)})


def load_run(path: str | Path) -> Run:
    """What `inspect --save` and the page's panels write (.npz, .safetensors, .csv), or what a verb prints with `--json`
    (.json, .jsonl). ValueError for what is none of these."""
    path = Path(path)
    match path.suffix.lower():
        case ".npz":
            with np.load(path, allow_pickle=False) as saved:
                return Run(path, arrays={name: saved[name] for name in saved.files})
        case ".safetensors":
            return _safetensors(path)
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return Run(path, rows=list(csv.DictReader(file)))
        case ".json" | ".jsonl":
            return Run(path, rows=_json(path))
    raise ValueError(f"{path}: a saved run ends with .npz, .safetensors, .csv, .json or .jsonl")


def _json(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8-sig")
    try:
        whole = json.loads(text)
        rows = whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        rows = []
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                try:
                    rows.append(json.loads(line))
                except json.JSONDecodeError as error:
                    raise ValueError(f"{path}:{number}:{error.colno}: error: this line is not JSON: {error.msg}") from None
    odd = next((row for row in rows if not isinstance(row, dict)), None)
    if odd is not None:
        raise ValueError(f"{path}: a result is a mapping, not {type(odd).__name__}")
    return rows


def _safetensors(path: Path) -> Run:
    data = path.read_bytes()
    if len(data) < 8:
        raise ValueError(f"{path}: cut short")
    (size,) = struct.unpack("<Q", data[:8])
    if size > min(MOST_HEADER, len(data) - 8):
        raise ValueError(f"{path}: not a safetensors file, or cut short")
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        if entry["dtype"] not in TYPES or not 0 <= start <= end <= len(data) - 8 - size:
            raise ValueError(f"{path}: {name} cannot be read: {entry['dtype']}, bytes {start} to {end}")
        arrays[name] = np.frombuffer(data[8 + size + start : 8 + size + end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return Run(path, arrays=arrays, metadata=metadata)
