"""Trains the text readers that have no weights yet, one after the other: `python -m training.texts.train [ID ...]`.

Stop it in any way; the same command goes on where it stopped, at most 20 seconds of processor time earlier.
"""

from __future__ import annotations

import json
import os
import sys
import time
from random import Random

import torch
from safetensors.torch import save_file
from torch import nn

from state_probe import files

from training.texts.batches import KINDS, LONGEST, batch_of, draw
from training.texts.reader import Tutor, loss_of
from training.texts.readers import ReaderEntry, find

CHECKPOINT_SECONDS = 20
SEED = 1
TEST_SEED = 1_000_000
TOKENS = 1_024
SHARES = {"program": 0.36, "story": 0.36, "game": 0.28}
WARM_UP_STEPS = 150
ANNEALING = 0.35
"""Share of the budget in which the rate falls to zero."""
ENOUGH = 0.9
"""Answers that are right at the present number of steps before texts get longer."""
IN_TIME = {"program": 0.4, "story": 0.4, "game": 0.8}
"""Share of the longest texts by which they get longer in time, from a third of the budget on."""
PLAIN, TUTORED = 0.1, 0.5
"""Weights of the loss on tokens that answer nothing, and of the tutor's."""


class Training:
    """One reader on its way; batches are drawn by the seed and the number of the step, so a resumed run sees what an unbroken one sees."""

    def __init__(self, entry: ReaderEntry):
        torch.manual_seed(SEED)
        self.entry = entry
        self.model, self.tutor = entry.build(), Tutor(entry.width)
        parameters = [*self.model.parameters(), *self.tutor.parameters()]
        self.optimizer = torch.optim.AdamW(parameters, lr=entry.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.step, self.spent, self.tokens = 0, 0.0, 0
        self.steps = {kind: 0 if kind != "game" else 4 for kind in KINDS}
        self.right = dict.fromkeys(KINDS, 0.0)
        self.tutored = dict.fromkeys(KINDS, 0.0)

    def rate(self) -> float:
        left = 1 - self.spent / (60 * self.entry.minutes)
        return self.entry.rate * max(0.0, min(1.0, (self.step + 1) / WARM_UP_STEPS, left / ANNEALING))

    def longest(self, kind: str) -> int:
        """Texts get longer when they are answered, and in time even when they are not."""
        share = self.spent / (60 * self.entry.minutes)
        return min(LONGEST[kind], max(self.steps[kind], round(IN_TIME[kind] * (share - 0.3) * LONGEST[kind])))

    def advance(self) -> float:
        dice = Random(SEED * 1_000_003 + self.step)
        kind = dice.choices(list(SHARES), list(SHARES.values()))[0]
        batch = draw(kind, dice, self.longest(kind), TOKENS)
        states = self.model.states(batch.ids)
        logits = self.model.answer(states[-1])
        answers = batch.targets.where(batch.is_answer, -1)
        others = batch.targets.where(~batch.is_answer, -1)
        at = states[self.entry.tutored][batch.rows, batch.columns]
        read = self.tutor.played(at) if kind == "game" else self.tutor.told(at, self.model.embedding.weight)
        loss = loss_of(logits, answers) + PLAIN * loss_of(logits, others) + TUTORED * loss_of(read, batch.states)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        self.optimizer.step()
        self.step += 1
        self.tokens += batch.ids.numel()
        self.observe(kind, share(logits, answers), share(read, batch.states))
        return loss.item()

    def observe(self, kind: str, right: float, tutored: float) -> None:
        self.right[kind] = 0.95 * self.right[kind] + 0.05 * right
        if tutored == tutored:  # texts without steps tell the tutor nothing
            self.tutored[kind] = 0.95 * self.tutored[kind] + 0.05 * tutored
        if self.right[kind] > ENOUGH and self.steps[kind] < LONGEST[kind]:
            self.steps[kind] = min(LONGEST[kind], self.longest(kind) + 1)
            self.right[kind] = 0.8

    def standing(self) -> dict:
        return {
            kind: [self.longest(kind), round(self.right[kind], 3), round(self.tutored[kind], 3)] for kind in KINDS
        }

    def save(self) -> None:
        parts = ("step", "spent", "tokens", "steps", "right", "tutored")
        state = {
            "model": self.model.state_dict(),
            "tutor": self.tutor.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "progress": {part: getattr(self, part) for part in parts},
        }
        files.replace(self.entry.checkpoint, lambda path: torch.save(state, path))

    def resume(self) -> bool:
        if not self.entry.checkpoint.exists():
            return False
        state = torch.load(self.entry.checkpoint)
        self.model.load_state_dict(state["model"])
        self.tutor.load_state_dict(state["tutor"])
        self.optimizer.load_state_dict(state["optimizer"])
        for part, value in state["progress"].items():
            setattr(self, part, value)
        return True

    @torch.no_grad()
    def test(self) -> dict:
        """Answers that are right by number of steps, on fresh texts. The published figures come from `training.texts.measure`."""
        found = {}
        for kind, make in KINDS.items():
            for steps in (1, 2, 4, 8, 12) if kind != "game" else (4, 8, 16, 24):
                dice = Random(TEST_SEED + steps)
                batch = batch_of([make(dice, steps) for _ in range(60)])
                logits = self.model.answer(self.model.states(batch.ids)[-1])
                found[f"{kind} {steps}"] = round(share(logits, batch.targets.where(batch.is_answer, -1)), 3)
        return found


def share(logits: torch.Tensor, wanted: torch.Tensor) -> float:
    known = wanted >= 0
    return (logits.argmax(-1)[known] == wanted[known]).float().mean().item()


def train(entry: ReaderEntry) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    if entry.weights.exists():
        return
    run = Training(entry)
    resumed = run.resume()
    with entry.log.open("a" if resumed else "w") as log:

        def note(**fields: object) -> None:
            line = json.dumps({"step": run.step, "minutes": round(run.spent / 60, 3), "tokens": run.tokens, **fields})
            print(entry.id, line, flush=True)
            print(line, file=log, flush=True)

        size = sum(one.numel() for one in run.model.parameters())
        note(event="resume" if resumed else "start", torch=torch.__version__, parameters=size)
        saved, losses, clock = run.spent, [], time.process_time()
        while run.rate() > 0:
            losses.append(run.advance())
            now = time.process_time()
            run.spent, clock = run.spent + now - clock, now
            if run.spent - saved > CHECKPOINT_SECONDS:
                note(loss=round(sum(losses) / len(losses), 4), **run.standing())
                losses, saved = [], run.spent
                run.save()
        run.model.half().float()  # as it is kept
        note(event="end", test=run.test())
        weights = {name: value.half() for name, value in run.model.state_dict().items()}
        files.replace(entry.weights, lambda path: save_file(weights, path))
        entry.checkpoint.unlink(missing_ok=True)


def main() -> int:
    os.nice(19 - os.nice(0))
    for entry in find(*sys.argv[1:]):
        try:
            with files.alone(entry.checkpoint.with_suffix(".lock")):
                train(entry)
        except BlockingIOError:
            print(entry.id, "is being trained by another process", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
