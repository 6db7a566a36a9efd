"""A recurrence of one's own on the monoid T3: swaps of three slots, and copies of one into another."""

import numpy as np
import torch
from torch import nn

import state_probe

copies = [[0, 0, 2], [0, 1, 0], [1, 1, 2], [0, 1, 1], [2, 1, 2], [0, 2, 2]]
task = state_probe.task("T3", generators=[[0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1], *copies])


class Own(nn.Module):
    def __init__(self, width: int = 64):
        super().__init__()
        self.embedding = nn.Embedding(task.vocabulary, width)
        self.recurrent = nn.Parameter(nn.init.orthogonal_(torch.empty(width, width)))
        self.head = nn.Linear(width, task.outputs)

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
        x = self.embedding(tokens)
        h = state_probe.scan(lambda h, u: torch.tanh(u + h @ self.recurrent), x[:, 0] * 0, x)
        return self.head(h), [x, h]


torch.manual_seed(0)
rng, model = np.random.default_rng(0), Own()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
for step in range(500):
    words, labels = map(torch.from_numpy, task.sample(rng, batch=64, length=2 + step // 50))
    loss = task.loss(model(words)[0], labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(state_probe.export(model, task, "t3.onnx", architecture="own", family="nonlinear recurrence"))
