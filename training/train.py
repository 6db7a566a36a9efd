"""Trains every model of the zoo that has no weights yet: `python -m training.train [PATTERN ...] [--jobs 2]`.

Each seed of each model runs in a process of its own (training.train_one) with one thread, at low priority. Stop it
in any way you like; the same command goes on where it stopped.
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from training.zoo import find


def train(id: str, seed: int) -> int:
    return subprocess.run(["nice", "-n", "19", sys.executable, "-m", "training.train_one", id, str(seed)]).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids, say 's5-*'")
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side; one for each core is best")
    arguments = parser.parse_args()
    # First seeds first: one of everything is worth more than three of the first. Within a seed, in the order asked for.
    runs = [(i, e.id, seed) for e in find(*arguments.patterns) if e.trained for i, seed in enumerate(e.seeds)]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        codes = list(pool.map(lambda run: train(*run[1:]), sorted(runs, key=lambda run: run[0])))
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
