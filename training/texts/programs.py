"""Programs of swaps, as the product writes them out (src/reductions/telling/code.ts), with comments that ask: `# cups[0] is`."""

from __future__ import annotations

from random import Random

from training.texts.changes import change
from training.texts.telling import SLOTS, Telling
from training.texts.words import LISTS, OTHERS, PEOPLE, THINGS, VARIABLES


def program(dice: Random, steps: int, most: int = SLOTS) -> Telling:
    """A program of so many steps over at most `most` places, and what they hold at the end; in some it is asked on the way, too."""
    count = dice.randint(2, most)
    is_script = dice.random() < 0.08
    comment, end = ("//", ";") if is_script else ("#", "")
    objects = literals(dice, count)
    told = Telling("program")
    if dice.random() < 0.94:
        name = dice.choice(LISTS)
        places = [f"{name}[{k}]" for k in range(count)]
        told.say(f"{'let ' if is_script else ''}{name} = [")
        at = []
        for k, one in enumerate(objects):
            told.say(", " if k else "")
            at.append(named(told, one))
            told.say(one)
        told.say(f"]{end}\n")
    else:
        places = dice.sample(VARIABLES, count)
        at = []
        for place, one in zip(places, objects, strict=True):
            told.say(f"{place} = ")
            at.append(named(told, one))
            told.say(f"{one}{end}\n")
    state = list(range(count))
    asks = 0.3 if dice.random() < 0.4 else 0.0
    copies = 0.3 if dice.random() < 0.1 else 0.0
    beside = dice.random() < 0.06  # swaps by a variable beside

    def ask(slots: list[int]) -> None:
        told.say("\n" if told.steps else "")
        for slot in slots:
            told.ask(f"{comment} {places[slot]} is", f" {objects[state[slot]]}\n")

    for k in range(steps):
        to, source = change(dice, count, copies)
        left, right = [places[s] for s in to], [places[s] for s in source]
        if len(to) == 1:
            said = f"{left[0]} = {right[0]}{end}"
        elif len(to) == 2 and beside and dice.random() < 0.5:
            said = f"tmp = {left[0]}{end}\n{left[0]} = {left[1]}{end}\n{left[1]} = tmp{end}"
        elif is_script:
            said = f"[{', '.join(left)}] = [{', '.join(right)}];"
        else:
            said = f"{', '.join(left)} = {', '.join(right)}"
        held = [state[s] for s in source]
        for place, one in zip(to, held, strict=True):
            state[place] = one
        told.step(said, [at[one] for one in state])
        if k + 1 < steps:
            if dice.random() < asks:
                ask([dice.randrange(count)])
            else:
                told.say("\n")
    ask(dice.sample(range(count), min(count, 4)))
    return told


def named(told: Telling, literal: str) -> int:
    """Where the name in a literal begins that comes next."""
    return len(told.text) + (literal[0] in "'\"")


def literals(dice: Random, count: int) -> list[str]:
    if dice.random() < 0.06:
        return [str(n) for n in dice.sample(range(1, 10), count)]
    quote = "'" if dice.random() < 0.85 else '"'
    return [f"{quote}{one}{quote}" for one in dice.sample(dice.choice((THINGS, THINGS, OTHERS, PEOPLE)), count)]
