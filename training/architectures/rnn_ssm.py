"""An SSM with a nonlinearity that runs any automaton exactly, without training.

Theorem 5.1 of Merrill, Petty and Sabharwal (2024), The Illusion of State in State-Space Models: with a step function
around the recurrence, h[t] = step(A h[t-1] + B x[t] - 3/2), an SSM is an RNN, and RNNs run automata by the
construction of Minsky (1954). Unit (q, s) fires when the automaton stands in state q and reads symbol s: A carries a
unit (q, s) to all units of its successor state, B carries a symbol to all of its units, and both must agree.
"""

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from state_probe.automata.automaton import Automaton

from training.architectures.wfa_ssm import one_hot_at_run, read_by, stored


class RNNSSM(nn.Module):
    """tokens int64 [batch, length] -> logits [batch, length, outputs], the rows of `read` [states, outputs].

    Right at any length in float32: the step function gives 0 or 1 at every step, and the sums before it are 0, 1 or 2
    against a threshold of 3/2, so rounding cannot add up.

    A has rank `states`, and is kept as its first factor: which state a unit leads to [units, states], units = states *
    symbols. Its second factor repeats a state for each of its units, and B a symbol for each state, which broadcasting does
    without a matrix. One more unit, the last, leads to the start state and is fed by none; it is on before the word, as the
    theorem's first token $ would leave it.
    """

    def __init__(self, automaton: Automaton, read: torch.Tensor):
        super().__init__()
        states, self.symbols = automaton.states, automaton.symbols
        self.width, self.units = states, states * self.symbols + 1  # of hidden.1, and of the recurrent state
        leads = torch.cat([torch.from_numpy(automaton.transitions).flatten(), torch.tensor([automaton.start])])
        self.register_buffer("leads", leads.to(torch.int16))  # one-hot only when it runs: a file holds a number for each unit
        self.register_buffer("read", stored(read))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits, hidden.0 (the token, one-hot), state.1 (the units), hidden.1 (the state they lead to, one-hot)."""
        leads = one_hot_at_run(self.leads, self.width, tokens).float()

        def step(h, x):
            units = (h @ leads).unsqueeze(-1) + x.unsqueeze(1) > 1.5  # [batch, states, symbols]
            return F.pad(units.float().flatten(1), (0, 1))

        one_hot = F.one_hot(tokens, self.symbols).float()
        before = F.one_hot(torch.tensor(self.units - 1), self.units).float()
        states = scan(step, one_hot[:, 0, :1] * 0 + before, one_hot)
        reached = states @ leads
        return {"logits": read_by(self.read, reached), "hidden.0": one_hot, "hidden.1": reached, "state.1": states}


def rnn_ssm(task) -> RNNSSM:
    """As the table of architectures calls it."""
    return RNNSSM(task.automaton, task.read())
