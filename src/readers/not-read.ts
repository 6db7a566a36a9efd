import type { Trace } from '../trace/trace';

/** What a remark begins with on a sentence that was passed over. */
export const NOT_READ = 'not read, because it moves nothing: ';

/** How many sentences of a text were passed over. */
export function sentencesNotRead({ remarks = [] }: Pick<Trace, 'remarks'>): number {
  return remarks.filter(({ text }) => text.startsWith(NOT_READ)).length;
}
