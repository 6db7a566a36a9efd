"""The words that the terminal draws, for the same task and seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from state_probe import drawing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from state_probe.tasks import Task


def words(
    task: Task | Mapping[str, Any],
    length: int | tuple[int, int],
    count: int = 1000,
    seed: int | None = None,
    *,
    of: Literal["eval", "dataset"] = "eval",
) -> npt.NDArray[np.int64] | list[npt.NDArray[np.int64]]:
    """The same token ids as the terminal's, word for word: int64 [count, length], or a list of words where lengths differ.

    With `of="eval"` those that `state-probe eval --lengths L --count N --seed S` measures on (seed 7 if absent, without
    `bos`); with `of="dataset"` those of `state-probe dataset --length L --count N --seed S` in order of their `id` (seed 1
    if absent): tokens of the task, where the data set writes the ids of a group's elements. A pair is a span of lengths.
    `task` may also be the `task` field of a manifest. ValueError where the task has no such words.
    """
    import numpy as np

    fields = task if isinstance(task, Mapping) else task.manifest()
    span = (length, length) if isinstance(length, int) else (length[0], length[1])
    if not 1 <= span[0] <= span[1] <= 100_000 or count < 1:
        raise ValueError("lengths are 1 to 100,000, the shorter one first, and count is at least 1")
    if of == "eval":
        drawn = drawing.evaluated(dict(fields), span, count, 7 if seed is None else seed)
    else:
        weights = getattr(task, "weights", None)
        drawn = drawing.of_dataset(dict(fields), span, count, 1 if seed is None else seed, weights)
    if len({len(word) for word in drawn}) == 1:
        return np.array(drawn, np.int64)
    return [np.array(word, np.int64) for word in drawn]
