"""Measures the exported readers by the product itself: `python -m training.texts.measure [ID ...]` (after `npm run build`).

`state-probe ask` over random texts of four worlds: a program, a story, and the same games in standard notation and as (source, target)
pairs; how often what is answered is right, and what probes on each layer read. Texts of the files that are measured already are left out.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from state_probe import files

from training.texts.readers import HERE, ReaderEntry, find

ROOT = HERE.parents[1]
MEASURED = HERE / "measurements"
SEED = 7


@dataclass(frozen=True)
class World:
    file: str
    says: str
    texts: int
    """Random texts of each number of steps."""
    longest: int

    @property
    def is_game(self) -> bool:
        return self.file.startswith("game")


WORLDS = (
    World("cups.py", "program of swaps, four places", 200, 8),
    World("hands.txt", "story of swaps, four people", 200, 8),
    World("game.pgn", "game, standard notation", 60, 24),
    World("game.chess", "game, pairs of squares", 60, 24),
)
PROBED = {"texts": 300, "longest": 8}


def path_of(entry: ReaderEntry) -> Path:
    return MEASURED / f"{entry.id}.json"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def known(entry: ReaderEntry) -> dict:
    """What was measured of the weights that there are; of others nothing counts."""
    path = path_of(entry)
    found = json.loads(path.read_text()) if path.exists() else {}
    return found if entry.weights.exists() and found.get("weights") == sha256(entry.weights) else {}


def ask(entry: ReaderEntry, world: World, *options: str) -> dict:
    command = ["node", ROOT / "dist/cli.js", "ask", HERE / "asked" / world.file, "--models", entry.folder, "--seed", str(SEED), "--json", *options]
    told = subprocess.run(["nice", "-n", "19", *command], check=True, capture_output=True, text=True).stdout
    (found,) = json.loads(told)["models"]
    return found


def score(probed: dict) -> dict:
    """Over all places and steps of the held-out texts, beside the same with labels in another order."""
    texts = sum(one["texts"] for one in probed["shuffled"])
    shuffled = sum(one["share"] * one["texts"] for one in probed["shuffled"]) / max(1, texts)
    return {"share": probed["share"], "low": probed["low"], "high": probed["high"], "shuffled": shuffled, "after": probed["after"]}


def measure(entry: ReaderEntry) -> None:
    found = known(entry) or {"weights": sha256(entry.weights), "seed": SEED, "worlds": {}}
    for world in WORLDS:
        if world.file in found["worlds"]:
            continue
        random = ask(entry, world, "--random-texts", str(world.texts), "--longest", str(world.longest))["random"]
        probed = ask(entry, world, "--probes", *(part for name, value in PROBED.items() for part in (f"--{name}", str(value))))["probes"]
        layers = [{"layer": one["layer"], **score(one)} for one in (*probed["layers"], probed["words"])]
        found["worlds"][world.file] = {"random": random, "probes": {"fitted": probed["fitted"], "heldOut": probed["heldOut"], "layers": layers}}
        MEASURED.mkdir(exist_ok=True)
        files.replace(path_of(entry), lambda path: path.write_text(json.dumps(found, indent=1) + "\n"))
        print(entry.id, world.file, *(f"{one['steps']}:{one['share']:.2f}" for one in random), flush=True)


def main() -> int:
    for entry in find(*sys.argv[1:]):
        if not (entry.folder / "model.onnx").exists():
            print(entry.id, "is not exported yet", file=sys.stderr)
            continue
        measure(entry)
    return 0


if __name__ == "__main__":
    sys.exit(main())
