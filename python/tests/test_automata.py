"""Regular expressions against Python's own, on every short word."""

import re
from itertools import product

import pytest

np = pytest.importorskip("numpy")

from state_probe.automata.regular_expression import automaton


@pytest.mark.parametrize(
    "expression, states", [("(b*ab*a)*b*", 2), ("(a|b)*abb", 4), ("a(b|())a+", 5), (".*aaa.*", 4), ("(ab)*", 3), ("(aa)*", 3)]
)
def test_minimal_automaton(expression, states):
    a = automaton(expression, "ab")
    assert a.states == states
    for length in range(1, 9):
        for word in product("ab", repeat=length):
            final = a.run(np.array([["ab".index(s) for s in word]]))[0, -1]
            assert a.accepting[final] == bool(re.fullmatch(expression, "".join(word))), word


def test_says_what_it_cannot_read():
    for wrong in ["a(b", "ac", "a)"]:
        with pytest.raises(ValueError, match="position"):
            automaton(wrong, "ab")
