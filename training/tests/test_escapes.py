"""Ways out of a fixed depth: a block that loops, and a transformer that writes its states."""

import dataclasses

import numpy as np
import pytest
import torch
from torch import nn

from state_probe.compare import TOLERANCE, compare
from state_probe.exporting import Source
from state_probe.onnx_file import write

from training.architectures import build
from training.architectures.transformer import transformer
from training.carried import Carried, empty, graph, runner
from training.loops import right
from training.tasks import task
from training.writing import RunWriting, Written, accuracy, interleaved, written
from training.zoo import find


def test_a_row_holds_word_and_states_in_turn():
    row = interleaved(torch.tensor([[4, 5, 6]]), torch.tensor([[0, 2, 1]]), vocabulary=11)
    assert row.tolist() == [[4, 11, 5, 13, 6]]


class Follower(nn.Module):
    """Looks up the product of the state written last and the token, as a transformer could; wrong where it is told to be."""

    def __init__(self, task, wrong_at=None):
        super().__init__()
        self.task, self.wrong_at = task, wrong_at

    def forward(self, row):
        automaton, n = self.task.automaton, self.task.vocabulary
        logits = torch.zeros(*row.shape, self.task.outputs)
        for b, symbols in enumerate(row.tolist()):
            for place in range(0, len(symbols), 2):
                before = automaton.start if place == 0 else symbols[place - 1] - n
                after = int(automaton.transitions[before, symbols[place]])
                if place == self.wrong_at:
                    after = (after + 1) % self.task.outputs
                logits[b, place, after] = 1
        return logits


def test_what_is_written_is_read():
    """A model that looks up one product is right at every length; one wrong state makes all later ones wrong in a group."""
    entry = dataclasses.replace(find("s5-writing-*")[0])
    words, labels = map(torch.from_numpy, entry.task.sample(np.random.default_rng(1), 4, 24))
    assert torch.equal(written(Follower(entry.task), words, 11), labels)
    assert accuracy(entry, Follower(entry.task), np.random.default_rng(2), 4, 24) == [1.0, 1.0]
    off = written(Follower(entry.task, wrong_at=10), words, 11) == labels
    assert off[:, :5].all() and not off[:, 5:].any()


def test_a_writing_model_is_trained_on_true_states_and_learns():
    entry = dataclasses.replace(
        find("s5-writing-*")[0], task_name="Z3", width=32, rate=3e-3, length=4, tokens_per_step=256, minutes=10
    )
    run = RunWriting(entry, 1)
    losses = [run.advance() for _ in range(150)]
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:5])
    assert run.tested(np.random.default_rng(1), 4)[1] > 0.9


def test_reading_on_is_reading_at_once(tmp_path):
    """Keys and values that are carried give what the whole row gives; and a file of them, fed as the product does, what the model writes."""
    torch.manual_seed(0)
    t = task("Z3")
    model = transformer(t.vocabulary + t.outputs, t.outputs, layers=2, width=32)
    row = torch.randint(t.vocabulary + t.outputs, (2, 9))
    whole, past, read = model.eval().observe(row), empty(model, 2), 0
    for size in (1, 2, 4, 2):
        logits, *rest = Carried(model)(row[:, read : read + size], past)
        past = tuple(rest[3:])
        torch.testing.assert_close(logits, whole["logits"][:, read : read + size])
        torch.testing.assert_close(rest[2], whole["hidden.2"][:, read : read + size])
        read += size
    path, own = tmp_path / "writes.onnx", Written(model, t.vocabulary)
    write(graph(model), {}, path)
    found = compare(path, Source(own), t.vocabulary, (1, 2, 17), run=runner(t.vocabulary))
    assert not found.problems(TOLERANCE) and not found.classes, found


def test_what_is_written_stands_at_the_tokens():
    entry = find("s5-writing-*")[0]
    words = torch.from_numpy(entry.task.sample(np.random.default_rng(1), 3, 6)[0])
    model = entry.build().eval()
    outputs = Written(model, entry.task.vocabulary).observe(words)
    assert list(outputs) == ["logits", "hidden.0", "hidden.1", "hidden.2"] and outputs["logits"].shape == (3, 6, 120)
    assert torch.equal(outputs["logits"].argmax(-1), written(model, words, entry.task.vocabulary))
    torch.testing.assert_close(outputs["hidden.0"], model.embedding(words))


def test_a_block_is_applied_as_often_as_the_word_has_tokens():
    torch.manual_seed(0)
    model = build("looped-transformer", task("S5"), layers=1, width=32).eval()
    tokens = torch.randint(11, (2, 9))
    asked = model(tokens)
    assert set(model.observe(tokens)) == {"logits", "hidden.0", "hidden.1"}
    # However the word goes on, what stands at a token is the same.
    torch.testing.assert_close(model(tokens[:, :4]), asked[:, :4])
    model.loops = 1
    torch.testing.assert_close(model(tokens)[:, 0], asked[:, 0])
    model.loops = 8
    assert not torch.allclose(model(tokens), asked)
    assert sum(p.numel() for p in model.parameters()) == sum(p.numel() for p in build("looped-transformer", task("S5"), layers=1, width=32, loops=3).parameters())
    with pytest.raises(ValueError, match="one layer, not 2"):
        build("looped-transformer", task("S5"), layers=2, width=32)


@pytest.mark.parametrize("loops", [2, 6])
def test_loops_are_put_back_after_a_measurement(loops):
    entry = find("s5-looped-transformer-1")[0]
    model = entry.build().eval()
    full, steps = right(entry, model, loops, 5, 8)
    assert 0 <= full <= steps <= 1 and model.loops is None
