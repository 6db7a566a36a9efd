"""What PyTorch gives for the bundled models, for a test that has no PyTorch: `python -m training.reference`.

Writes test/unit/models/pytorch.json: for each file of models/ and each length the classes predicted at every step, and
of every output its shape, its largest number and some of its numbers. The test runs the same tokens in onnxruntime.
"""

import json
from pathlib import Path

import numpy as np
import torch

from state_probe import files
from state_probe.compare import LENGTHS

from training.export import load
from training.zoo import HERE, Entry, read

PATH = HERE.parent / "test/unit/models/pytorch.json"
NUMBERS = 12  # of each output, evenly spaced from the first to the last
DIGITS = 7  # a float32 has no more


def tokens(length: int, vocabulary: int) -> np.ndarray:
    """A word that the test can write down too, int64 [length]."""
    step = np.arange(length)
    return (3 * step * step + 5 * step + length) % vocabulary


def sample(values: np.ndarray) -> list[float]:
    flat = values.reshape(-1)
    at = [k * (flat.size - 1) // (NUMBERS - 1) for k in range(NUMBERS)]
    return [float(f"{flat[i]:.{DIGITS}g}") for i in at]


def reference(entry: Entry) -> list[dict]:
    model, found = load(entry), []
    for length in LENGTHS:
        with torch.no_grad():
            word = torch.from_numpy(tokens(length, entry.task.vocabulary))[None]
            outputs = {name: value.numpy() for name, value in model.observe(word).items()}
        described = {
            name: {"shape": list(v.shape), "largest": float(f"{np.abs(v).max():.{DIGITS}g}"), "numbers": sample(v)}
            for name, v in outputs.items()
        }
        found.append({"length": length, "classes": outputs["logits"][0].argmax(-1).tolist(), "outputs": described})
    return found


def write(path: Path = PATH) -> None:
    present = [entry for entry in read() if (HERE.parent / "models" / f"{entry.id}.onnx").exists()]
    text = "{\n" + ",\n".join(f"{json.dumps(e.id)}: {json.dumps(reference(e), separators=(',', ':'))}" for e in present) + "\n}\n"
    files.replace(path, lambda beside: beside.write_text(text, encoding="utf-8"))


if __name__ == "__main__":
    write()
