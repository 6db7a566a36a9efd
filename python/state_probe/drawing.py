"""Draws words of a task as the terminal does, from nothing but the `task` field of a manifest. Needs nothing but Python.

Two verbs draw words. `state-probe eval` measures on words whose every length has a generator of its own: of a monoid
any tokens, all alike or as often as its weights say; of a language a walk that takes one of the symbols that may come next, each with
the same chance, but never one after which the length could not be reached. `state-probe dataset` gives every example a
generator of its own, shares lengths out evenly, and weighs the symbols of a language; one with a queue is drawn so that its
length can be reached.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from state_probe.randomness import Generator, for_example, for_words, key_for, shuffled

Span = tuple[int, int]
"""The shortest and the longest length, both among them."""

LETTERS, SYMBOLS, PURPOSE = 0x3074, 0x1A46, 0x1E57  # the purposes of random numbers in a data set
PARTS = 2**30  # weights are told apart to this fraction of their sum
MOST_LOOKED_AT = 2_000_000


def evaluated(fields: dict[str, Any], lengths: Span, count: int, seed: int) -> list[list[int]]:
    """The words that `state-probe eval --lengths A-B --count N --seed S` measures a model of this task on, without `bos`."""
    shortest, longest = lengths
    generator, draw = for_words(seed, longest, shortest), draw_of(fields)
    return [
        draw(generator, longest if shortest == longest else shortest + generator.below(longest - shortest + 1))
        for _ in range(count)
    ]


def of_dataset(
    fields: dict[str, Any], lengths: Span, count: int, seed: int, weights: Sequence[float] | None = None
) -> list[list[int]]:
    """The words of `state-probe dataset --length A-B --count N --seed S`, in order of their ids: token ids of this task."""
    place = share_lengths(lengths, count, seed)
    if fields["kind"] == "monoid":
        letters = len(fields["tokens"])

        def word(index: int) -> list[int]:
            generator = for_example(seed, LETTERS, index)
            return [generator.below(letters) for _ in range(place(index))]

        return [word(index) for index in range(count)]
    rule = fields["rule"]
    start, follow = _rule(rule)
    end = len(fields["alphabet"]) - 1
    lasts = _queue_lasts(rule) if rule["kind"] == "queue" else None

    def walk(index: int) -> list[int]:
        generator, at, found = for_example(seed, SYMBOLS, index), start, []  # type: Generator, Any, list[int]
        length = place(index)
        while len(found) < length:
            left = length - len(found) - 1
            ways = [(symbol, to) for symbol, to in follow(at) if symbol != end and (not lasts or lasts(to, left))]
            if not ways:
                break
            symbol, at = _weighted(generator, ways, weights)
            found.append(symbol)
        return found

    return [walk(index) for index in range(count)]


def _weighted(generator: Generator, ways: list[tuple[int, Any]], weights: Sequence[float] | None) -> tuple[int, Any]:
    weigh = (lambda symbol: weights[symbol]) if weights is not None else (lambda symbol: 1.0)
    place = generator.below(PARTS) / PARTS * sum(weigh(symbol) for symbol, _ in ways)
    for symbol, to in ways:
        place -= weigh(symbol)
        if place < 0:
            return symbol, to
    return ways[-1]


def share_lengths(lengths: Span, count: int, seed: int) -> Callable[[int], int]:
    """Which length each example has: they share the lengths out evenly, in random order."""
    shortest, longest = lengths
    ends: list[int] = []
    left = count
    for k in range(longest - shortest + 1):
        share = math.ceil(left / (longest - shortest + 1 - k))
        left -= share
        ends.append(count - left)
    order = shuffled(key_for(seed, PURPOSE), count)

    def length(index: int) -> int:
        place = order(index)
        return shortest + next(k for k, end in enumerate(ends) if place < end)

    return length


Draw = Callable[[Generator, int], list[int]]


def draw_of(fields: dict[str, Any]) -> Draw:
    """How `eval` draws one word of a length. ValueError where a language has none so long, or its rule is not known."""
    if fields["kind"] == "monoid":
        return _letters(fields)
    rule = fields["rule"]
    start, follow = _rule(rule)
    end = None if rule["kind"] == "dfa" else len(rule["moves"][0])
    lasts = _dfa_lasts(rule) if rule["kind"] == "dfa" else _queue_lasts(rule) if rule["kind"] == "queue" else _Search(follow)

    def draw(generator: Generator, length: int) -> list[int]:
        if not lasts(start, length):
            raise ValueError(f"the language has no word of {length} symbols")
        at, word = start, []
        for position in range(length):
            ways = [way for way in follow(at) if way[0] != end and lasts(way[1], length - position - 1)]
            symbol, at = ways[generator.below(len(ways))]
            word.append(symbol)
        return word

    return draw


def _letters(fields: dict[str, Any]) -> Draw:
    """Tokens of a monoid, each by itself: all alike, or as often as the task's weights say."""
    tokens, weights = len(fields["tokens"]), fields.get("weights")
    if not weights:
        return lambda generator, length: [generator.below(tokens) for _ in range(length)]
    ends = list(accumulate(weights))
    return lambda generator, length: [bisect_right(ends, generator.below(ends[-1])) for _ in range(length)]


