"""The tasks of zoo.toml, by the names that it uses for them; `state_probe.task` makes them."""

from functools import cache, partial

import state_probe
from state_probe.tasks import MonoidTask, Task
from state_probe.tasks.groups import beside, rotations

OWN = {
    # The models read the identity and the ten transpositions.
    "S5": lambda: state_probe.task("S5", generators="swaps"),
    # The identity, the swaps, and copies of one slot to another.
    **{name: partial(state_probe.task, name, generators="swaps-and-copies") for name in ("T3", "T4", "T5")},
    # Its elements in lexicographic order, as the models were trained; the terminal's ids count turns.
    "Z60": lambda: MonoidTask("Z60", beside(beside(rotations(3), rotations(4)), rotations(5))),
    # One cell that is kept, set to 0 or set to 1; the two constants are slots that never change.
    "flip-flop-monoid": lambda: MonoidTask("flip-flop", [(0, 1, 2), (1, 1, 2), (2, 1, 2)]),
    "aaaa": lambda: state_probe.task("mod-4"),
}


@cache
def task(name: str) -> Task:
    return OWN[name]() if name in OWN else state_probe.task(name)
