"""A layer's fast form, used in training, against its plain loop, which is what gets exported."""

import pytest
import torch

from training.architectures import EXACT, FAMILIES, TRAINED, build
from training.tasks import task
from training.zoo import read

# Every architecture of the zoo with its options, at the first depth that the zoo names.
MODELS = list(
    {
        (e.architecture, str(e.options)): (e.architecture, e.layers, e.options) for e in reversed(read()) if e.trained
    }.values()
)


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


def test_every_architecture_is_said_once():
    """One that the zoo trains but the table does not know, or the other way round, would be left out without a word."""
    assert {e.architecture for e in read()} == {*TRAINED, *EXACT}
    assert {a for family in FAMILIES.values() for a in family} == set(TRAINED)
