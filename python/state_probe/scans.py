"""One recurrence, two ways to run it: a loop in PyTorch, one Scan operator in ONNX."""

from collections.abc import Callable
from typing import Any

import torch
from torch._higher_order_ops.scan import scan as scan_operator

Step = Callable[..., torch.Tensor]
SeeingStep = Callable[..., tuple[torch.Tensor, torch.Tensor]]


def scan(step: Step, initial: torch.Tensor, *inputs: torch.Tensor) -> torch.Tensor:
    """The states of state[t] = step(state[t-1], *inputs[:, t]).

    initial is [batch, ...], each input [batch, length, ...]; the result is [batch, length, ...].

    While a graph is exported the loop becomes a `Scan`, whose length stays free. The exporter wants the carried
    state and the collected one to be different tensors, hence the clone.
    """
    if torch.compiler.is_exporting():

        def body(state: Any, xs: Any) -> Any:
            state = step(state, *xs)
            return state, state.clone()

        collected: torch.Tensor = scan_operator(body, initial, [x.transpose(0, 1) for x in inputs], dim=0)[1]
        return collected.transpose(0, 1)
    states, state = [], initial
    for t in range(inputs[0].shape[1]):
        state = step(state, *(x[:, t] for x in inputs))
        states.append(state)
    return torch.stack(states, dim=1)


def scan_seeing(step: SeeingStep, initial: torch.Tensor, *inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Like scan, for a step that gives its state and something else that is worth seeing: both, for every step.

    The runtime computes every output of a graph, wanted or not. What a step knows anyway costs next to nothing when it
    is collected here, and as much again as the recurrence when it is computed beside it.
    """
    if torch.compiler.is_exporting():

        def body(state: Any, xs: Any) -> Any:
            state, seen = step(state, *xs)
            return state, (state.clone(), seen)

        _, collected = scan_operator(body, initial, [x.transpose(0, 1) for x in inputs], dim=0)
        states, seen = collected
        return states.transpose(0, 1), seen.transpose(0, 1)
    states, seen, state = [], [], initial
    for t in range(inputs[0].shape[1]):
        state, sight = step(state, *(x[:, t] for x in inputs))
        states.append(state)
        seen.append(sight)
    return torch.stack(states, dim=1), torch.stack(seen, dim=1)


def scan_last(step: Step, first: torch.Tensor, inputs: torch.Tensor) -> torch.Tensor:
    """The last of the states step(state, inputs[t]), for inputs [length, ...]; unlike in `scan` a state is no part of a word but what is made of all of it.

    While a graph is exported the loop becomes a `Scan` that collects one number a step: its states are not kept.
    """
    if torch.compiler.is_exporting():

        def body(state: Any, x: Any) -> Any:
            state = step(state, x)
            return state, state[:1, 0, 0].clone()

        last: torch.Tensor = scan_operator(body, first, inputs, dim=0)[0]
        return last
    state = first
    for x in inputs:
        state = step(state, x)
    return state
