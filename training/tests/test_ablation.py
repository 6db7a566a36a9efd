"""What is written down of parts that are out of action is what PyTorch gives; the TypeScript tests hold views of the exported graphs to it."""

import json

import pytest

from training.ablation_reference import PARTS, PATH, ablated
from training.zoo import read

ENTRIES = {entry.id: entry for entry in read() if entry.id in PARTS}


@pytest.mark.parametrize("name", PARTS)
def test_the_reference_is_that_of_these_weights(name):
    written = json.loads(PATH.read_text(encoding="utf-8"))[name]
    for before, found in zip(written, ablated(ENTRIES[name]), strict=True):
        assert [before[key] for key in ("kind", "layer", "part")] == [found[key] for key in ("kind", "layer", "part")]
        assert found["numbers"] == pytest.approx(before["numbers"], abs=1e-4 * before["largest"])
