/** Milliseconds that a request may be without an answer or progress. */
export const DEFAULT_PATIENCE = 600_000;
