"""What is proved about each architecture's reach, for the cards."""

ILLUSION = "Merrill, Petty and Sabharwal (2024), The Illusion of State in State-Space Models"
EIGENVALUES = "Grazzi et al. (2024), Unlocking State-Tracking in Linear RNNs Through Negative Eigenvalues"

UNBOUNDED = "One layer can follow any finite automaton at any length"
BOUNDED = (
    "With a fixed number of layers it computes only functions in TC0, so it cannot compose permutations of five things "
    "at every length unless TC0 = NC1"
)
REGULAR_ONE_LAYER = f"{UNBOUNDED} ({ILLUSION}, Theorem {{}})."

REACH = {
    "rnn-ssm": REGULAR_ONE_LAYER.format("5.1"),
    "wfa-ssm": REGULAR_ONE_LAYER.format("5.2"),
    "ids4": REGULAR_ONE_LAYER.format("5.2"),
    "elman-rnn": f"{UNBOUNDED}: its step is nonlinear (Minsky 1954; {ILLUSION}, Theorem 5.1).",
    "lstm": f"{UNBOUNDED}: its step is nonlinear (Minsky 1954; {ILLUSION}, Theorem 5.1).",
    "transformer": f"{BOUNDED} (Merrill and Sabharwal 2023, The Parallelism Tradeoff).",
    "s4": f"{BOUNDED}: its transition does not depend on the input ({ILLUSION}, Theorem 4.2).",
    "mamba": f"{BOUNDED}: its transition is diagonal ({ILLUSION}, Theorem 4.4).",
    "gated-linear-attention": f"{BOUNDED}: its transition is diagonal ({ILLUSION}, Theorem 4.4).",
    "hybrid": f"{BOUNDED}: attention and diagonal transitions both stay in that class ({ILLUSION}, Theorem 4.4).",
    "deltanet": (
        "Its transition is a generalised Householder matrix. With eigenvalues down to -1 one layer can follow swaps "
        f"(Theorem 3); with eigenvalues in [0, 1] it cannot even follow parity (Theorem 1; {EIGENVALUES})."
    ),
}
