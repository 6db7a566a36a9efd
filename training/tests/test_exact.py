"""The exact models against the automata they are built from."""

from types import SimpleNamespace

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
    agree(EXACT[architecture](t), t.automaton, words)


@pytest.mark.parametrize("name", ["T3", "T4", "T5", "flip-flop-monoid", "A4xZ5"])
def test_by_slots(name):
    t = task(name)
    words = np.random.default_rng(0).integers(t.vocabulary, size=(4, 200))
    agree(EXACT["wfa-ssm"](t, by="slots"), t.automaton, words)


@pytest.mark.parametrize("architecture", EXACT)
@pytest.mark.parametrize("expression", ["(b*ab*a)*b*", "(a|b)*abb", "a(b|())a+", ".*aaa.*"])
def test_regular_expression(architecture, expression):
    a = automaton(expression, "ab")
    words = np.random.default_rng(0).integers(2, size=(8, 100))
    stand_in = SimpleNamespace(automaton=a, read=lambda: torch.eye(a.states))
    agree(EXACT[architecture](stand_in), a, words)


@pytest.mark.parametrize("architecture", EXACT)
@pytest.mark.parametrize("name", ["parity", "flip-flop", "bounded-dyck-2-3", "tomita-3"])
def test_language(architecture, name):
    t = task(name)
    tokens, labels = map(torch.from_numpy, t.sample(np.random.default_rng(0), 8, 200))
    with torch.no_grad():
        assert t.correct(EXACT[architecture](t)(tokens), labels).all()
