import type { Box, RecordData } from '../core/values';

/** What dictionaries with a default make where a key is missing. */
export const factories = new WeakMap<RecordData, () => Box>();

/** Dictionaries that count: a key that is missing has been seen no times, and stays missing. */
export const counters = new WeakSet<RecordData>();
