"""The manifest of a model: what it is, what it was trained on and how well it does; JSON in the ONNX file itself."""

import json

from state_probe.manifest import parameters
from torch import nn

from training.zoo import Entry

PROOFS = {
    "rnn-ssm": {"theorem": "5.1"},
    "wfa-ssm": {"theorem": "5.2"},
    "diagonal-ssm": {"construction": "the two-layer diagonal SSMs of Sarrof et al. 2024"},
    "hard-attention": {"construction": "masked hard attention, as in Angluin, Chiang and Yang 2023"},
}
"""What an exact model is built from: a theorem of Merrill et al. 2024 (numbers of its first text), or in words."""


def log_of(entry: Entry, seed: int) -> list[dict]:
    return [json.loads(line) for line in entry.log(seed).read_text().splitlines()]


def mean_accuracy(entry: Entry, seed: int) -> float:
    """Over all test lengths, of full sequences and single steps alike; on words from training's own test."""
    figures = list(log_of(entry, seed)[-1]["test"].values())
    return sum(map(sum, figures)) / len(figures)


def trained_seeds(entry: Entry) -> list[int]:
    return [seed for seed in entry.seeds if entry.weights(seed).exists()]


def best_seed(entry: Entry) -> int:
    """The seed that is exported. Raises LookupError while none is trained."""
    seeds = trained_seeds(entry)
    if not seeds:
        raise LookupError(f"{entry.id} has no weights yet: python -m training.train {entry.id}")
    return max(seeds, key=lambda seed: mean_accuracy(entry, seed))


def training(entry: Entry) -> dict:
    if not entry.trained:
        return {"exact": True} | PROOFS[entry.architecture]
    seed = best_seed(entry)
    end = log_of(entry, seed)[-1]
    return {
        "lengths": [entry.ladder[0], end["passes"][-1]["length"]] if entry.ladder and end["passes"] else [1, end["length"]],
        "steps": end["step"],
        "seed": seed,
        "seeds": trained_seeds(entry),
        "minutes": round(end["minutes"], 1),
        "command": f"python -m training.train {entry.id}",
    }


def manifest(entry: Entry, model: nn.Module, metrics: list[dict]) -> dict:
    return {
        "format": 1,
        "id": entry.id,
        "name": entry.name,
        "architecture": entry.architecture,
        **({"negative": True} if entry.options.get("negative") else {}),
        "layers": entry.layers,
        "width": entry.width if entry.trained else model.width,
        "parameters": parameters(model),
        "license": "MIT",
        "description": entry.description,
        "task": entry.task.manifest(),
        **({"writes": entry.task.vocabulary} if entry.writes else {}),
        **({"sizes": {"longest": entry.longest}} if entry.longest else {}),
        "training": training(entry),
        "metrics": metrics,
    }