Follow = Callable[[Any], list[tuple[int, Any]]]


def _rule(rule: dict[str, Any]) -> tuple[Any, Follow]:
    """The first configuration, and which symbols lead from one to which others (of a DFA, where they lead anywhere)."""
    if rule["kind"] == "dfa":
        table, following = rule["transitions"], rule["next"]

        def by_table(at: int) -> list[tuple[int, int]]:
            return [(s, table[at][s]) for s in dict.fromkeys(following[at]) if table[at][s] is not None]

        return rule["start"], by_table
    if rule["kind"] == "queue":

        def by_queue(at: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
            state, queue = at[0], at[1:]
            ways = {"keep": lambda _: queue, "push": lambda symbol: (*queue, symbol), "pop": lambda _: queue[1:]}
            return [
                (symbol, (move["to"], *ways[move["queue"]](symbol)))
                for symbol, move in enumerate(rule["moves"][state])
                if move and (move["queue"] != "pop" or queue[:1] == (symbol,))
            ]

        return (rule["start"],), by_queue
    if rule["kind"] != "counters":
        raise ValueError(f'words of a language with the rule "{rule["kind"]}" cannot be drawn')

    def by_counters(at: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
        found = []
        for symbol, move in enumerate(rule["moves"][at[0]]):
            if move and all((at[1 + counter] > 0) == (sign == ">0") for counter, sign in move["when"]):
                found.append((symbol, (move["to"], *(n + add for n, add in zip(at[1:], move["add"], strict=True)))))
        return found

    return (rule["start"], *[0] * rule["counters"]), by_counters


def _dfa_lasts(rule: dict[str, Any]) -> Callable[[int, int], bool]:
    """Whether so many symbols can follow: peels off the states whose ways all end; the others go on for ever."""
    _, follow = _rule(rule)
    states = range(len(rule["transitions"]))
    targets = [[to for _, to in follow(state)] for state in states]
    open_ways = [len(ways) for ways in targets]
    before: list[list[int]] = [[] for _ in states]
    for state in states:
        for to in targets[state]:
            before[to].append(state)
    reach, longest = [math.inf] * len(states), [0] * len(states)
    ended = [state for state in states if not targets[state]]
    while ended:
        state = ended.pop()
        reach[state] = longest[state]
        for earlier in before[state]:
            longest[earlier] = max(longest[earlier], longest[state] + 1)
            open_ways[earlier] -= 1
            if open_ways[earlier] == 0:
                ended.append(earlier)
    return lambda state, more: reach[state] >= more


def queue_longest(rule: dict[str, Any]) -> Callable[[int, int], float]:
    """How many symbols can follow a state in which so many are queued: a state takes out all of it, or nothing."""
    known: dict[int, tuple[float, float]] = {}

    def of(state: int) -> tuple[float, float]:
        """The longest way that takes nothing out, and the longest to where the queue is emptied, with what it puts there."""
        if state not in known:
            moves = [move for move in rule["moves"][state] if move]
            known[state] = (math.inf, -math.inf)  # met again, it can be come back to again and again
            if any(move["queue"] == "pop" for move in moves):
                known[state] = (0, 0)
            else:
                ways = [(of(move["to"]), move["queue"] == "push") for move in moves]
                known[state] = (
                    max((1 + least for (least, _), _ in ways), default=0),
                    max((1 + pushed + before for (_, before), pushed in ways), default=-math.inf),
                )
        return known[state]

    def longest(state: int, queued: int) -> float:
        least, before = of(state)
        return max(least, before + queued)

    return longest


def _queue_lasts(rule: dict[str, Any]) -> Callable[[Any, int], bool]:
    """Whether so many symbols can follow a configuration."""
    longest = queue_longest(rule)
    return lambda at, more: longest(at[0], len(at) - 1) >= more


class _Search:
    """Whether so many symbols can follow a configuration with counters: depth first, remembering what was found."""

    def __init__(self, follow: Follow):
        self.follow, self.looked_at = follow, 0
        self.possible: dict[Any, int] = {}
        self.impossible: dict[Any, float] = {}

    def __call__(self, at: Any, more: int) -> bool:
        path = [(at, more, self.ways(at, more))]
        while path:
            top, left, ways = path[-1]
            if left <= self.possible.get(top, 0):
                path.pop()
                if path:
                    earlier, wanted, _ = path[-1]
                    self.possible[earlier] = max(wanted, self.possible.get(earlier, 0))
            elif ways and left > 0:
                to = ways.pop()
                path.append((to, left - 1, self.ways(to, left - 1)))
            else:
                self.impossible[top] = min(left, self.impossible.get(top, math.inf))
                path.pop()
        return more <= self.possible.get(at, 0)

    def ways(self, at: Any, more: int) -> list[Any]:
        if more >= self.impossible.get(at, math.inf) or more <= self.possible.get(at, 0):
            return []
        self.looked_at += 1
        if self.looked_at > MOST_LOOKED_AT:
            raise ValueError("its counters leave too many ways to search for long words")
        return [to for _, to in self.follow(at)]
