"""What a model shows: its logits, and the states between its layers, whatever form it gives them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn

from state_probe.recurrences import Layer

Outputs = dict[str, torch.Tensor]
"""By the names of the model contract: logits, hidden.0 to hidden.N, and what a layer k shows inside, such as state.k."""


class Unclear(ValueError):
    """What a model gives is nothing that the contract has a place for."""


Replaced = Mapping[int, tuple[torch.Tensor, torch.Tensor]]
"""By the number k of `hidden.k`: where it is replaced, bool [batch, length, 1], and by what, [batch, length, width]."""


def outputs_of(model: nn.Module, tokens: torch.Tensor, layers: Sequence[nn.Module] = (), replaced: Replaced | None = None) -> Outputs:
    """One run over tokens [batch, length]; every output float32, its batch first.

    A model may have a method `observe` that gives the outputs by name. Otherwise it gives logits; or logits and hidden
    states, as a list or as one tensor with the layers first; or a mapping or object with `logits` and perhaps
    `hidden_states`. Where it gives no hidden states, those between `layers` are taken as they pass, and may be `replaced`
    for all that comes after.
    """
    seen: list[torch.Tensor] = []
    inside: Outputs = {}
    with ExitStack() as hooks:
        if layers and not hasattr(model, "observe"):
            hooks.enter_context(_watched(layers, seen, inside, replaced or {}))
        logits, hidden, other = _parts(_called(model, tokens))
    states = hidden if hidden is not None else seen
    named = {"logits": logits} | {f"hidden.{k}": state for k, state in enumerate(states)} | (inside if not hidden else {}) | other
    batch, length = tokens.shape
    return {name: _batch_first(name, value, batch, length).float() for name, value in named.items()}


def _called(model: nn.Module, tokens: torch.Tensor) -> Any:
    observe = getattr(model, "observe", None)
    if callable(observe):
        return observe(tokens)
    config = getattr(model, "config", None)
    # Models of the transformers library would give a cache too, which is no output of a sequence.
    return model(tokens, use_cache=False) if hasattr(config, "use_cache") else model(tokens)


def _parts(given: Any) -> tuple[torch.Tensor, list[torch.Tensor] | None, Outputs]:
    if isinstance(given, torch.Tensor):
        return given, None, {}
    if isinstance(given, Mapping) and "hidden.0" in given:
        rest = dict(given)
        return rest.pop("logits"), None, rest
    logits = given.get("logits") if isinstance(given, Mapping) else getattr(given, "logits", None)
    if isinstance(logits, torch.Tensor):
        states = given.get("hidden_states") if isinstance(given, Mapping) else getattr(given, "hidden_states", None)
        return logits, _states(states), {}
    if isinstance(given, Sequence) and given and isinstance(given[0], torch.Tensor):
        return given[0], _states(given[1]) if len(given) > 1 else None, {}
    raise Unclear(
        f"the model gives {type(given).__name__}; it must give logits, (logits, hidden states), or a mapping with 'logits'"
    )


def _states(given: Any) -> list[torch.Tensor] | None:
    """Hidden states as a list; None for what is none, such as the last state of a recurrence."""
    if isinstance(given, torch.Tensor) and given.dim() == 4:
        return list(given)
    if isinstance(given, Sequence) and given and all(isinstance(s, torch.Tensor) and s.dim() == 3 for s in given):
        return list(given)
    return None


def _batch_first(name: str, value: torch.Tensor, batch: int, length: int) -> torch.Tensor:
    if tuple(value.shape[:2]) == (length, batch) and length != batch and not name.startswith("attention."):
        return value.transpose(0, 1)
    return value


@contextmanager
def _watched(layers: Sequence[nn.Module], seen: list[torch.Tensor], inside: Outputs, replaced: Replaced) -> Iterator[None]:
    """While this lasts, what comes into the first layer and goes out of each is noted, and the states of recurrences."""

    def passes(state: torch.Tensor) -> torch.Tensor:
        patch = replaced.get(len(seen))
        if patch is not None:
            is_on, value = (part if part.shape[:2] == state.shape[:2] else part.transpose(0, 1) for part in patch)
            state = torch.where(is_on, value.to(state), state)
        seen.append(state)
        return state

    def enters(_: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
        state = _tensor([*args, *kwargs.values()])
        other = passes(state)
        if other is state:
            return None
        return tuple(other if part is state else part for part in args), {
            name: other if part is state else part for name, part in kwargs.items()
        }

    def leaves(module: nn.Module, _: Any, output: Any) -> Any:
        state = _tensor(output)
        other = passes(state)
        if isinstance(module, Layer):
            inside[f"state.{len(seen) - 1}"] = output[1]
        if other is state:
            return None
        if isinstance(output, torch.Tensor):
            return other
        if type(output) in (tuple, list):
            return type(output)(other if part is state else part for part in output)
        raise Unclear(f"what a layer gives as {type(output).__name__} cannot be replaced, only a tensor, a tuple or a list")

    handles = [layers[0].register_forward_pre_hook(enters, with_kwargs=True)]
    handles += [layer.register_forward_hook(leaves) for layer in layers]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _tensor(given: Any) -> torch.Tensor:
    """The first tensor of what goes into or out of a module."""
    if isinstance(given, torch.Tensor):
        return given
    return next(item for item in given if isinstance(item, torch.Tensor))


def find_layers(model: nn.Module, tokens: torch.Tensor) -> list[str]:
    """The names of the modules that are a model's layers, in the order in which they run; [] where none can be told.

    A layer maps [batch, length, width] to the same shape, has parameters, and runs once. Layers are the members of the
    outermost list of them that has the most; where there is no such list, the outermost such modules.
    """
    batch, length = tokens.shape
    calls: dict[str, list[tuple[int, int]]] = {}  # by name: when it began, and the width that it keeps, or 0
    clock = [0]
    handles = []

    def width_of(given: Any) -> int:
        tensor = next((t for t in (given if isinstance(given, (tuple, list)) else [given]) if isinstance(t, torch.Tensor)), None)
        if tensor is None or tensor.dim() != 3 or not tensor.is_floating_point():
            return 0
        return tensor.shape[2] if set(tensor.shape[:2]) == {batch, length} else 0

    names = {module: name for name, module in model.named_modules()}
    started: dict[nn.Module, int] = {}

    def enters(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        clock[0] += 1
        started[module] = clock[0]
        widths[module] = width_of([*args, *kwargs.values()])

    widths: dict[nn.Module, int] = {}

    def leaves(module: nn.Module, args: Any, output: Any) -> None:
        if isinstance(output, Mapping):
            output = tuple(output.values())
        width = width_of(output)
        calls.setdefault(names[module], []).append((started[module], width if width == widths[module] else 0))

    for module in names:
        if module is not model:
            handles.append(module.register_forward_pre_hook(enters, with_kwargs=True))
            handles.append(module.register_forward_hook(leaves))
    try:
        with torch.no_grad():
            outputs_of(model, tokens)
    finally:
        for handle in handles:
            handle.remove()
    kept = {
        name: times[0]
        for name, times in calls.items()
        if len(times) == 1 and times[0][1] and _may_be_layer(model.get_submodule(name))
    }
    lists = [
        (name, [f"{name}.{child}".removeprefix(".") for child, _ in module.named_children()])
        for module, name in names.items()
        if isinstance(module, (nn.ModuleList, nn.Sequential))
    ]
    found = [(name, [member for member in members if member in kept]) for name, members in lists]
    inner = {member for name, members in found for member in members}
    outermost = [
        members for name, members in found if members and not any(f"{name}.".startswith(f"{outer}.") for outer in inner)
    ]
    if outermost:
        chosen = max(outermost, key=len)
    else:
        chosen = [name for name in kept if not any(name.startswith(f"{other}.") for other in kept)]
    chosen = sorted(chosen, key=lambda name: kept[name][0])
    width = kept[chosen[-1]][1] if chosen else 0
    return [name for name in chosen if kept[name][1] == width]


PART = ("Linear", "Norm", "Dropout", "Identity", "Embedding", "Conv1D", "Attention")


def _may_be_layer(module: nn.Module) -> bool:
    """Not what is but a part of a layer: a single map, norm, or attention without its residual path."""
    return any(True for _ in module.parameters()) and not any(part in type(module).__name__ for part in PART)
