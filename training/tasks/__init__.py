"""What models are trained on. `task(name)` gives a task by the name used in zoo.toml."""

from functools import cache

from training.tasks import groups

TASKS = {
    "S5": groups.s5,
    "A5": groups.a5,
    "A4xZ5": groups.a4_z5,
    "Z60": groups.z60,
    "flip-flop-monoid": groups.flip_flop,
}


@cache
def task(name: str):
    return TASKS[name]()
