/** Random texts on which probes are fitted and measured, unless told otherwise. */
export const PROBED_TEXTS = 300;

/** Steps of the longest random texts, unless told otherwise. */
export const LONGEST_TEXT = 8;
