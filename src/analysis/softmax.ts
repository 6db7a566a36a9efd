/** The class that a row of logits predicts, and the probabilities that go with it. */
export interface RowReading {
  /** The class of the largest logit; the first of several. */
  predicted: number;
  /** Softmax probability of `predicted`. */
  confidence: number;
  /** Softmax probability of the class asked for. */
  probability: number;
}

/**
 * Reads one row of logits. The largest is subtracted first, so that no exponential overflows; minus infinity is a
 * masked class and has probability zero.
 *
 * @returns undefined when the row holds NaN or plus infinity, or nothing but minus infinity
 */
export function readRow(logits: Float32Array, start: number, classes: number, asked: number): RowReading | undefined {
  let predicted = 0;
  let largest = -Infinity;
  for (let id = 0; id < classes; id++) {
    const logit = logits[start + id] ?? NaN;
    if (Number.isNaN(logit)) return undefined;
    if (logit > largest) [largest, predicted] = [logit, id];
  }
  if (!Number.isFinite(largest)) return undefined;
  let sum = 0;
  for (let id = 0; id < classes; id++) sum += Math.exp((logits[start + id] ?? 0) - largest);
  const askedLogit = logits[start + asked] ?? -Infinity;
  return { predicted, confidence: 1 / sum, probability: Math.exp(askedLogit - largest) / sum };
}
