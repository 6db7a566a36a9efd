"""Data, architectures, training and export of State Probe's bundled models. See README.md."""
