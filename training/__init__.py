"""Data, architectures, training and export of State Probe's bundled models. See README.md."""

import sys
from pathlib import Path

# The package as it lies beside this folder, which tasks and the exporter come from, whether or not it is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "python"))
