"""What a step does to the places of a program or a story."""

from __future__ import annotations

from random import Random


def change(dice: Random, count: int, copies: float) -> tuple[list[int], list[int]]:
    """Which places take what others held: a swap mostly, sometimes three at once, or a copy."""
    if dice.random() < copies:
        to, source = dice.sample(range(count), 2)
        return [to], [source]
    if count > 2 and dice.random() < 0.08:
        a, b, c = sorted(dice.sample(range(count), 3))
        return ([a, b, c], [b, c, a]) if dice.random() < 0.5 else ([a, b, c], [c, a, b])
    a, b = dice.sample(range(count), 2)
    if dice.random() < 0.8:
        a, b = sorted((a, b))
    return [a, b], [b, a]
