"""What models are trained on. `task(name)` gives a task by the name used in zoo.toml."""

from functools import cache, partial

from training.tasks import groups, languages
from training.tasks.interface import Task

TASKS = {
    "S5": groups.s5,
    "A5": groups.a5,
    "A4xZ5": groups.a4_z5,
    "Z60": groups.z60,
    "flip-flop-monoid": groups.flip_flop,
    "parity": languages.parity,
    "aa": partial(languages.modular, 2),
    "aaaa": partial(languages.modular, 4),
    "flip-flop": languages.flip_flop,
    "dyck-1": languages.dyck_1,
    "shuffle-dyck-2": languages.shuffle_dyck_2,
    "bounded-dyck-2-3": partial(languages.bounded_dyck, 2, 3),
    "anbncn": languages.a_n_b_n_c_n,
    **{f"tomita-{n}": partial(languages.tomita, n) for n in range(1, 8)},
}


@cache
def task(name: str) -> Task:
    return TASKS[name]()
