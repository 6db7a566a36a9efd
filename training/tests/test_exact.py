"""The exact models against the automata they are built from."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from training.architectures import EXACT
from training.architectures.diagonal_ssm import DiagonalSSM, bounded_dyck
from state_probe.automata.regular_expression import automaton
from training.tasks import task


ANY_AUTOMATON = ("wfa-ssm", "rnn-ssm")


def agree(model, reference, words) -> None:
    states = torch.from_numpy(reference.run(words))
    with torch.no_grad():
        assert (model(torch.from_numpy(words)).argmax(-1) == states).all()


@pytest.mark.parametrize("architecture", ANY_AUTOMATON)
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


@pytest.mark.parametrize("architecture", ANY_AUTOMATON)
@pytest.mark.parametrize("expression", ["(b*ab*a)*b*", "(a|b)*abb", "a(b|())a+", ".*aaa.*"])
def test_regular_expression(architecture, expression):
    a = automaton(expression, "ab")
    words = np.random.default_rng(0).integers(2, size=(8, 100))
    stand_in = SimpleNamespace(automaton=a, read=lambda: torch.eye(a.states))
    agree(EXACT[architecture](stand_in), a, words)


@pytest.mark.parametrize("architecture", ANY_AUTOMATON)
@pytest.mark.parametrize("name", ["parity", "flip-flop", "bounded-dyck-2-3", "tomita-3"])
def test_language(architecture, name):
    t = task(name)
    tokens, labels = map(torch.from_numpy, t.sample(np.random.default_rng(0), 8, 200))
    with torch.no_grad():
        assert t.correct(EXACT[architecture](t)(tokens), labels).all()


@pytest.mark.parametrize("architecture", [name for name in EXACT if name not in ANY_AUTOMATON])
def test_constructions_of_languages(architecture):
    """Every word of up to seven symbols that begins one of the language, and long ones."""
    t = task("flip-flop")
    model = EXACT[architecture](t)
    beginnings = [()]
    for word in beginnings:
        if word:
            assert t.correct(model(torch.tensor([word])).numpy(), t.labels([word])).all(), word
        if len(word) < 7:
            may_follow = t.labels([word])[0, -1, :-1] if word else np.arange(5) == 0
            beginnings += [(*word, int(symbol)) for symbol in np.flatnonzero(may_follow)]
    assert len(beginnings) > 100
    tokens, labels = t.sample(np.random.default_rng(2), 4, 500)
    assert t.correct(model(torch.from_numpy(tokens)).numpy(), labels).all()


@pytest.mark.parametrize(("kinds", "depth"), [(1, 1), (2, 3), (3, 2), (4, 4)])
def test_two_diagonal_layers_find_brackets_by_counting(kinds, depth):
    t = task(f"bounded-dyck-{kinds}-{depth}")
    tokens, labels = t.sample(np.random.default_rng(3), 16, 300)
    seen = EXACT["diagonal-ssm"](t).observe(torch.from_numpy(tokens))
    assert t.correct(seen["logits"].numpy(), labels).all()
    assert seen["state.1"].shape[-1] == 1 and seen["state.2"].shape[-1] == depth
    assert all(((seen[f"decay.{k}"] == 0) | (seen[f"decay.{k}"] == 1)).all() for k in (1, 2))
    # The same without the second layer's gates does not do.
    tables = bounded_dyck(kinds, depth)
    blind = DiagonalSSM(tables._replace(second=tables.second._replace(keep=np.ones_like(tables.second.keep))))
    assert not t.correct(blind(torch.from_numpy(tokens)).numpy(), labels).all()


def test_constructions_refuse_what_they_are_not_made_for():
    for architecture in ("diagonal-ssm", "hard-attention"):
        with pytest.raises(ValueError, match="not for parity"):
            EXACT[architecture](task("parity"))
