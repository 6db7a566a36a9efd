"""Stories of people who swap things, as the product writes them out (src/reductions/telling/story.ts) and as Rewrite As tells them
(src/reductions/narrative.ts), with a sentence that asks: `At the end, Bob has`."""

from __future__ import annotations

from random import Random

from training.texts.changes import change
from training.texts.telling import SLOTS, Telling
from training.texts.words import FEMALE, NOUNS, PEOPLE, THINGS

OPENINGS = ("", "", "", "", "Then ", "Next, ", "After that, ", "Later, ", "Now ")
PER_PARAGRAPH = 5


def story(dice: Random, steps: int, most: int = SLOTS) -> Telling:
    """A story of so many steps and at most `most` people, and what they have at the end; in some it is asked on the way, too."""
    count = dice.randint(2, most)
    people = dice.sample(PEOPLE, count) if dice.random() < 0.5 else PEOPLE[:count]
    return (plain if dice.random() < 0.85 else rewritten)(dice, steps, people)


def plain(dice: Random, steps: int, people: list[str]) -> Telling:
    told = Telling("story")
    count = len(people)
    things = dice.sample(THINGS, count)
    whose = dice.random() < 0.06
    noun = dice.choice(NOUNS)
    objects = [f"{one}'s {noun}" for one in people] if whose else [f"the {one}" for one in things]
    at = []
    for k, (one, thing) in enumerate(zip(people, objects, strict=True)):
        told.say(f"{' ' if k else ''}{one} has ")
        at.append(len(told.text) + (0 if whose else 4))
        told.say(f"{thing}.")
    told.say("\n\n" if steps else "")
    state = list(range(count))
    asks, copies = asking(dice)
    for k in range(steps):
        to, source = change(dice, count, copies)
        if len(to) == 2 and dice.random() < 0.9:
            said = f"{people[to[0]]} and {people[to[1]]} swap"
        else:
            said = " while ".join(f"{people[t]} gets what {people[s]} had" for t, s in zip(to, source, strict=True))
        take(state, to, source)
        told.step(f"{said}.", [at[one] for one in state])
        on_the_way(dice, told, asks, k + 1 < steps, people, objects, state)
        told.say("\n" if k + 1 < steps else "")
    ask(told, dice.sample(range(count), min(count, 4)), people, objects, state)
    return told


def rewritten(dice: Random, steps: int, people: list[str]) -> Telling:
    told = Telling("story")
    count = len(people)
    noun = dice.choice(NOUNS)
    objects = [f"{one}'s {noun}" for one in people]
    told.say(f"{', '.join(people[:-1])} and {people[-1]} each have a {noun}.")
    if dice.random() < 0.7:
        told.say(" They sit in a circle in this order, clockwise, facing the middle.")
    at = [told.text.index(one) for one in people]
    state = list(range(count))
    asks, _ = asking(dice)
    for k in range(steps):
        told.say("\n\n" if k % PER_PARAGRAPH == 0 else " ")
        to, source = change(dice, count, 0.0)
        opening = dice.choice(OPENINGS) if k else ""
        said = trade(dice, people[to[0]], people[to[1]], noun) if len(to) == 2 else round_of(dice, to, source, people, noun)
        take(state, to, source)
        told.step(f"{opening}{said}", [at[one] for one in state])
        told.say(".")
        on_the_way(dice, told, asks, k + 1 < steps, people, objects, state)
    ask(told, dice.sample(range(count), min(count, 4)), people, objects, state)
    return told


def asking(dice: Random) -> tuple[float, float]:
    """How often it is asked on the way, and how often something is copied."""
    return (0.3 if dice.random() < 0.4 else 0.0), (0.3 if dice.random() < 0.15 else 0.0)


def take(state: list[int], to: list[int], source: list[int]) -> None:
    held = [state[s] for s in source]
    for place, one in zip(to, held, strict=True):
        state[place] = one


def on_the_way(dice: Random, told: Telling, asks: float, more: bool, people: list[str], objects: list[str], state: list[int]) -> None:
    if more and dice.random() < asks:
        ask(told, [dice.randrange(len(people))], people, objects, state)


def ask(told: Telling, slots: list[int], people: list[str], objects: list[str], state: list[int]) -> None:
    for slot in slots:
        told.ask(f" At the end, {people[slot]} has", f" {objects[state[slot]]}.")


def trade(dice: Random, one: str, other: str, noun: str) -> str:
    a, b = (one, other) if dice.random() < 0.5 else (other, one)
    verb = dice.choice(("trade", "swap", "exchange"))
    return dice.choice((
        f"{a} and {b} {verb} {noun}s",
        f"{a} and {b} {verb} their {noun}s",
        f"{a} {verb}s with {b}",
        f"{a} {verb}s {noun}s with {b}",
        f"{a} {verb}s {own(a)} {noun} for {b}'s",
        f"{a} gives {b} {own(a)} {noun} in exchange for {absolute(b)}",
        f"{a} hands {b} {own(a)} {noun} and takes {absolute(b)}",
    ))


def round_of(dice: Random, to: list[int], source: list[int], people: list[str], noun: str) -> str:
    """Each gives to the next: `to[k]` gets what `source[k]` had."""
    receiver = dict(zip(source, to, strict=True))
    givers = [to[0]]
    while receiver[givers[-1]] != to[0]:
        givers.append(receiver[givers[-1]])
    names = [people[g] for g in givers]
    give = dice.choice(("gives", "passes", "hands"))
    following = [*names[1:], names[0]]
    what = [f"{own(names[0])} {noun}", *map(absolute, names[1:])]
    if dice.random() < 0.5:
        clauses = [f"{a} {give} {w} to {b}" for a, w, b in zip(names, what, following, strict=True)]
        return f"{', '.join(clauses[:-1])} and {clauses[-1]}"
    return f"{names[0]} " + ", who ".join(f"{give} {w} to {b}" for w, b in zip(what, following, strict=True))


def own(name: str) -> str:
    return "her" if name in FEMALE else "his"


def absolute(name: str) -> str:
    return "hers" if name in FEMALE else "his"
