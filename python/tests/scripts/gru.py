"""A GRU that follows swaps of three things, from nothing to a file that the visualizer runs."""

import numpy as np
import torch
from torch import nn

import state_probe

task = state_probe.task("S3", generators="swaps")


class Gru(nn.Module):
    def __init__(self, width: int = 32):
        super().__init__()
        self.embedding = nn.Embedding(task.vocabulary, width)
        self.gru = nn.GRU(width, width, batch_first=True)
        self.head = nn.Linear(width, task.outputs)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.head(self.gru(self.embedding(tokens))[0])


torch.manual_seed(0)
rng, model = np.random.default_rng(0), Gru()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
for step in range(400):
    words, labels = map(torch.from_numpy, task.sample(rng, batch=64, length=2 + step // 30))
    loss = task.loss(model(words), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(state_probe.export(model, task, "gru.onnx", name="My GRU"))
