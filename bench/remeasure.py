"""Measures published figures anew, with nothing of the product but the ONNX files: `python bench/remeasure.py [ID@LENGTH ...]`.

Needs numpy and onnxruntime alone. It draws words of its own (numpy's generator, another seed), composes permutations and
walks automata by its own few lines, runs the files in onnxruntime for Python, and compares the share of words that are
right after every token with the figure in the file's manifest. The two agree when their 95% intervals (Wilson) meet.

Words of a monoid: tokens drawn uniformly and independently; right is a step whose largest logit is the class of the
product so far, a'[j] = a[m[j]]. Words of a regular language: a walk that takes each symbol that may come next, and after
which the walk can go on for ever, with the same chance; right is a step at which exactly the symbols that may come next
have a logit above zero. With --weights symbols are drawn in that proportion instead, and nothing is compared: a model may
hold what uniform words ask of it and not what rarer ones do.

    python bench/remeasure.py flip-flop-mamba-2@512 --weights i=98     # writes and reads once in a hundred instructions
"""

import argparse
import json
import sys
from math import sqrt
from pathlib import Path

import numpy as np
import onnxruntime

MODELS = Path(__file__).parent.parent / "models"
# One of each kind, none of them near 0 or 100%, where any two measurements would agree.
FIGURES = ("s5-transformer-2@8", "s5-deltanet-negative-1@1024", "parity-mamba-negative-2@256")
WORDS = 1000
SEED = 20260101
CHUNK = 16_384  # tokens of one call of the runtime, which keeps all inner states of a call at once


def monoid(task, rng, words, length, weights):
    """Words int64 [words, length], and a function that tells which steps are right by the logits of some of them."""
    maps = np.array(task["tokens"])
    classes = {tuple(m): number for number, m in enumerate(task["classes"])}
    if weights:
        raise SystemExit("--weights are those of a language's symbols")
    tokens = rng.integers(len(maps), size=(words, length))

    def right(at, logits):
        product = np.tile(np.arange(task["degree"]), (len(at), 1))
        found = np.empty((len(at), length), bool)
        for step in range(length):
            product = np.take_along_axis(product, maps[tokens[at, step]], axis=1)
            truth = [classes[tuple(p)] for p in product]
            found[:, step] = logits[:, step].argmax(-1) == truth
        return found

    return tokens, right


def language(task, rng, words, length, weights):
    """The same of a regular language."""
    rule, symbols = task["rule"], len(task["alphabet"])
    if rule["kind"] != "dfa":
        raise SystemExit(f"{task['name']}: words of a language with counters are not drawn here")
    transitions, allowed = rule["transitions"], [set(symbols) for symbols in rule["next"]]
    lasting = set(range(len(transitions)))
    while gone := {q for q in lasting if not any(transitions[q][s] in lasting for s in allowed[q])}:
        lasting -= gone
    tokens, states = np.zeros((words, length), np.int64), np.zeros((words, length), np.int64)
    share = np.array([weights.get(symbol, 1.0) for symbol in task["alphabet"]])
    for word in range(words):
        state = rule["start"]
        for step in range(length):
            ways = [s for s in sorted(allowed[state]) if transitions[state][s] in lasting]
            tokens[word, step] = symbol = ways[np.searchsorted(np.cumsum(share[ways]), rng.random() * share[ways].sum(), "right")]
            states[word, step] = state = transitions[state][symbol]
    expected = np.array([[s in may for s in range(symbols)] for may in allowed])

    def right(at, logits):
        return ((logits > 0) == expected[states[at]]).all(-1)

    return tokens, right


def wilson(share, trials):
    z = 1.959963984540054
    centre = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, centre - half), min(1.0, centre + half)


def opened(path, threads):
    """The session of a file, and its task."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return session, json.loads(session.get_modelmeta().custom_metadata_map["state-probe"])


def wholly_right(session, task, words, length, seed, weights):
    """How many random words are right after every token."""
    tokens, right = (monoid if task["kind"] == "monoid" else language)(task, np.random.default_rng(seed), words, length, weights)
    wholly = 0
    for at in np.array_split(np.arange(words), max(1, -(-tokens.size // CHUNK))):
        (logits,) = session.run(["logits"], {"tokens": tokens[at]})
        wholly += int(right(at, logits).all(-1).sum())
    return wholly


def remeasure(figure, words, seed, threads, weights):
    """One line for people, and whether the two figures agree."""
    name, length = figure.split("@")
    session, manifest = opened(MODELS / f"{name}.onnx", threads)
    task = manifest["task"]
    if task.get("bos") is not None:
        raise SystemExit(f"{name}: a first token is not handled here")
    wholly = wholly_right(session, task, words, int(length), seed, weights)
    low, high = wilson(wholly / words, words)
    here = f"{100 * wholly / words:.1f}% ({100 * low:.1f}–{100 * high:.1f}, {words} words, seed {seed})"
    if weights:
        return f"{figure}: {here}", True
    published = next(m for m in manifest["metrics"] if m["length"] == int(length) and "shortest" not in m)
    from_, to = published["fullInterval"]
    agrees = low <= to and from_ <= high
    there = f"{100 * published['full']:.1f}% ({100 * from_:.1f}–{100 * to:.1f}, {published['sequences']} words, seed {published['seed']})"
    return f"{figure}: published {there}, here {here}: {'agrees' if agrees else 'DIFFERS'}", agrees


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", nargs="*", default=FIGURES, metavar="ID@LENGTH")
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--weights", default="", metavar="SYMBOL=N,…", help="how often symbols are drawn; 1 where nothing is said")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    weights = {symbol: float(number) for symbol, _, number in (part.partition("=") for part in arguments.weights.split(",") if part)}
    agree = True
    for figure in arguments.figures:
        line, agrees = remeasure(figure, arguments.words, arguments.seed, arguments.threads, weights)
        print(line, flush=True)
        agree &= agrees
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
