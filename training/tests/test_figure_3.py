"""What is made of models beside Figure 3 of The Illusion of State: a budget refutes nothing."""

from types import SimpleNamespace

import pytest

from training import figure_3
from training.figure_3 import AGAINST, CUT, HOLDS, LENGTHS, NOT_LEARNED, RIGHT, UNLEARNED, UNMEASURED, WRONG, Grid, outcome, statements


@pytest.fixture
def zoo(monkeypatch):
    """Models by (group, architecture, layers): (right up to, passed in training, why it ended)."""
    figures = {}
    entries = lambda: [SimpleNamespace(task_name=g, architecture=a, layers=n) for g, a, n in figures]  # noqa: E731
    of = lambda e: figures[e.task_name, e.architecture, e.layers]  # noqa: E731
    monkeypatch.setattr(figure_3, "full", lambda e: {(n, n): 1.0 if n <= of(e)[0] else 0.5 for n in (*LENGTHS, 32)})
    monkeypatch.setattr(figure_3, "reach", lambda e: of(e)[0])
    monkeypatch.setattr(figure_3, "ended", lambda e: {"passes": [{"length": n} for n in LENGTHS if n <= of(e)[1]], "why": of(e)[2]})
    return figures, entries


def test_three_outcomes(zoo):
    figures, entries = zoo
    figures |= {("A5", "s4", 1): (4, 4, "plateau"), ("A5", "s4", 2): (4, 4, "tokens"), ("A5", "s4", 4): (4, 5, "minutes")}
    still, tokens, worse = entries()
    assert [outcome(e, 4) for e in (still, tokens, worse)] == [RIGHT] * 3
    # The last one was taken for right in training, and is not on the words of the measurement.
    assert [outcome(e, 5) for e in (still, tokens, worse)] == [WRONG, NOT_LEARNED, WRONG]
    assert [outcome(e, 6) for e in (still, tokens, worse)] == [WRONG, NOT_LEARNED, NOT_LEARNED]


def test_the_least_depth(zoo):
    figures, entries = zoo
    figures |= {("A5", "mamba", 1): (3, 3, "plateau"), ("A5", "mamba", 2): (5, 5, "plateau"), ("A5", "mamba", 4): (8, 8, "tokens")}
    grid = Grid(entries())
    assert [grid.least("A5", "mamba", n) for n in (3, 4, 5, 6, 8, 10)] == [1, 2, 2, 4, 4, NOT_LEARNED]
    figures["A5", "mamba", 4] = (8, 8, "plateau")
    assert grid.least("A5", "mamba", 10) == WRONG


def test_one_layer_is_asked_for_the_lengths_of_the_paper(zoo):
    figures, entries = zoo
    figures |= {
        ("Z60", "ids4", 1): (32, 20, "all lengths"), ("A5", "elman-rnn", 1): (12, 12, "minutes"), ("A4xZ5", "ids4", 1): (2, 2, "plateau"),
        ("A5", "ids4", 1): (16, 16, "plateau"),
    }  # fmt: skip
    said = statements(entries())[0]
    assert said.cases["ids4 on Z60"] == HOLDS
    assert said.cases["elman-rnn on A5"] == CUT
    assert said.cases["ids4 on A4xZ5"] == UNLEARNED
    assert said.cases["ids4 on A5"] == AGAINST
    assert said.cases["elman-rnn on Z60"] == UNMEASURED
    assert said.verdict == "not re-found in 1 of 4 measured cases: ids4 on A5 speaks against it"


def test_depth_is_compared_where_some_depth_left_words_of_three(zoo):
    figures, entries = zoo
    figures |= {("A5", "mamba", n): (r, r, "plateau") for n, r in ((1, 2), (2, 4), (4, 5))}
    figures |= {("A4xZ5", "mamba", n): (2, 2, "plateau") for n in (1, 2, 4)}
    figures |= {("A5", "s4", n): (r, r, why) for n, r, why in ((1, 4, "plateau"), (2, 3, "plateau"), (4, 5, "tokens"))}
    cases = statements(entries())[1].cases
    assert cases["mamba on A5"] == HOLDS
    assert cases["mamba on A4xZ5"] == UNLEARNED
    assert cases["s4 on A5"] == CUT


def test_beyond_the_papers_lengths_nothing_is_compared(zoo):
    figures, entries = zoo
    figures |= {("A4xZ5", "mamba", 1): (20, 20, "all lengths"), ("A5", "mamba", 1): (32, 20, "all lengths")}
    assert statements(entries())[2].cases["mamba with 1"] == HOLDS


def test_verdicts(zoo):
    figures, entries = zoo
    assert {s.verdict for s in statements(entries())} == {"not measured"}
    figures |= {(g, a, 1): (20, 20, "all lengths") for g in figure_3.GROUPS for a in ("elman-rnn", "ids4")}
    assert statements(entries())[0].verdict == "re-found"
    figures["A5", "ids4", 1] = (10, 10, "tokens")
    assert statements(entries())[0].verdict == "re-found in 5 of 6 cases; none speaks against it"


def test_nothing_of_the_committed_models_speaks_against_the_first_conclusion():
    from training.zoo import read

    cases = statements(e for e in read() if e.ladder)[0].cases
    assert AGAINST not in cases.values() and HOLDS in cases.values()
