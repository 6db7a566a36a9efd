import type { Parameter } from '../../core/library/table';
import { integer } from '../../native/functions';

/** An integer as a place or a count. */
export const count: Parameter<number> = { read: ({ m, at }, given) => integer(m, given, at) };
