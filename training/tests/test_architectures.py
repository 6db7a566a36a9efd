"""A layer's fast form, used in training, against its plain loop, which is what gets exported."""

import pytest
import torch

from training.architectures import build
from training.tasks import task

MODELS = [
    ("elman-rnn", 1, {}),
    ("transformer", 2, {}),
    ("mamba", 2, {}),
    ("mamba", 1, {"negative": True}),
    ("lstm", 1, {}),
    ("s4", 2, {}),
    ("ids4", 1, {}),
    ("deltanet", 2, {}),
    ("gated-linear-attention", 2, {}),
    ("hybrid", 2, {}),
    ("deltanet", 1, {"negative": True}),
]


@pytest.mark.parametrize("architecture, layers, options", MODELS)
@pytest.mark.parametrize("length", [1, 7, 64])
def test_fast_form_equals_plain_loop(architecture, layers, options, length):
    torch.manual_seed(0)
    model = build(architecture, task("S5"), layers=layers, width=32, **options)
    tokens = torch.randint(11, (3, length))

    def gradients(logits):
        loss = logits.logsumexp(-1).mean() - logits[..., 3].mean()
        return torch.autograd.grad(loss, list(model.parameters()))

    fast, plain = model.train()(tokens), model.eval().observe(tokens)["logits"]
    torch.testing.assert_close(fast, plain, atol=1e-5, rtol=1e-4)
    for one, other in zip(gradients(fast), gradients(plain), strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-3)
