/** Bounds of one reading; each is told in docs/reading-code.md. */
export const LIMITS = {
  /** UTF-16 code units: parsing and lowering so much takes a few seconds. */
  text: 1_000_000,
  /** Statements run, rounds of loops included. */
  statements: 100_000,
  /** Cells written; a box takes about a hundred bytes and is kept as long as the run lasts. */
  writes: 1_000_000,
  /** Values made by expressions. */
  values: 5_000_000,
  /** Calls inside calls. */
  depth: 1000,
  /** Cells and constants of the world. */
  slots: 4096,
  /** Slots × different maps: numbers kept for the maps of a trace. */
  numbers: 20_000_000,
  /** Slots × changes looked at. */
  work: 100_000_000,
  /** Steps of a trace. */
  steps: 100_000,
  /** Containers inside containers. */
  nesting: 50,
  /** Length of a text or decimal digits of a number. */
  size: 100_000,
} as const;
