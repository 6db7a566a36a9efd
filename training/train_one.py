"""Trains one seed of one model: `python -m training.train_one ID SEED`. Resumes where a killed run stopped."""

import json
import sys
import time

import numpy as np
import torch
from safetensors.torch import save_file

from state_probe import files

from training.by_tokens import RunByTokens
from training.run import Run
from training.writing import RunWriting
from training.zoo import Entry, find

CHECKPOINT_SECONDS = 20


def run_of(entry: Entry, seed: int) -> Run:
    if entry.writes:
        return RunWriting(entry, seed)
    return RunByTokens(entry, seed) if entry.ladder else Run(entry, seed)


def train(entry: Entry, seed: int) -> None:
    """Trains until the plan of the table says that it is over; leaves weights and a log of JSON lines."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)  # fading gradients become denormal, which is some ten times slower on a CPU
    if entry.weights(seed).exists():
        return
    run = run_of(entry, seed)
    resumed = run.resume()
    entry.log(seed).parent.mkdir(exist_ok=True)
    with entry.log(seed).open("a" if resumed else "w") as log:

        def note(**fields) -> None:
            line = json.dumps({"step": run.step, "minutes": round(run.spent / 60, 3), **fields})
            print(entry.run(seed), line, flush=True)
            print(line, file=log, flush=True)

        note(event="resume" if resumed else "start", torch=torch.__version__)
        saved, losses, clock = run.spent, [], time.process_time()
        while (rate := run.rate()) > 0:
            for group in run.optimizer.param_groups:
                group["lr"] = rate
            losses.append(run.advance())
            now = time.process_time()
            run.spent, clock = run.spent + now - clock, now
            run.remember()
            if run.spent - saved > CHECKPOINT_SECONDS:
                loss, losses, saved = float(np.mean(losses)), [], run.spent
                note(**run.standing(), loss=round(loss, 4))
                run.save()
        note(event="end", **run.ending())
        if entry.moments:
            files.replace(entry.moments_file(seed), lambda path: save_file(run.moments.tensors(), path))
        files.replace(entry.weights(seed), lambda path: save_file(run.kept(), path))
        entry.checkpoint(seed).unlink(missing_ok=True)


if __name__ == "__main__":
    chosen, number = find(sys.argv[1])[0], int(sys.argv[2])
    try:
        with files.alone(chosen.checkpoint(number).with_suffix(".lock")):
            train(chosen, number)
    except BlockingIOError:
        print(chosen.run(number), "is being trained by another process", file=sys.stderr)
