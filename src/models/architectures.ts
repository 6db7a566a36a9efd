import data from './architectures.json';
import type { Architectures } from './architectures-schema';

/** The one table of architectures, which `training/` reads too. */
export const {
  architectures: ARCHITECTURES,
  kinds: KINDS,
  theories: THEORIES,
  phrases: PHRASES,
  sources: SOURCES,
} = data as Architectures;
