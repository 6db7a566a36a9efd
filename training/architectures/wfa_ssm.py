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


def one_hot_at_run(indices: torch.Tensor, size: int, tokens: torch.Tensor) -> torch.Tensor:
    """One-hot rows, made from the indices when the model runs: the exporter would write what does not depend on the data into
    the file, and the rows of S5 are a hundred times their indices."""
    return F.one_hot((indices + (tokens[0, 0] * 0).to(indices.dtype)).long(), size)


def read_by(read: torch.Tensor | None, states: torch.Tensor) -> torch.Tensor:
    """Logits of one-hot states: rows of `read`; without it each state is a class of its own."""
    return 10 * states if read is None else states @ read.float()


def stored(read) -> torch.Tensor | None:
    """The rows as they are kept; None for those of a task whose states are its classes."""
    rows = torch.as_tensor(read)
    return None if torch.equal(rows, 10 * torch.eye(len(rows))) else rows.to(torch.int8)


class WFASSM(nn.Module):
    """tokens int64 [batch, length] -> logits [batch, length, outputs], the rows of `read` [states, outputs].

    Right at any length in float32: states and matrices hold only 0 and 1 and a matrix has one 1 in each column, so
    every sum has a single term and nothing is ever rounded. Matrices are kept as int8 and one of them is cast at
    each step: all casts at once would take 4 * length * states^2 bytes, 576 MB for 10,000 steps in S5.
    """

    def __init__(self, automaton: Automaton, read: torch.Tensor):
        super().__init__()
        self.symbols, self.width = automaton.symbols, automaton.states
        self.register_buffer("leads", torch.from_numpy(automaton.transitions).T.to(torch.int16).contiguous())  # [symbol, from]
        self.register_buffer("start", F.one_hot(torch.tensor(automaton.start), automaton.states).float())
        self.register_buffer("read", stored(read))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits, hidden.0 (the token, one-hot), hidden.1 and state.1 (the automaton's state, one-hot)."""

        transition = one_hot_at_run(self.leads, self.width, tokens).to(torch.int8)  # [symbol, from, to]

        def step(h, token):
            return torch.bmm(h.unsqueeze(1), transition[token].float()).squeeze(1)

        initial = (tokens[:, :1] * 0).float() + self.start
        states = scan(step, initial, tokens)
        one_hot = F.one_hot(tokens, self.symbols).float()
        return {"logits": read_by(self.read, states), "hidden.0": one_hot, "hidden.1": states, "state.1": states}


class SlotSSM(nn.Module):
    """The same of maps over n slots, by how they act on the slots instead of on all n^n states.

    Row j of the state [n, n] is the one-hot vector of the object in slot j, and the transition of a map m is its own 0/1
    matrix: row j of A(m) h is row m[j] of h. A class counts the slots that hold what it says, ten for each, so that the
    true one is ten above every other. T5 takes 25 numbers, where one-hot states would take 31 matrices of 3,125 squared.
    """

    def __init__(self, tokens: list[tuple[int, ...]], classes: list[tuple[int, ...]]):
        super().__init__()
        self.symbols, self.slots = len(tokens), len(tokens[0])
        self.width = self.slots**2
        self.register_buffer("transition", F.one_hot(torch.tensor(tokens), self.slots).to(torch.int8))  # [symbol, to, from]
        self.register_buffer("classes", torch.tensor(classes, dtype=torch.uint8))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits, hidden.0 (the token, one-hot), state.1 [batch, length, n, n] and hidden.1, which is the same as one row."""

        def step(h, token):
            return torch.bmm(self.transition[token].float(), h)

        initial = (tokens[:, :1, None] * 0).float() + torch.eye(self.slots)
        states = scan(step, initial, tokens)
        hidden = states.flatten(2)
        read = 10 * one_hot_at_run(self.classes, self.slots, tokens).float().flatten(1)
        one_hot = F.one_hot(tokens, self.symbols).float()
        return {"logits": hidden @ read.T, "hidden.0": one_hot, "hidden.1": hidden, "state.1": states}


def wfa_ssm(task, by: str = "states") -> nn.Module:
    """As the table of architectures calls it: of any automaton by its states, of maps over slots also by those."""
    return SlotSSM(task.tokens, task.classes) if by == "slots" else WFASSM(task.automaton, task.read())
