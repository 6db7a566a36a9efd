"""Recurrent modules that the exporter would unroll to the length of its example, as steps of one `Scan`.

While a model is exported, each module of PyTorch's own `nn.RNN`, `nn.GRU` and `nn.LSTM`, and the Mamba mixer of the
`transformers` library, has a stand-in with the same parameters. Other recurrences are written with `state_probe.scan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan


class Unsupported(ValueError):
    """A recurrent module that has no stand-in."""


class StandIn(nn.Module):
    """What is asked of it that it has not, such as a weight by name, the module that it stands in for is asked."""

    def __init__(self, module: nn.Module):
        super().__init__()
        self.module = module

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("module"), name)


def _bias(module: nn.RNNBase, k: int, which: str) -> torch.Tensor | float:
    if not module.bias:
        return 0.0
    bias: torch.Tensor = getattr(module, f"bias_{which}_l{k}")
    return bias


class Layer(nn.Module):
    """One layer of `nn.RNN`, `nn.GRU` or `nn.LSTM`: x [batch, length, features] -> [batch, length, hidden]."""

    def __init__(self, module: nn.RNNBase, k: int):
        super().__init__()
        self.module, self.k = module, k

    def forward(self, x: torch.Tensor, first: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The output and the state after every step. The state before the word, [batch, hidden], is `first`; of an LSTM
        it is hidden and cell side by side."""
        module, k = self.module, self.k
        driven = x @ getattr(module, f"weight_ih_l{k}").T + _bias(module, k, "ih")
        recurrent, bias = getattr(module, f"weight_hh_l{k}").T, _bias(module, k, "hh")
        states: torch.Tensor = scan(STEPS[module.mode](recurrent, bias), first, driven)
        return (states.chunk(2, dim=-1)[0] if module.mode == "LSTM" else states), states


def _elman(activation: Callable[[torch.Tensor], torch.Tensor]) -> Callable[..., Any]:
    return lambda recurrent, bias: lambda h, u: activation(u + h @ recurrent + bias)


def _gru(recurrent: torch.Tensor, bias: Any) -> Callable[..., torch.Tensor]:
    def step(h: torch.Tensor, u: torch.Tensor) -> torch.Tensor:
        (r, z, n), (hr, hz, hn) = u.chunk(3, dim=-1), (h @ recurrent + bias).chunk(3, dim=-1)
        new = (n + (r + hr).sigmoid() * hn).tanh()
        keep = (z + hz).sigmoid()
        after: torch.Tensor = (1 - keep) * new + keep * h
        return after

    return step


def _lstm(recurrent: torch.Tensor, bias: Any) -> Callable[..., torch.Tensor]:
    def step(state: torch.Tensor, u: torch.Tensor) -> torch.Tensor:
        h, c = state.chunk(2, dim=-1)
        enter, forget, candidate, leave = (u + h @ recurrent + bias).chunk(4, dim=-1)
        c = forget.sigmoid() * c + enter.sigmoid() * candidate.tanh()
        return torch.cat([leave.sigmoid() * c.tanh(), c], dim=-1)

    return step


STEPS: dict[str, Callable[..., Any]] = {
    "RNN_TANH": _elman(torch.tanh),
    "RNN_RELU": _elman(torch.relu),
    "GRU": _gru,
    "LSTM": _lstm,
}


class Stack(StandIn):
    """Stands in for an `nn.RNN`, `nn.GRU` or `nn.LSTM`: the same call, the same answer."""

    def __init__(self, module: nn.RNNBase):
        super().__init__(module)
        if module.bidirectional:
            raise Unsupported("a bidirectional recurrence reads later tokens: its logits cannot be causal")
        if module.proj_size:
            raise Unsupported("an LSTM with proj_size has no stand-in; write its step with state_probe.scan")
        self.is_lstm = module.mode == "LSTM"
        self.size = module.hidden_size * (2 if self.is_lstm else 1)
        self.layers = nn.ModuleList(Layer(module, k) for k in range(module.num_layers))

    def forward(self, x: torch.Tensor, hx: Any = None) -> tuple[torch.Tensor, Any]:
        if x.dim() != 3:
            raise Unsupported("a recurrence over words must read [batch, length, features], not a word without its batch")
        x = x if self.batch_first else x.transpose(0, 1)
        last = []
        for k, layer in enumerate(self.layers):
            x, states = layer(x, self.first(x, k, hx))
            last.append(states[:, -1])
        ends = torch.stack(last)
        end: Any = tuple(part.contiguous() for part in ends.chunk(2, dim=-1)) if self.is_lstm else ends
        return (x if self.batch_first else x.transpose(0, 1)), end

    def first(self, x: torch.Tensor, k: int, hx: Any) -> torch.Tensor:
        zero = x[:, 0, :1] * 0 + x.new_zeros(self.size)  # from the data: its batch is free
        if hx is None:
            return zero
        given = torch.cat([hx[0][k], hx[1][k]], dim=-1) if self.is_lstm else hx[k]
        return zero + given


class Mamba(StandIn):
    """The selective state space layer (Gu and Dao 2023) on the parameters of a mixer of `transformers`."""

    def forward(self, hidden_states: torch.Tensor, *_: Any, **__: Any) -> torch.Tensor:
        m: Any = self.module
        length = hidden_states.shape[1]
        x, gate = m.in_proj(hidden_states).chunk(2, dim=-1)
        x = m.act(m.conv1d(x.transpose(1, 2))[..., :length]).transpose(1, 2)  # causal: the padding at the right is cut off
        time_step, b, c = m.x_proj(x).split([m.time_step_rank, m.ssm_state_size, m.ssm_state_size], dim=-1)
        delta = F.softplus(m.dt_proj(time_step))
        a = -m.A_log.float().exp()  # [inner, state]

        def step(h: torch.Tensor, d: torch.Tensor, u: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
            after: torch.Tensor = (d.unsqueeze(-1) * a).exp() * h + (d * u).unsqueeze(-1) * b.unsqueeze(1)
            return after

        first = (x[:, 0] * 0).unsqueeze(-1).float() + torch.zeros_like(a)
        states = scan(step, first, delta.float(), x.float(), b.float())
        y = (states * c.float().unsqueeze(2)).sum(-1).to(x.dtype) + x * m.D
        out: torch.Tensor = m.out_proj(y * m.act(gate))
        return out


STAND_INS: dict[tuple[str, str], Callable[[Any], nn.Module]] = {
    ("torch", "RNN"): Stack,
    ("torch", "GRU"): Stack,
    ("torch", "LSTM"): Stack,
    ("transformers", "MambaMixer"): Mamba,
}
"""By the library that a class comes from, and its name."""


@contextmanager
def scanned(model: nn.Module) -> Iterator[None]:
    """The modules of a model that have stand-ins are replaced by them while this lasts."""
    replaced: list[tuple[nn.Module, str, nn.Module]] = []
    try:
        for parent in list(model.modules()):
            for name, child in list(parent.named_children()):
                make = STAND_INS.get((type(child).__module__.split(".")[0], type(child).__name__))
                if make:
                    setattr(parent, name, make(child))
                    replaced.append((parent, name, child))
        yield
    finally:
        for parent, name, child in reversed(replaced):
            setattr(parent, name, child)
