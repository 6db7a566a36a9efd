"""Ways out of a fixed depth: a block that loops, and a transformer that writes its states."""

import dataclasses

import numpy as np
import pytest
import torch
from torch import nn

from training.architectures import build
from training.loops import right
from training.tasks import task
from training.writing import RunWriting, accuracy, interleaved, written
from training.zoo import find, read


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
    entry = dataclasses.replace(find("s5-writing-*", writing=True)[0])
    words, labels = map(torch.from_numpy, entry.task.sample(np.random.default_rng(1), 4, 24))
    assert torch.equal(written(Follower(entry.task), words, 11), labels)
    assert accuracy(entry, Follower(entry.task), np.random.default_rng(2), 4, 24) == [1.0, 1.0]
    off = written(Follower(entry.task, wrong_at=10), words, 11) == labels
    assert off[:, :5].all() and not off[:, 5:].any()


def test_a_writing_model_is_trained_on_true_states_and_learns():
    entry = dataclasses.replace(
        find("s5-writing-*", writing=True)[0], task_name="Z3", width=32, rate=3e-3, length=4, tokens_per_step=256, minutes=10
    )
    run = RunWriting(entry, 1)
    losses = [run.advance() for _ in range(150)]
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:5])
    assert run.tested(np.random.default_rng(1), 4)[1] > 0.9


def test_those_that_write_are_left_out_where_files_of_the_contract_are_made():
    assert not [e for e in read() if e.writes]
    assert [e.id for e in read(writing=True) if e.writes] == ["s5-writing-transformer-2"]


def test_loops_share_their_weights_and_more_can_be_asked_for():
    torch.manual_seed(0)
    four, eight = (build("looped-transformer", task("S5"), layers=n, width=32) for n in (4, 8))
    assert sum(p.numel() for p in four.parameters()) == sum(p.numel() for p in eight.parameters())
    eight.load_state_dict(four.state_dict())
    tokens = torch.randint(11, (2, 9))
    asked = four.eval().observe(tokens)
    assert {f"hidden.{k}" for k in range(5)} <= set(asked) and "hidden.5" not in asked
    four.loops = 8
    torch.testing.assert_close(four(tokens), eight.eval()(tokens))
    assert not torch.allclose(asked["logits"], four(tokens))


@pytest.mark.parametrize("loops", [2, 6])
def test_loops_are_put_back_after_a_measurement(loops):
    entry = find("s5-looped-transformer-4")[0]
    model = entry.build().eval()
    full, steps = right(entry, model, loops, 5, 8)
    assert 0 <= full <= steps <= 1 and model.loops == 4
