"""What is written down of patches is what PyTorch gives; the TypeScript tests hold views of the exported graphs to it."""

import json

import pytest
import torch

from training import patch_reference
from training.architectures import build
from training.patch_reference import PATH, TOKEN, patches, replaced, values
from training.tasks import task
from training.zoo import read

ENTRIES = {entry.id: entry for entry in read() if entry.id in patch_reference.MODELS}


@pytest.mark.parametrize("name", patch_reference.MODELS)
def test_the_reference_is_that_of_these_weights(name):
    written = json.loads(PATH.read_text(encoding="utf-8"))[name]
    for output, found in patches(ENTRIES[name]).items():
        bound = 1e-4 * written[output]["largest"]
        assert found["numbers"] == pytest.approx(written[output]["numbers"], abs=bound), output


def test_a_hook_replaces_one_token_and_none_before_it():
    torch.manual_seed(0)
    model = build("lstm", task("S5"), layers=1, width=32).eval()
    word = torch.randint(11, (1, 20))
    with torch.no_grad():
        own = model(word)
        with replaced(model.layers[0]):
            other = model(word)
        torch.testing.assert_close(other[0, TOKEN], model.head(model.norm(torch.from_numpy(values(32)))))
    torch.testing.assert_close(other[0, :TOKEN], own[0, :TOKEN], atol=0, rtol=0)
