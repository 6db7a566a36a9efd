"""Builds the exact model of any finite automaton as one ONNX file, without training.

    python -m training.exact even.onnx --regex '(b*ab*a)*b*' --alphabet ab
    python -m training.exact mine.onnx --table automaton.json
    python -m training.exact d4.onnx --maps '[[1,2,3,0],[3,2,1,0]]'
    python -m training.exact a5.onnx --group A5

A table is JSON: {"alphabet": ["a", "b"], "start": 0, "transitions": [[next state for each symbol], ...],
"accepting": [true or false for each state]}. Maps are permutations or other maps over slots, a'[j] = a[m[j]]; every token is
one of them and the classes are all their products. `--architecture rnn-ssm` takes Theorem 5.1 instead of 5.2.
"""

import argparse
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from training.architectures import EXACT
from training.automata.automaton import Automaton
from training.automata.regular_expression import automaton
from training.export import graph, write
from training.manifest import manifest
from training.tasks import task
from training.tasks.interface import Task
from training.tasks.language import Language, RegularRule
from training.tasks.monoid import MonoidTask

GROUPS = ("S5", "A5", "A4xZ5", "Z60")


def from_regex(expression: str, alphabet: str) -> Task:
    return Language(expression, alphabet, RegularRule(automaton(expression, alphabet)))


def from_table(text: str) -> Task:
    """Raises ValueError for what is no complete automaton over an alphabet of single characters."""
    table = json.loads(text)
    alphabet, transitions, accepting = (table[name] for name in ("alphabet", "transitions", "accepting"))
    states = len(transitions)
    if not all(isinstance(symbol, str) and len(symbol) == 1 for symbol in alphabet):
        raise ValueError("alphabet: every symbol must be one character")
    for state, row in enumerate(transitions):
        if len(row) != len(alphabet) or not all(isinstance(to, int) and 0 <= to < states for to in row):
            raise ValueError(f"transitions[{state}] must give one of {states} states for each of {len(alphabet)} symbols")
    if len(accepting) != states or table["start"] not in range(states):
        raise ValueError(f"accepting and start must fit {states} states")
    dfa = Automaton(table["start"], np.array(transitions), np.array(accepting, bool))
    return Language(table.get("name", "table"), "".join(alphabet), RegularRule(dfa.minimal()))


def from_maps(text: str) -> Task:
    """Raises ValueError for what are no maps over one number of slots."""
    maps = [tuple(m) for m in json.loads(text)]
    degree = len(maps[0]) if maps else 0
    for m in maps:
        if len(m) != degree or not all(isinstance(slot, int) and 0 <= slot < degree for slot in m):
            raise ValueError(f"{list(m)} is no map over {degree} slots")
    if not degree:
        raise ValueError("no maps")
    return MonoidTask("maps", maps)


def build(of: Task, architecture: str, path: Path) -> None:
    model = EXACT[architecture](of.automaton, of.read()).eval()
    entry = SimpleNamespace(
        id=path.stem, name=f"{architecture} of {of.name}"[:120], architecture=architecture, options={}, layers=1,
        trained=False, task=of, description="Built by training.exact, not trained. Right at any length.",
    )  # fmt: skip
    write(graph(model), manifest(entry, model, []), path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the file to write; its name without .onnx is the model's id")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--regex", help="a regular expression over --alphabet")
    source.add_argument("--table", type=Path, help="an automaton in JSON")
    source.add_argument("--maps", help="the maps over slots that the tokens stand for, in JSON")
    source.add_argument("--group", choices=GROUPS)
    parser.add_argument("--alphabet", help="the symbols of --regex, one character each")
    parser.add_argument("--architecture", choices=EXACT, default="wfa-ssm")
    arguments = parser.parse_args()
    if (arguments.regex is None) != (arguments.alphabet is None):
        parser.error("--regex and --alphabet go together")
    try:
        if arguments.regex is not None:
            of = from_regex(arguments.regex, arguments.alphabet)
        elif arguments.table:
            of = from_table(arguments.table.read_text(encoding="utf-8"))
        else:
            of = from_maps(arguments.maps) if arguments.maps else task(arguments.group)
    except (ValueError, KeyError, TypeError, OSError) as error:
        print(f"{arguments.table or 'training.exact'}: error: {error}", file=sys.stderr)
        return 1
    build(of, arguments.architecture, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
