"""What models are trained on: word problems of groups and monoids, and formal languages. `task` makes one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from state_probe.automata.automaton import Automaton
from state_probe.automata.regular_expression import automaton, refuse_foreign
from state_probe.tasks import groups, languages, queues
from state_probe.tasks.interface import Labels, Task, Words
from state_probe.tasks.language import Language, RegularRule
from state_probe.tasks.monoid import Acts, Map, MonoidTask

__all__ = ["Acts", "Labels", "Language", "MonoidTask", "Task", "Words", "task"]

FORMAL = "parity, aa, mod-N, flip-flop, dyck-1, shuffle-dyck-K, bounded-dyck-K-M, anbncn, tomita-1 to tomita-7, recall-K, copy-K, selective-copy-K, switched-copy-K"


def task(
    name: str | None = None,
    *,
    generators: str | Sequence[Sequence[int]] | None = None,
    acts: Acts = "slots",
    regex: str | None = None,
    alphabet: Sequence[str] | None = None,
    table: Mapping[str, Any] | str | Path | None = None,
) -> Task:
    """A task, by one of:

    - a group or monoid: `task("S5")`, `task("A4xZ5")`, `task("T3")`. Every element is a token unless `generators` says
      which: "swaps" (the identity and all transpositions, as the bundled models of S5 have it), "swaps-and-copies" (of T3
      and the like; a copy is one token of ten in random words), "transpositions", "adjacent", "3-cycles", cycles such as
      "(1 2),(1 2 3 4 5)", or a list of maps;
    - any maps: `task(generators=[[1, 0, 2], [0, 0, 2]])`, where slot `j` of the next arrangement holds what slot `m[j]`
      held; with `acts="values"` each is a table of what every value becomes;
    - a formal language by the terminal's names: `task("parity")`, `task("bounded-dyck-2-3")`, `task("tomita-3")`;
    - a regular expression: `task(regex="(b*ab*a)*b*", alphabet="ab")`, without `alphabet` over its own symbols;
    - an automaton's table: `task(table={"alphabet": ["a", "b"], "start": 0, "transitions": [[0, 1], [1, 0]],
      "accepting": [0]})`, or the path of a JSON file that holds one. `null` leads nowhere; `accepting` lists states, or
      says of each whether it is one.

    Raises ValueError for what is none of these.
    """
    given = [what for what in (regex, table) if what is not None]
    if len(given) > 1 or (given and generators is not None):
        raise ValueError("a task is given by a name, generators, a regular expression or a table: by one of them")
    if alphabet is not None and regex is None:
        raise ValueError("alphabet goes with regex; a table names its own")
    if regex is not None:
        symbols = list(dict.fromkeys(alphabet)) if alphabet is not None else sorted(set(regex) - set("|*+?()."))
        if alphabet is None:
            refuse_foreign(regex)
        return Language(name or regex, symbols, RegularRule(automaton(regex, "".join(_single(symbols)))))
    if table is not None:
        return _from_table(name, table)
    if name is None:
        if generators is None or isinstance(generators, str):
            raise ValueError("task() needs the name of a group or language, generators, a regular expression or a table")
        return MonoidTask("maps", _maps(generators), acts)
    language = _formal(name) if generators is None and acts == "slots" else None
    if language is not None:
        return language
    elements = groups.elements(name)
    if elements is None and generators is not None and not isinstance(generators, str):
        return MonoidTask(name, _maps(generators), acts)
    if elements is None:
        raise ValueError(f"{name!r} is no group (S5, A5, Z60, A4xZ5, T3 and the like) and no language ({FORMAL})")
    tokens = _chosen(name, elements, generators)
    return MonoidTask(name, tokens, acts, groups.rare_copies(tokens) if generators == "swaps-and-copies" else None)


def _chosen(name: str, elements: list[Map], generators: str | Sequence[Sequence[int]] | None) -> list[Map]:
    if generators is None or generators == "all":
        return elements
    degree = len(elements[0])
    if isinstance(generators, str):
        named = groups.named_generators(degree, generators)
        # As in the terminal, the words of a group are made of different elements, in order of their ids.
        chosen = named if named is not None else sorted(set(groups.cycles(generators, degree)), key=_rank(elements))
    else:
        chosen = _maps(generators)
    outside = next((m for m in chosen if m not in set(elements)), None)
    if outside is not None or not chosen:
        raise ValueError(f"{name} does not hold {list(outside)}" if outside else f"{name} holds no {generators}")
    return chosen


def _rank(elements: list[Map]) -> Any:
    place = {m: k for k, m in enumerate(elements)}
    return lambda m: place.get(m, len(place))


def _maps(generators: Sequence[Sequence[int]]) -> list[Map]:
    try:
        return [tuple(int(slot) for slot in m) for m in generators]
    except TypeError:
        raise ValueError(f"{generators!r} is no list of maps") from None


def _single(symbols: Sequence[str]) -> Sequence[str]:
    odd = next((symbol for symbol in symbols if len(symbol) != 1), None)
    if odd is not None:
        raise ValueError(f"{odd!r}: a symbol of a regular expression is one character")
    if not symbols:
        raise ValueError("an expression without symbols")
    return symbols


def _formal(name: str) -> Language | None:
    found = re.fullmatch(r"(mod|shuffle-dyck|bounded-dyck|tomita|recall|(?:selective-|switched-)?copy)-(\d{1,2})(?:-(\d{1,2}))?", name)
    family, first, second = (found[1], int(found[2]), found[3]) if found else (name, 0, None)
    match family, second:
        case "parity", None:
            return languages.parity()
        case "aa", None:
            return languages.modular(2)
        case "mod", None if first >= 1:
            return languages.modular(first)
        case "flip-flop", None:
            return languages.flip_flop()
        case "dyck-1", None:
            return languages.dyck_1()
        case "shuffle-dyck", None if 1 <= first <= 4:
            return languages.shuffle_dyck_n(first)
        case "bounded-dyck", str() if 1 <= first <= 4 and 1 <= int(second or 0) <= 99 and first ** int(second or 0) <= 4096:
            return languages.bounded_dyck(first, int(second or 0))
        case "anbncn", None:
            return languages.a_n_b_n_c_n()
        case "recall", None if 2 <= first <= 5:
            return languages.recall(first)
        case "tomita", None if 1 <= first <= 7:
            return languages.tomita(first)
        case "copy" | "selective-copy" | "switched-copy", None:
            return queues.copying(family, first)
    return None


def _from_table(name: str | None, given: Mapping[str, Any] | str | Path) -> Language:
    fields = given if isinstance(given, Mapping) else json.loads(Path(given).read_text(encoding="utf-8"))
    try:
        alphabet, start, transitions, accepting = (fields[key] for key in ("alphabet", "start", "transitions", "accepting"))
    except (KeyError, TypeError):
        raise ValueError("a table has alphabet, start, transitions and accepting") from None
    states = len(transitions)
    for state, row in enumerate(transitions):
        if len(row) != len(alphabet) or not all(to is None or (type(to) is int and 0 <= to < states) for to in row):
            raise ValueError(f"transitions[{state}] must give one of {states} states, or null, for each of {len(alphabet)} symbols")
    if all(isinstance(each, bool) for each in accepting) and len(accepting) == states:
        accepts = list(accepting)
    else:
        if not all(type(state) is int and 0 <= state < states for state in accepting):
            raise ValueError(f"accepting must list some of the {states} states, or say true or false of each")
        accepts = [state in accepting for state in range(states)]
    if type(start) is not int or not 0 <= start < states:
        raise ValueError(f"start must be one of the {states} states")
    if len(set(alphabet)) < len(alphabet) or not all(isinstance(symbol, str) and symbol for symbol in alphabet):
        raise ValueError("alphabet must list different symbols")
    complete = [[states if to is None else to for to in row] for row in transitions] + [[states] * len(alphabet)]
    dfa = Automaton(start, np.array(complete, np.int64), np.array([*accepts, False], bool))
    return Language(name or fields.get("name", "table"), list(alphabet), RegularRule(dfa.minimal()))
