"""Trains one seed of one model: `python -m training.train_one ID SEED`. Resumes where a killed run stopped."""

import json
import sys
import time
from dataclasses import asdict

import numpy as np
import torch
from safetensors.torch import save_file

from state_probe import files

from training.curriculum import Curriculum
from training.zoo import Entry, find

WARM_UP_STEPS = 200
ANNEALING = 0.25  # share of the whole training in which the rate falls to zero
CHECKPOINT_SECONDS = 20
TEST_LENGTHS = (2, 4, 8, 16, 32, 64, 128, 256)
TEST_SEED = 1_000_000  # far from every training seed


class Run:
    """Everything a checkpoint holds, and the step that moves it on.

    Batches are drawn from a generator seeded by (seed, step), so a resumed run sees the words an unbroken one sees.
    `spent` is processor time in seconds.
    """

    def __init__(self, entry: Entry, seed: int):
        torch.manual_seed(seed)
        self.entry, self.seed = entry, seed
        self.model = entry.build()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=entry.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.curriculum = Curriculum(entry.length)
        self.step, self.spent, self.annealed_from = 0, 0.0, None

    @property
    def budget(self) -> float:
        return self.entry.minutes * 60

    def rate(self) -> float:
        """Warm-up, then constant; the last quarter, in which it falls to zero, starts at the latest when the budget asks
        for it, and earlier when all is mastered and the table lets it end early."""
        if self.annealed_from is None:
            if (self.entry.early and self.curriculum.mastered) or self.spent > (1 - ANNEALING) * self.budget:
                self.annealed_from = self.spent
            return self.entry.rate * min(1, (self.step + 1) / WARM_UP_STEPS)
        quarter = self.annealed_from * ANNEALING / (1 - ANNEALING)
        return self.entry.rate * max(0, 1 - (self.spent - self.annealed_from) / quarter)

    def advance(self) -> float:
        """One optimizer step; returns its loss."""
        rng = np.random.default_rng([self.seed, self.step])
        length = self.curriculum.next_length(rng)
        words = self.entry.task.sample(rng, max(1, self.entry.tokens_per_step // length), length)
        tokens, labels = map(torch.from_numpy, words)
        logits = self.model(tokens)
        loss = self.entry.task.loss(logits, labels)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.curriculum.observe(length, self.entry.task.correct(logits, labels).float().mean().item())
        self.step += 1
        return loss.item()

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "curriculum": asdict(self.curriculum),
            "progress": (self.step, self.spent, self.annealed_from),
        }
        files.replace(self.entry.checkpoint(self.seed), lambda path: torch.save(state, path))

    def resume(self) -> bool:
        path = self.entry.checkpoint(self.seed)
        if not path.exists():
            return False
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.curriculum = Curriculum(**state["curriculum"])
        self.step, self.spent, self.annealed_from = state["progress"]
        return True


@torch.no_grad()
def test(run: Run, sequences: int = 256) -> dict[int, list[float]]:
    """Accuracy over [full sequences, single steps] by length. For choosing between seeds only: the published figures
    come from `state-probe eval`, on other words."""
    rng = np.random.default_rng([TEST_SEED, run.seed])
    result = {}
    for length in TEST_LENGTHS:
        tokens, labels = map(torch.from_numpy, run.entry.task.sample(rng, sequences, length))
        right = run.entry.task.correct(run.model(tokens), labels)
        result[length] = [right.all(1).float().mean().item(), right.float().mean().item()]
    return result


def train(entry: Entry, seed: int) -> None:
    """Trains until the budget is spent, or all is mastered and annealed where the table allows that; leaves weights and a log of JSON lines."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)  # fading gradients become denormal, which is some ten times slower on a CPU
    if entry.weights(seed).exists():
        return
    run = Run(entry, seed)
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
            if run.spent - saved > CHECKPOINT_SECONDS:
                loss, losses, saved = float(np.mean(losses)), [], run.spent
                note(length=run.curriculum.length, accuracy=round(run.curriculum.accuracy, 4), loss=round(loss, 4))
                run.save()
        run.model.eval()
        note(event="end", length=run.curriculum.length, test=test(run))
        files.replace(entry.weights(seed), lambda path: save_file(run.model.state_dict(), path))
        entry.checkpoint(seed).unlink(missing_ok=True)


if __name__ == "__main__":
    chosen, number = find(sys.argv[1])[0], int(sys.argv[2])
    try:
        with files.alone(chosen.checkpoint(number).with_suffix(".lock")):
            train(chosen, number)
    except BlockingIOError:
        print(chosen.run(number), "is being trained by another process", file=sys.stderr)
