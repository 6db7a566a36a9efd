"""Runs models of the zoo in PyTorch as often as it is told, for bench/inference-torch.bench.ts.

Standard input has a line for each run, `ID FORM BATCH LENGTH`, where FORM is `parallel`, the form that training uses, or `steps`, in which every state is
shown. Each is answered by the seconds that it took, on the clock and of the processor. Needs PyTorch; Mamba also a C++ compiler and ninja.
"""

import os
import sys
import time
from functools import cache

import numpy as np
import torch

from training.zoo import read

ENTRIES = {entry.id: entry for entry in read()}


@cache
def model(id: str) -> torch.nn.Module:
    from safetensors.torch import load_file

    entry = ENTRIES[id]
    built = entry.build()
    built.load_state_dict(load_file(entry.weights(entry.seeds[0])))
    return built.eval()


@cache
def tokens(id: str, batch: int, length: int) -> torch.Tensor:
    vocabulary = model(id).embedding.num_embeddings
    return torch.from_numpy(np.random.default_rng(1).integers(0, vocabulary, (batch, length)))


# As many as onnxruntime is told to take, or takes by itself.
torch.set_num_threads(int(os.environ.get("STATE_PROBE_THREADS") or os.cpu_count() or 1))
for line in sys.stdin:
    id, form, batch, length = line.split()
    run, words = model(id), tokens(id, int(batch), int(length))
    with torch.inference_mode():
        wall, processor = time.perf_counter(), time.process_time()
        run(words) if form == "parallel" else run.observe(words)
        print(time.perf_counter() - wall, time.process_time() - processor, flush=True)
