"""What was measured, kept as one JSON file for each trained seed: the only source of every published figure."""

import hashlib
import json
from pathlib import Path
from statistics import median

from state_probe import files

from training.manifest import best_seed, trained_seeds
from training.zoo import HERE, Entry

FOLDER = HERE / "measurements"
DETAILS = ("quotients", "ranks")  # told in the cards, not in the manifests
ENOUGH = 0.9  # a length counts as reached when at least so many words are wholly right


def path_of(entry: Entry, seed: int | None) -> Path:
    """Of a trained seed, or of an exact model, which has none."""
    return FOLDER / f"{entry.id if seed is None else entry.run(seed)}.json"


def fingerprint(entry: Entry, seed: int | None) -> str | None:
    """SHA-256 of the weights, so that figures of other weights are never taken for theirs."""
    return None if seed is None else hashlib.sha256(entry.weights(seed).read_bytes()).hexdigest()


def seeds_of(entry: Entry) -> list[int | None]:
    """What there is to measure; empty while nothing is trained."""
    return trained_seeds(entry) if entry.trained else [None]


def save(entry: Entry, seed: int | None, metrics: list[dict]) -> None:
    found = {"model": entry.id, "seed": seed, "weights": fingerprint(entry, seed), "metrics": metrics}
    text = json.dumps(found, indent=1) + "\n"
    files.replace(path_of(entry, seed), lambda beside: beside.write_text(text, encoding="utf-8"))


def read(entry: Entry, seed: int | None) -> list[dict]:
    """The figures of one seed, one for each length; [] where these weights are not measured."""
    path = path_of(entry, seed)
    if not path.exists():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))
    return found["metrics"] if found["weights"] == fingerprint(entry, seed) else []


def place(metric: dict) -> tuple[int, int]:
    """The lengths that a figure is about."""
    return metric.get("shortest", metric["length"]), metric["length"]


def over_seeds(entry: Entry) -> dict[tuple[int, int], dict]:
    """By lengths: how many seeds are measured, and the median, lowest and highest share of words wholly right."""
    found: dict[tuple[int, int], list[float]] = {}
    for seed in seeds_of(entry):
        for metric in read(entry, seed):
            found.setdefault(place(metric), []).append(metric["full"])
    return {
        at: {"count": len(full), "median": round(median(full), 6), "low": min(full), "high": max(full)}
        for at, full in found.items()
    }


def published(entry: Entry) -> list[dict]:
    """The `metrics` of a manifest: those of the seed that is exported, and beside them what the seeds have in common."""
    if entry.trained and not trained_seeds(entry):
        return []
    chosen, spread = best_seed(entry) if entry.trained else None, over_seeds(entry)
    figures = [{name: value for name, value in m.items() if name not in DETAILS} for m in read(entry, chosen)]
    return [m | ({"seeds": spread[place(m)]} if entry.trained else {}) for m in figures]


def by_rank(entry: Entry) -> list[dict]:
    """Its figures by how many different objects are left, of every length that has them, of the seed that is exported."""
    if not seeds_of(entry):
        return []
    return [m for m in read(entry, best_seed(entry) if entry.trained else None) if "ranks" in m]


def in_quotients(entry: Entry) -> dict[str, list[dict]]:
    """By name of the quotient its figures at every length, shortest first, of the seed that is exported; {} where not measured."""
    if not seeds_of(entry):
        return {}
    found: dict[str, list[dict]] = {}
    for metric in read(entry, best_seed(entry) if entry.trained else None):
        for quotient in metric.get("quotients", []):
            found.setdefault(quotient["name"], []).append({"length": metric["length"], "sequences": metric["sequences"], **quotient})
    return found
