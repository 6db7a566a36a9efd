"""A transformer of two layers on swaps of three things."""

import numpy as np
import torch
from torch import nn

import state_probe

task = state_probe.task("S3", generators="swaps")


class Transformer(nn.Module):
    def __init__(self, width: int = 32):
        super().__init__()
        self.embedding = nn.Embedding(task.vocabulary, width)
        self.position = nn.Embedding(512, width)
        layer = nn.TransformerEncoderLayer(width, 4, 64, dropout=0.1, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(width, task.outputs)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        places = torch.arange(tokens.shape[1])
        mask = places > places.unsqueeze(1)
        return self.head(self.encoder(self.embedding(tokens) + self.position(places), mask=mask))


torch.manual_seed(0)
rng, model = np.random.default_rng(0), Transformer()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
for step in range(150):
    words, labels = map(torch.from_numpy, task.sample(rng, batch=64, length=2 + step // 50))
    loss = task.loss(model(words), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(state_probe.export(model, task, "transformer.onnx", name="My transformer"))
