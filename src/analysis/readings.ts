/**
 * How a belief is had from a layer's state: by the model's own output head (the logit lens), by a fitted linear probe, and by the
 * probe's controls, fitted on the model's untrained twin or on labels of other words.
 */
export const READINGS = ['lens', 'probe', 'twin', 'shuffled'] as const;
export type Reading = (typeof READINGS)[number];

export const READING_NAMES: Readonly<Record<Reading, string>> = {
  lens: 'the output head (logit lens)',
  probe: 'a linear probe',
  twin: 'a linear probe of an untrained twin',
  shuffled: 'a linear probe of shuffled labels',
};
