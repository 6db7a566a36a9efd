/** Other probes, to compare with. */
import * as z from 'zod/mini';
import { probe as probeAnswer } from '../probe';
import { request } from '../request';
import { id, index, list, type Type } from '../schema';

export type ProbeSummary = Type<typeof probeSummary>;
const probeSummary = z.object({ id, title: z.string(), steps: index });

const ask = z.object({ probe: id });

/** Probes that can be compared with this one, newest first, itself not among them. */
export const otherProbes = request({ ask, answer: list(probeSummary), saved: 'worked out' });

export const probe = request({ ask, answer: probeAnswer, saved: 'worked out' });
