"""Files as PyTorch and transformers export them, and what PyTorch gives where a state is replaced: writes exports/ beside itself.

    venv/bin/pip install torch==2.15.0 onnx==1.23.2 onnxscript==0.7.2 transformers
    venv/bin/python test/unit/graph/recorded/make_exports.py
"""

import json
from pathlib import Path

import onnx
import torch
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel

FOLDER = Path(__file__).with_name("exports")
VOCABULARY, WIDTH, LENGTH, TOKEN = 5, 6, 9, 3
WORD = torch.tensor([[0, 1, 2, 3, 4, 0, 1, 4, 2]])
PUT = torch.tensor([((7 * at + 3) % 11 - 5) / 10 for at in range(WIDTH)])[None, None]


class Recurrent(nn.Module):
    def __init__(self, kind: str):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.recurrence = getattr(nn, kind)(WIDTH, WIDTH, batch_first=True)
        self.head = nn.Linear(WIDTH, VOCABULARY)

    def forward(self, tokens):
        x = self.embedding(tokens)
        y, _ = self.recurrence(x)
        return self.head(y), x, y, y.clone()

    def patched(self):
        """The logits after the token at which the output of the recurrence is replaced; what else it carries goes on."""
        x = self.embedding(WORD)
        _, state = self.recurrence(x[:, : TOKEN + 1])
        state = (PUT, state[1]) if isinstance(state, tuple) else PUT
        y, _ = self.recurrence(x[:, TOKEN + 1 :], state)
        return self.head(torch.cat([PUT, y], 1))[0]


def small(path: Path) -> None:
    """Without what only says where in Python a node came from."""
    model = onnx.load(path)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.save(model, path)


def export(model: nn.Module, name: str, inputs: list[str], outputs: list[str], new: bool) -> None:
    path, model = FOLDER / f"{name}.onnx", model.eval()
    sizes = {0: "batch", 1: "length"}
    if new:
        dims = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length")}
        torch.onnx.export(
            model, (WORD.repeat(2, 1),), path, input_names=inputs, output_names=outputs, dynamic_shapes=(dims,), dynamo=True, external_data=False
        )
    else:
        axes = {name: sizes for name in inputs + outputs}
        torch.onnx.export(model, (WORD,), path, input_names=inputs, output_names=outputs, dynamic_axes=axes, dynamo=False)
    small(path)


class LanguageModel(nn.Module):
    def __init__(self):
        super().__init__()
        config = GPT2Config(vocab_size=11, n_positions=32, n_embd=16, n_layer=2, n_head=2, use_cache=False, attn_implementation="eager")
        self.model = GPT2LMHeadModel(config)

    def forward(self, input_ids):
        return self.model(input_ids).logits


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    torch.manual_seed(0)
    found = {}
    for kind in ("LSTM", "GRU", "RNN"):
        model = Recurrent(kind).eval()
        outputs = ["logits", "hidden.0", "hidden.1", "state.1"]
        # The newer exporter writes an RNN out step by step, for one length.
        ways = (False,) if kind == "RNN" else (False, True)
        with torch.no_grad():
            found[kind] = model.patched().flatten().tolist()
        for new in ways:
            export(model, f"{kind.lower()}-{'dynamo' if new else 'script'}", ["tokens"], outputs, new)
    export(LanguageModel(), "gpt2", ["input_ids"], ["logits"], True)
    (FOLDER / "patched.json").write_text(json.dumps(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
