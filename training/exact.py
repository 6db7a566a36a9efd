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

import state_probe
from state_probe.exporting import graph
from state_probe.onnx_file import write
from state_probe.tasks import Task

from training.architectures import EXACT
from training.manifest import manifest
from training.tasks import task

GROUPS = ("S5", "A5", "A4xZ5", "Z60")


def build(of: Task, architecture: str, path: Path) -> None:
    model = EXACT[architecture](of).eval()
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
            of = state_probe.task(regex=arguments.regex, alphabet=arguments.alphabet)
        elif arguments.table:
            of = state_probe.task(table=arguments.table)
        else:
            of = state_probe.task(generators=json.loads(arguments.maps)) if arguments.maps else task(arguments.group)
        build(of, arguments.architecture, arguments.out)
    except (ValueError, KeyError, TypeError, OSError) as error:
        print(f"{arguments.table or 'training.exact'}: error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
