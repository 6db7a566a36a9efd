"""The formal languages of Sarrof, Veitsman and Hahn (2024), The Expressive Capacity of State Space Models."""

import numpy as np

from state_probe.automata.automaton import Automaton
from state_probe.automata.regular_expression import automaton
from state_probe.tasks.counters import a_b_c, shuffle_dyck
from state_probe.tasks.language import Language, RegularRule

# Tomita (1982); languages 3 and 6 are easier to state as machines.
TOMITA_EXPRESSIONS = {
    1: "1*",
    2: "(10)*",
    4: "(0|00)?((1)+(0|00)?)*",
    5: "(00|11|(01|10)(00|11)*(01|10))*",
    7: "0*1*0*1*",
}
TOMITA_MACHINES = {
    # No odd run of zeros after an odd run of ones. States: even ones, odd ones, odd zeros after those, even zeros, dead.
    3: Automaton(0, np.array([[0, 1], [2, 0], [3, 4], [2, 1], [4, 4]]), np.array([True, True, False, True, False])),
    # The numbers of zeros and ones differ by a multiple of three.
    6: Automaton(0, np.array([[1, 2], [2, 0], [0, 1]]), np.array([True, False, False])),
}


def regular(name: str, expression: str, alphabet: str, weights: tuple[float, ...] | None = None) -> Language:
    return Language(name, alphabet, RegularRule(automaton(expression, alphabet)), weights)


def parity() -> Language:
    """Words with an even number of ones."""
    return regular("parity", "(0*10*1)*0*", "01")


def modular(n: int) -> Language:
    """(a^n)*: words whose length is a multiple of n."""
    return regular("(aa)*" if n == 2 else f"(a^{n})*", f"({'a' * n})*", "a")


def flip_flop() -> Language:
    """Write, ignore and read instructions, each with a bit; a read must give the bit last written (Liu et al. 2023).

    A word is w i r pairs of instruction and bit; it starts with a write. Ignores are common, as in that paper.
    """
    start, instructions = 0, {"w": 0, "i": 1, "r": 2}
    # States: 0 start, 1 + bit: between pairs; then (instruction, remembered bit): the instruction has been read.

    def between(bit: int) -> int:
        return 1 + bit

    def pending(instruction: str, bit: int) -> int:
        return 4 + 2 * instructions[instruction] + bit

    fresh, dead = 3, 10
    symbols = "wir01"
    table = np.full((11, 5), dead)
    table[start, 0] = fresh
    table[fresh, 3:] = [between(0), between(1)]
    for bit in (0, 1):
        for instruction, symbol in instructions.items():
            table[between(bit), symbol] = pending(instruction, bit)
        table[pending("w", bit), 3:] = [between(0), between(1)]
        table[pending("i", bit), 3:] = between(bit)
        table[pending("r", bit), 3 + bit] = between(bit)
    accepting = np.isin(np.arange(11), [start, between(0), between(1)])
    return Language("flip-flop", symbols, RegularRule(Automaton(start, table, accepting).minimal()), (1, 8, 1, 5, 5))


def recall(keys: int) -> Language:
    """Associative recall (Ba et al. 2016): pairs of a key and a bit, and questions, `?` and a key that was told, which the bit follows
    that was told with it last. The flip-flop is this with one key; questions are asked as often as something is told.
    """
    values, base = 2, 3
    held = base**keys
    # States: between pairs what every key has, 0 for nothing; then after a key, after `?`, after the key of a question.
    outside = 2 * held * (keys + 1)
    table = np.full((outside + 1, keys + values + 1), outside)

    def telling(memory: int, key: int) -> int:
        return held + memory * keys + key

    def asking(memory: int) -> int:
        return held + held * keys + memory

    def asked(memory: int, key: int) -> int:
        return held + held * keys + held + memory * keys + key

    for memory in range(held):
        if memory:
            table[memory, keys + values] = asking(memory)
        for key in range(keys):
            value = memory // base**key % base
            table[memory, key] = telling(memory, key)
            for bit in range(values):
                table[telling(memory, key), keys + bit] = memory + (bit + 1 - value) * base**key
            if value:
                table[asking(memory), key] = asked(memory, key)
                table[asked(memory, key), keys + value - 1] = memory
    accepting = np.arange(outside + 1) < held
    symbols = [*"abcde"[:keys], "0", "1", "?"]
    return Language(f"recall {keys}", symbols, RegularRule(Automaton(0, table, accepting)), (*[1.0] * (keys + values), keys))


def bounded_dyck(kinds: int, depth: int) -> Language:
    """Well nested brackets of `kinds` sorts, at most `depth` deep (Hewitt et al. 2020); states are the open brackets."""
    stacks: list[tuple[int, ...]] = [()]
    for stack in stacks:
        if len(stack) < depth:
            stacks += [(*stack, kind) for kind in range(kinds)]
    place = {stack: i for i, stack in enumerate(stacks)}
    dead = len(stacks)
    table = np.full((dead + 1, 2 * kinds), dead)
    for stack, i in place.items():
        for kind in range(kinds):
            table[i, 2 * kind] = place.get((*stack, kind), dead)
        if stack:
            table[i, 2 * stack[-1] + 1] = place[stack[:-1]]
    accepting = np.arange(dead + 1) == place[()]
    return Language(f"Dyck({kinds}, {depth})", "()[]{}<>"[: 2 * kinds], RegularRule(Automaton(0, table, accepting)))


def dyck_1() -> Language:
    return Language("Dyck-1", "()", shuffle_dyck(1))


def shuffle_dyck_n(kinds: int) -> Language:
    return Language(f"Shuffle-Dyck-{kinds}", "()[]{}<>"[: 2 * kinds], shuffle_dyck(kinds))


def a_n_b_n_c_n() -> Language:
    """An `a` is drawn 15 times as often as the first `b`, for words of about 48 symbols."""
    return Language("a^n b^n c^n", "abc", a_b_c(), (15, 1, 1))


def tomita(n: int) -> Language:
    if n in TOMITA_MACHINES:
        return Language(f"Tomita {n}", "01", RegularRule(TOMITA_MACHINES[n]))
    return regular(f"Tomita {n}", TOMITA_EXPRESSIONS[n], "01")
