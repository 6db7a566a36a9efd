"""A chain of thought: a transformer that writes the state after every token, and reads what it wrote.

`python -m training.writing ID [--seed 1] [--lengths 8 16 32 64]` tells how far a trained one comes when it writes by itself.

The word x1 x2 ... and its states s1 s2 ... stand in one row, x1 s1 x2 s2 ..., states behind the tokens of the vocabulary; at the place of xt the
model gives st. While it is trained it reads the true states before (teacher forcing); when it is tested it reads its own. A fixed
number of layers without this stays in TC0, and with as many steps as the word has it does not (Li et al. 2024; Merrill and Sabharwal 2024).
"""

import argparse
import json

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.architectures.sequence_model import SequenceModel
from training.run import TEST_SEED, Run
from training.zoo import Entry, find


def interleaved(words: Tensor, states: Tensor, vocabulary: int) -> Tensor:
    """x1 s1 x2 s2 ... without the last state: words [batch, n], states [batch, n - 1 or n] -> [batch, 2 n - 1]."""
    n = words.shape[1]
    row = words.new_zeros(words.shape[0], 2 * n - 1)
    row[:, ::2] = words
    row[:, 1::2] = states[:, : n - 1] + vocabulary
    return row


@torch.no_grad()
def written(model: nn.Module, words: Tensor, vocabulary: int) -> Tensor:
    """The states that the model writes by itself, int64 [batch, n]: each is read at all later places."""
    states = words.new_zeros(words.shape[0], 0)
    for t in range(1, words.shape[1] + 1):
        last = model(interleaved(words[:, :t], states, vocabulary))[:, -1].argmax(-1)
        states = torch.cat([states, last.unsqueeze(1)], dim=1)
    return states


class Written(nn.Module):
    """A model that reads on from what it wrote, as the product runs it: words in, and what it gives after each token of theirs."""

    def __init__(self, model: SequenceModel, vocabulary: int):
        super().__init__()
        self.model, self.vocabulary = model, vocabulary

    def observe(self, words: Tensor) -> dict[str, Tensor]:
        seen = self.model.observe(interleaved(words, written(self.model, words, self.vocabulary), self.vocabulary))
        # What was written is no token of the word, so that its attention is to nothing that a reader would know.
        return {name: value[:, ::2] for name, value in seen.items() if not name.startswith("attention.")}

    def forward(self, words: Tensor) -> Tensor:
        return self.observe(words)["logits"]


def accuracy(entry: Entry, model: nn.Module, rng: np.random.Generator, sequences: int, length: int) -> list[float]:
    """Shares of words wholly right and of steps right, when the model reads what it wrote."""
    words, labels = map(torch.from_numpy, entry.task.sample(rng, sequences, length))
    model.eval()
    right = written(model, words, entry.task.vocabulary) == labels
    model.train()
    return [right.all(1).float().mean().item(), right.float().mean().item()]


class RunWriting(Run):
    """The plan of every other model, but for what is read; tested on fewer and shorter words, for each step of one is a pass."""

    lengths = (2, 4, 8, 16, 32, 64, 128)
    sequences = 64

    def logits(self, tokens: Tensor, labels: Tensor) -> Tensor:
        return self.model(interleaved(tokens, labels, self.entry.task.vocabulary))[:, ::2]

    def tested(self, rng: np.random.Generator, length: int) -> list[float]:
        return accuracy(self.entry, self.model, rng, self.sequences, length)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lengths", type=int, nargs="+", default=[8, 16, 32, 64])
    parser.add_argument("--words", type=int, default=64)
    arguments = parser.parse_args()
    entry = next((e for e in find(arguments.id) if e.writes), None)
    if entry is None:
        parser.error(f"{arguments.id} is no model of zoo.toml that writes its states")
    if not entry.weights(arguments.seed).exists():
        parser.error(f"{entry.run(arguments.seed)} has no weights yet: python -m training.train {entry.id}")
    model = entry.build()
    model.load_state_dict(load_file(entry.weights(arguments.seed)))
    for length in arguments.lengths:
        full, steps = accuracy(entry, model, np.random.default_rng([TEST_SEED, length]), arguments.words, length)
        print(json.dumps({"length": length, "words": arguments.words, "full": full, "steps": steps}), flush=True)


if __name__ == "__main__":
    main()
