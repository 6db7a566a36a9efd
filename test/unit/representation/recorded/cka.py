"""What NumPy computes of the likeness of states (linear CKA): writes cka.json beside itself. By Gram matrices and a centring matrix; ours has
products of columns.

    oracle-venv/bin/python test/unit/representation/recorded/cka.py
"""

import json
from pathlib import Path

import numpy as np

random = np.random.default_rng(7)


def single(values):
    """Few digits for the file, and single precision, as the states of models are."""
    return np.float32(np.round(values, 3)).astype(float)


def gram(states):
    count = len(states)
    centring = np.eye(count) - np.ones((count, count)) / count
    return centring @ (states @ states.T) @ centring


def alignment(first, second):
    k, l = gram(first), gram(second)
    return float((k * l).sum() / np.sqrt((k * k).sum() * (l * l).sum()))


first = single(random.normal(size=(40, 6)) + 3)
rotation, _ = np.linalg.qr(random.normal(size=(6, 6)))
seconds = {
    "a rotation and a scale": first @ rotation * 2.5 + 1,
    "a map that favours directions": first @ np.diag([5, 1, 1, 0.1, 0.1, 0.1]),
    "other states": random.normal(size=(40, 4)),
    "noise beside them": np.hstack([first, random.normal(size=(40, 3)) * 2]),
}


def listed(states):
    return {"width": states.shape[1], "states": states.ravel().tolist()}


cases = {
    name: {"first": listed(first), "second": listed(single(second)), "cka": alignment(first, single(second))}
    for name, second in seconds.items()
}
Path(__file__).with_name("cka.json").write_text(json.dumps(cases) + "\n", encoding="utf-8")
