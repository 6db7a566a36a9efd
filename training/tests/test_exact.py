"""The exact models against the automata they are built from."""

import numpy as np
import pytest
import torch

from training.architectures import EXACT
from state_probe.automata.regular_expression import automaton
from training.tasks import task


def agree(model, reference, words) -> None:
    states = torch.from_numpy(reference.run(words))
    with torch.no_grad():
        assert (model(torch.from_numpy(words)).argmax(-1) == states).all()


@pytest.mark.parametrize("architecture", EXACT)
@pytest.mark.parametrize("name", ["S5", "A4xZ5", "flip-flop-monoid"])
def test_monoid(architecture, name):
    t = task(name)
    words = np.random.default_rng(0).integers(t.vocabulary, size=(8, 200))
    agree(EXACT[architecture](t.automaton, t.read()), t.automaton, words)


@pytest.mark.parametrize("architecture", EXACT)
@pytest.mark.parametrize("expression", ["(b*ab*a)*b*", "(a|b)*abb", "a(b|())a+", ".*aaa.*"])
def test_regular_expression(architecture, expression):
    a = automaton(expression, "ab")
    words = np.random.default_rng(0).integers(2, size=(8, 100))
    agree(EXACT[architecture](a, torch.eye(a.states)), a, words)


@pytest.mark.parametrize("architecture", EXACT)
@pytest.mark.parametrize("name", ["parity", "flip-flop", "bounded-dyck-2-3", "tomita-3"])
def test_language(architecture, name):
    t = task(name)
    tokens, labels = map(torch.from_numpy, t.sample(np.random.default_rng(0), 8, 200))
    with torch.no_grad():
        assert t.correct(EXACT[architecture](t.automaton, t.read())(tokens), labels).all()
