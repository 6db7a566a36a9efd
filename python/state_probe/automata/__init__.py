"""Finite automata, the ground truth of every regular task and the blueprint of the exact models."""
