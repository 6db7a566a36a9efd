"""An SSM with an input-dependent transition that runs any automaton exactly, without training.

Theorem 5.2 of Merrill, Petty and Sabharwal (2024), The Illusion of State in State-Space Models: let the transition of
h[t] = A(x[t]) h[t-1] be the matrix of the automaton's step, a weighted finite automaton. The state is the one-hot
vector of the automaton's state. The theorem writes the start state by a first token $; here it is h[-1].
"""

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from state_probe.automata.automaton import Automaton


class WFASSM(nn.Module):
    """tokens int64 [batch, length] -> logits [batch, length, outputs], the rows of `read` [states, outputs].

    Right at any length in float32: states and matrices hold only 0 and 1 and a matrix has one 1 in each column, so
    every sum has a single term and nothing is ever rounded. Matrices are kept as int8 and one of them is cast at
    each step: all casts at once would take 4 * length * states^2 bytes, 576 MB for 10,000 steps in S5.
    """

    def __init__(self, automaton: Automaton, read: torch.Tensor):
        super().__init__()
        step = F.one_hot(torch.from_numpy(automaton.transitions), automaton.states)  # [from, symbol, to]
        self.symbols, self.width = automaton.symbols, automaton.states
        self.register_buffer("transition", step.transpose(0, 1).to(torch.int8).contiguous())  # [symbol, from, to]
        self.register_buffer("start", F.one_hot(torch.tensor(automaton.start), automaton.states).float())
        self.register_buffer("read", torch.as_tensor(read))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits, hidden.0 (the token, one-hot), hidden.1 and state.1 (the automaton's state, one-hot)."""

        def step(h, token):
            return torch.bmm(h.unsqueeze(1), self.transition[token].float()).squeeze(1)

        initial = (tokens[:, :1] * 0).float() + self.start
        states = scan(step, initial, tokens)
        one_hot = F.one_hot(tokens, self.symbols).float()
        return {"logits": states @ self.read, "hidden.0": one_hot, "hidden.1": states, "state.1": states}


wfa_ssm = WFASSM
"""As the table of architectures calls it."""
