"""What theory says of the bundled models, for the cards: taken from the product itself (src/analysis/theory), so that cards,
terminal and page cannot differ. Build it first with `npm run build`."""

import json
import subprocess

from training.zoo import HERE


def said() -> dict[str, dict]:
    """By model id: `says` (can, cannot or open) and the `line` with hypothesis, reason and source."""
    command = ["node", "dist/cli.js", "models", "--json"]
    output = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {m["id"]: m["theory"] for m in json.loads(output)["models"] if "theory" in m}


def paragraph(theory: dict | None) -> str:
    if theory is None:
        return "Nothing is known here of this architecture and this task."
    meant = {
        "can": "\n\n*Can* means that such weights exist: not that training finds them, nor how far these carry, which the figures below say.",
    }
    return f"**{theory['says']}**: {theory['line']}.{meant.get(theory['says'], '')}"
