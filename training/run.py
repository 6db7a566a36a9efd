"""One training run: everything that a checkpoint holds, and the step that moves it on."""

from dataclasses import asdict

import numpy as np
import torch
from torch import Tensor, nn

from state_probe import files

from training.curriculum import Curriculum
from training.moments import Moments, half
from training.zoo import Entry

WARM_UP_STEPS = 200
ANNEALING = 0.25  # share of the whole training in which the rate falls to zero
TEST_LENGTHS = (2, 4, 8, 16, 32, 64, 128, 256)
TEST_SEED = 1_000_000  # far from every training seed


class Run:
    """A budget of processor time. `spent` is processor time in seconds.

    Batches are drawn from a generator seeded by (seed, step), so a resumed run sees the words an unbroken one sees.
    Another plan of training is a subclass: its own curriculum, `rate`, `observe`, and what is kept and said at the end.
    """

    lengths: tuple[int, ...] = TEST_LENGTHS  # those that are tested at the end, up to some times the longest of the curriculum

    def __init__(self, entry: Entry, seed: int):
        torch.manual_seed(seed)
        self.entry, self.seed = entry, seed
        self.model = entry.build()
        self.begin()
        self.optimizer = torch.optim.AdamW(self.decaying(), lr=entry.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.curriculum = self.new_curriculum()
        self.step, self.spent, self.annealed_from = 0, 0.0, None
        self.moments = Moments(entry.moments)

    def begin(self) -> None:
        """What is done to a fresh model before the first step."""

    def decaying(self) -> list[dict]:
        """The groups of parameters that the optimizer takes."""
        return [{"params": list(self.model.parameters())}]

    def new_curriculum(self, **state):
        return Curriculum(**({"longest": self.entry.length} | state))

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
        logits = self.logits(tokens, labels)
        loss = self.entry.task.loss(logits, labels)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.observe(length, self.entry.task.correct(logits, labels))
        return loss.item()

    def logits(self, tokens: Tensor, labels: Tensor) -> Tensor:
        """What the model gives for the state after each token, [words, length, classes]; `labels` are for a plan in which it reads them."""
        return self.model(tokens)

    def tested(self, rng: np.random.Generator, length: int) -> list[float]:
        """Accuracy on fresh words, by the way in which it will be used."""
        return accuracy(self, rng, 256, length)

    def observe(self, length: int, right: Tensor) -> None:
        """Tells the curriculum which steps of a batch, bool [words, length], were right before the update."""
        self.curriculum.observe(length, right.float().mean().item())

    def standing(self) -> dict:
        """What a line of the log says beside the step and the time."""
        return {"length": self.curriculum.length, "accuracy": round(self.curriculum.accuracy, 4)}

    def remember(self) -> None:
        """Keeps the present weights where the next moment has come; called after every step."""
        if self.moments.due(self.spent / self.budget):
            self.moments.keep(self.model, {"step": self.step, "minutes": round(self.spent / 60, 3), **self.standing()})

    def kept(self) -> dict[str, Tensor]:
        """The weights that training leaves; those of the last moment where moments are kept."""
        return half(self.model) if self.entry.moments or self.entry.half else self.model.state_dict()

    def ending(self) -> dict:
        """What the last line of the log says."""
        self.model.load_state_dict(self.kept())
        self.moments.finish(self.model, {"step": self.step, "minutes": round(self.spent / 60, 3), **self.standing()})
        kept = {"moments": self.moments.told} if self.entry.moments else {}
        return {"length": self.curriculum.length, **kept, "test": test(self)}

    def more(self) -> dict:
        """What a checkpoint of this plan holds beside the rest."""
        return {}

    def take(self, more: dict) -> None:
        """The same, from a checkpoint."""

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "curriculum": asdict(self.curriculum),
            "progress": (self.step, self.spent, self.annealed_from),
            "moments": self.moments.state(),
            **self.more(),
        }
        files.replace(self.entry.checkpoint(self.seed), lambda path: torch.save(state, path))

    def resume(self) -> bool:
        path = self.entry.checkpoint(self.seed)
        if not path.exists():
            return False
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.curriculum = self.new_curriculum(**state["curriculum"])
        self.step, self.spent, self.annealed_from = state["progress"]
        self.moments.take(state.get("moments"))
        self.take(state)
        return True


@torch.no_grad()
def accuracy(run: Run, rng: np.random.Generator, sequences: int, length: int) -> list[float]:
    """Share of [full sequences, single steps] that are right, of fresh words."""
    tokens, labels = map(torch.from_numpy, run.entry.task.sample(rng, sequences, length))
    training = run.model.training
    right = run.entry.task.correct(run.model.eval()(tokens), labels)
    run.model.train(training)
    return [right.all(1).float().mean().item(), right.float().mean().item()]


def test(run: Run) -> dict[int, list[float]]:
    """Accuracy by length. For choosing between seeds only: the published figures come from `state-probe eval`, on other words."""
    rng = np.random.default_rng([TEST_SEED, run.seed])
    # A model whose words are bounded takes much for long ones.
    longest = max(run.lengths) if run.entry.ladder else (2 if run.entry.longest else 4) * run.entry.length
    return {length: run.tested(rng, length) for length in run.lengths if length <= longest}
