/** Of the random words that probes are fitted on and tracking is told by. Another stream than that of `eval`, whose words a model may have been chosen by. */
export const SAMPLE_SEED = 0x5eed;

/** Seeds are of 32 bits: a larger one would give the words of another, which counts them twice. */
export const MOST_SEED = 2 ** 32 - 1;
