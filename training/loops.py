"""How far a looped transformer comes when it loops more or less often than a word has tokens: `python -m training.loops ID [--seed 1] [--loops 4 8 16] [--lengths 8 16 32]`."""

import argparse
import json

import numpy as np
import torch
from safetensors.torch import load_file

from training.architectures.looped_transformer import LoopedTransformer
from training.run import TEST_SEED
from training.zoo import Entry, find


@torch.no_grad()
def right(entry: Entry, model: LoopedTransformer, loops: int, length: int, words: int) -> list[float]:
    """Shares of words wholly right and of steps right after so many passes; the same words whatever the passes."""
    tokens, labels = map(torch.from_numpy, entry.task.sample(np.random.default_rng([TEST_SEED, length]), words, length))
    trained, model.loops = model.loops, loops
    correct = entry.task.correct(model(tokens), labels)
    model.loops = trained
    return [correct.all(1).float().mean().item(), correct.float().mean().item()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loops", type=int, nargs="+", default=[4, 8, 16, 32])
    parser.add_argument("--lengths", type=int, nargs="+", default=[4, 8, 16, 32])
    parser.add_argument("--words", type=int, default=256)
    arguments = parser.parse_args()
    entry = next((e for e in find(arguments.id) if e.architecture == "looped-transformer"), None)
    if entry is None:
        parser.error(f"{arguments.id} is no looped transformer of zoo.toml")
    if not entry.weights(arguments.seed).exists():
        parser.error(f"{entry.run(arguments.seed)} has no weights yet: python -m training.train {entry.id}")
    model = entry.build().eval()
    model.load_state_dict(load_file(entry.weights(arguments.seed)))
    for loops in arguments.loops:
        for length in arguments.lengths:
            full, steps = right(entry, model, loops, length, arguments.words)
            print(json.dumps({"loops": loops, "length": length, "full": full, "steps": steps}), flush=True)


if __name__ == "__main__":
    main()
